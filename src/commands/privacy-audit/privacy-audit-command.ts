import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { readEdgeConfig } from "#commands/edge-config.js";
import { cliScript } from "#commands/places.js";
import type { CounterProgram } from "#commands/privacy-audit/audited-counter.js";
import { reportLines, reportOf } from "#commands/privacy-audit/report.js";
import { runAudit } from "#commands/privacy-audit/run-audit.js";
import { EXIT, exitWith, signalOfProcess } from "#commands/runtime.js";
import { deviceKey } from "#desk/data-folder.js";
import { auditWords } from "#words/audit-words.js";
import { bothLanguages } from "#words/words.js";

type Options = { config?: string; json?: boolean; out?: string };

export function addPrivacyAudit(program: Command): void {
  program
    .command("privacy-audit")
    .description(bothLanguages(auditWords.command))
    .option("-c, --config <file>", bothLanguages(auditWords.config))
    .option("-o, --out <file>", bothLanguages(auditWords.out))
    .option("--json", bothLanguages(auditWords.json))
    .action((options: Options) => exitWith(() => privacyAudit(options)));
}

async function privacyAudit({ config, json, out }: Options): Promise<number> {
  // Before the minute that it takes: a key that cannot be read is said at once.
  const own = config === undefined ? undefined : deviceKey(readEdgeConfig(config).desk.data);
  if (!json) console.log(bothLanguages(auditWords.playing));
  const start = (program: CounterProgram, file: string): string[] => [
    process.execPath,
    cliScript(),
    program,
    "--config",
    file,
  ];
  const audit = await runAudit({ start, signal: signalOfProcess() });
  const report = reportOf(audit, own ?? audit.key);
  const text = JSON.stringify(report, undefined, 2);
  if (out !== undefined) writeFileSync(out, `${text}\n`, { mode: 0o600 });
  console.log(json ? text : reportLines(report).join("\n"));
  return report.verdict === "clean" ? EXIT.ok : EXIT.fault;
}
