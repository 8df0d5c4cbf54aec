import { accessSync, constants, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Command } from "commander";
import { readEdgeConfig } from "#commands/edge-config.js";
import { cliScript } from "#commands/places.js";
import type { CounterProgram } from "#commands/privacy-audit/audited-counter.js";
import { reportOf } from "#commands/privacy-audit/report.js";
import { reportLines, signerLine } from "#commands/privacy-audit/report-lines.js";
import { runAudit } from "#commands/privacy-audit/run-audit.js";
import { verifyReport } from "#commands/privacy-audit/verify-report.js";
import { EXIT, exitWith, signalOfProcess } from "#commands/runtime.js";
import { deviceKey } from "#desk/data-folder.js";
import { AppError, systemCode } from "#platform/errors.js";
import { auditWords } from "#words/audit-words.js";
import { bothLanguages } from "#words/words.js";

type Options = { config?: string; json?: boolean; out?: string };

export function addPrivacyAudit(program: Command): void {
  const audit = program
    .command("privacy-audit")
    .description(bothLanguages(auditWords.command))
    .option("-c, --config <file>", bothLanguages(auditWords.config))
    .option("-o, --out <file>", bothLanguages(auditWords.out))
    .option("--json", bothLanguages(auditWords.json))
    .action((options: Options) => exitWith(() => privacyAudit(options)));
  audit
    .command("verify")
    .description(bothLanguages(auditWords.verify))
    .argument("<file>", bothLanguages(auditWords.file))
    .action((file: string) => exitWith(async () => verifyReport(file)));
}

async function privacyAudit({ config, json, out }: Options): Promise<number> {
  // Before the minute that it takes: what cannot be read or written is said at once.
  const device = config === undefined ? undefined : deviceKey(readEdgeConfig(config).desk.data);
  if (out !== undefined) requireFolder(out);
  if (!json) console.log(bothLanguages(auditWords.playing));
  const start = (program: CounterProgram, file: string): string[] => [
    process.execPath,
    cliScript(),
    program,
    "--config",
    file,
  ];
  const report = reportOf(await runAudit({ start, signal: signalOfProcess() }), device);
  const text = JSON.stringify(report, undefined, 2);
  if (out !== undefined) writeFileSync(out, `${text}\n`, { mode: 0o600 });
  if (json) console.log(text);
  else console.log([...reportLines(report), "", ...keptLines(out, signerLine(report))].join("\n"));
  return report.verdict === "clean" ? EXIT.ok : EXIT.fault;
}

/** What is printed carries no signature: only the file can be checked. */
const keptLines = (out: string | undefined, signer: string): string[] =>
  out === undefined
    ? [bothLanguages(auditWords.notKept)]
    : [signer, `${bothLanguages(auditWords.kept)}: hailong privacy-audit verify ${out}`];

function requireFolder(out: string): void {
  try {
    accessSync(dirname(out), constants.W_OK);
  } catch (error) {
    throw new AppError("config.invalid", `--out ${out}: ${systemCode(error) ?? "unknown"}`, {
      cause: error,
      remedy: bothLanguages(auditWords.outFolder),
    });
  }
}
