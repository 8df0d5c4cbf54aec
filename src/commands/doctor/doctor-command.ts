import type { Command } from "commander";
import { examine, type Finding } from "#commands/doctor/examine.js";
import { readEdgeConfig } from "#commands/edge-config.js";
import { createRuntime, EXIT, exitWith } from "#commands/runtime.js";
import { version } from "#platform/version.js";
import { cliWords } from "#words/cli-words.js";
import { DOCTOR_REMEDIES, doctorWords as words } from "#words/doctor-words.js";
import { bothLanguages } from "#words/words.js";

export function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description(bothLanguages(words.command))
    .requiredOption("-c, --config <file>", bothLanguages(cliWords.config))
    .option("--json", bothLanguages(words.json))
    .action(({ config, json }: { config: string; json?: true }) => exitWith(() => doctor(config, json ?? false)));
}

/** Exit 1 when anything is red. */
async function doctor(config: string, json: boolean): Promise<number> {
  const findings = await examine(readEdgeConfig(config), createRuntime("doctor", "silent"));
  const ok = findings.every((finding) => finding.ok);
  if (json) {
    const checks = findings.map((one) => (one.ok ? one : { ...one, remedy: DOCTOR_REMEDIES[one.check] }));
    console.log(JSON.stringify({ ok, version: version(), checks }));
  } else {
    console.log([`hailong ${version()}`, ...findings.flatMap(linesOf)].join("\n"));
    console.log(bothLanguages(ok ? words.good : words.bad));
  }
  return ok ? EXIT.ok : EXIT.fault;
}

function linesOf({ check, ok, detail }: Finding): string[] {
  const line = `${ok ? green("✔") : red("✘")} ${bothLanguages(words[check])}: ${detail}`;
  return ok ? [line] : [line, `    → ${bothLanguages(DOCTOR_REMEDIES[check])}`];
}

const coloured = (code: number) => (text: string) => (process.stdout.isTTY ? `\x1b[${code}m${text}\x1b[0m` : text);
const [green, red] = [coloured(32), coloured(31)];
