import { writeFile } from "node:fs/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { EXIT, exitWith } from "#commands/runtime.js";
import { simulationPicture } from "#commands/simulate/picture.js";
import { textReport } from "#commands/simulate/text-report.js";
import { demandsOf } from "#simulation/demands.js";
import { SCENARIOS, type ScenarioName } from "#simulation/scenario.js";
import { simulate } from "#simulation/simulation.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";
import { simulationWords as words } from "#words/simulation-words.js";
import { bothLanguages } from "#words/words.js";

type Options = { scenario: ScenarioName; transactions: number; seed: number; json?: true; svg?: string };

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
    .action((options: Options) => exitWith(() => run(options)));
}

/** A scenario that did not end as it must is a fault. */
async function run({ json, svg, ...request }: Options): Promise<number> {
  const simulation = simulate(request, (code) => ({ code, ...AGREEMENT_WORDS[code] }));
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
