import type { Command } from "commander";
import { looksLikeHub } from "#commands/config-kind.js";
import { type Examinations, examine, type Finding } from "#commands/doctor/examine.js";
import { counterExaminations } from "#commands/doctor/examine-counter.js";
import { hubExaminations } from "#commands/doctor/examine-hub.js";
import { readEdgeConfig } from "#commands/edge-config.js";
import { readHubConfig } from "#commands/hub-config-file.js";
import { createRuntime, EXIT, exitWith, type Runtime } from "#commands/runtime.js";
import { version } from "#platform/version.js";
import { DOCTOR_REMEDIES, doctorWords as words } from "#words/doctor-words.js";
import { bothLanguages } from "#words/words.js";

export function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description(bothLanguages(words.command))
    .requiredOption("-c, --config <file...>", bothLanguages(words.configs))
    .option("--json", bothLanguages(words.json))
    .action(({ config, json }: { config: string[]; json?: true }) => exitWith(() => doctor(config, json ?? false)));
}

/** Exit 1 when anything is red. */
async function doctor(configs: readonly string[], json: boolean): Promise<number> {
  const runtime = createRuntime("doctor", "silent");
  // All of them are read before anything is asked: one that cannot be read ends it.
  const machines = configs.map((config) => ({ config, ...programOf(config, runtime) }));
  const examined: Examined[] = [];
  for (const { config, program, examinations } of machines)
    examined.push({ config, program, findings: await examine(examinations) });
  const ok = examined.every(({ findings }) => findings.every((finding) => finding.ok));
  console.log(
    json ? JSON.stringify({ ok, version: version(), checks: examined.flatMap(checksOf) }) : linesOf(examined, ok),
  );
  return ok ? EXIT.ok : EXIT.fault;
}

type Program = "counter" | "hub";
type Examined = { readonly config: string; readonly program: Program; readonly findings: readonly Finding[] };

function programOf(config: string, runtime: Runtime): { program: Program; examinations: Examinations } {
  if (looksLikeHub(config))
    return { program: "hub", examinations: hubExaminations(readHubConfig(config).hub, runtime) };
  return { program: "counter", examinations: counterExaminations(readEdgeConfig(config), runtime) };
}

const checksOf = ({ program, findings }: Examined) =>
  findings.map((one) => ({ program, ...one, ...(one.ok ? {} : { remedy: DOCTOR_REMEDIES[one.check] }) }));

function linesOf(examined: readonly Examined[], ok: boolean): string {
  const parts = examined.flatMap(({ config, program, findings }) => [
    ...(examined.length > 1 ? [`${config} (${program})`] : []),
    ...findings.flatMap(linesOfOne),
  ]);
  return [`hailong ${version()}`, ...parts, bothLanguages(ok ? words.good : words.bad)].join("\n");
}

function linesOfOne({ check, ok, detail }: Finding): string[] {
  const line = `${ok ? green("✔") : red("✘")} ${bothLanguages(words[check])}: ${detail}`;
  return ok ? [line] : [line, `    → ${bothLanguages(DOCTOR_REMEDIES[check])}`];
}

const coloured = (code: number) => (text: string) => (process.stdout.isTTY ? `\x1b[${code}m${text}\x1b[0m` : text);
const [green, red] = [coloured(32), coloured(31)];
