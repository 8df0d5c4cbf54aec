import { writeFile } from "node:fs/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { EXIT, exitWith } from "#commands/runtime.js";
import { fillHub, type IntoOptions } from "#commands/simulate/fill-hub.js";
import { simulationPicture } from "#commands/simulate/picture.js";
import { textReport } from "#commands/simulate/text-report.js";
import { demandsOf } from "#simulation/demands.js";
import { SCENARIOS, type ScenarioName } from "#simulation/scenario.js";
import { simulate } from "#simulation/simulation.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";
import { simulationWords as words } from "#words/simulation-words.js";
import { bothLanguages } from "#words/words.js";

type Options = { scenario: ScenarioName; transactions: number; seed: number; json?: true; svg?: string };
type Into = IntoOptions & { into?: string };

export function addSimulate(program: Command): void {
  const scenario = new Option("--scenario <name>", bothLanguages(words.scenario));
  program
    .command("simulate")
    .description(bothLanguages(words.command))
    .addOption(scenario.choices(SCENARIOS).default("informative"))
    .option("--transactions <n>", bothLanguages(words.transactions), countOf(1, 1_000_000), 20_000)
    .option("--seed <n>", bothLanguages(words.seed), countOf(0, 2 ** 31 - 1), 1)
    .option("--json", bothLanguages(words.json))
    .option("--svg <file>", bothLanguages(words.svg))
    .option("--into <hub.yaml>", bothLanguages(words.into))
    .option("--days <n>", bothLanguages(words.forDays), countOf(1, 1_500), 365)
    .option("--until <day>", bothLanguages(words.until), dayOf)
    .option("--release", bothLanguages(words.release))
    .option("--per-day <n>", bothLanguages(words.perDay), countOf(1, 5_000), 600)
    .action((options: Options & Into) =>
      exitWith(() => (options.into === undefined ? run(options) : fillHub(options.into, options))),
    );
}

/** A scenario that did not end as it must is a fault. */
async function run({ json, svg, scenario, transactions, seed }: Options): Promise<number> {
  const simulation = simulate({ scenario, transactions, seed }, (code) => ({ code, ...AGREEMENT_WORDS[code] }));
  const demands = demandsOf(simulation);
  if (svg) await writeFile(svg, simulationPicture(simulation));
  console.log(json ? JSON.stringify({ ...simulation, demands }, leaveOutPairs) : textReport(simulation, demands));
  return demands.every(({ met }) => met) ? EXIT.ok : EXIT.fault;
}

const leaveOutPairs = (key: string, value: unknown): unknown =>
  key === "unseenPairs" || key === "unseen" ? undefined : value;

const countOf =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  };

function dayOf(text: string): string {
  const day = z.iso.date().safeParse(text);
  if (day.success) return day.data;
  throw new InvalidArgumentError("expected a day like 2026-11-27");
}
