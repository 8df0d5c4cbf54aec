import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { findingsOf } from "./findings.js";
import { soak } from "./soak.js";
import { isBounded, lapseLines, timeLapse } from "./time-lapse.js";
import { verdictLines } from "./verdict.js";

/**
 * npm run soak -- --hours H [--seed S] [--out report.json], or --time-lapse DAYS; exit 1 when a line of the verdict does
 * not hold.
 */
const { values } = parseArgs({
  options: {
    hours: { type: "string", default: "2" },
    seed: { type: "string", default: "7" },
    out: { type: "string" },
    "time-lapse": { type: "string" },
  },
});
if (values["time-lapse"] !== undefined) {
  const lapse = timeLapse(Number(values["time-lapse"]));
  console.log(lapseLines(lapse).join("\n"));
  process.exit(isBounded(lapse) ? 0 : 1);
}
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
const startedAt = new Date().toISOString();
const run = await soak({
  hours: Number(values.hours),
  seed: Number(values.seed),
  say: console.log,
  samplesFile: values.out && `${values.out}.samples.ndjson`,
  signal: stop.signal,
});
const findings = findingsOf(run);
const lines = verdictLines(run, findings);
for (const { holds, text } of lines) console.log(`${holds ? "ok  " : "MISS"} ${text}`);
if (values.out) {
  const { samples: _, closes: __, ...rest } = run;
  writeFileSync(values.out, `${JSON.stringify({ startedAt, ...rest, findings, lines }, undefined, 2)}\n`);
}
process.exitCode = lines.every(({ holds }) => holds) ? 0 : 1;
