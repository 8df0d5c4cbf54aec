import { parseArgs } from "node:util";
import { runChaos } from "./chaos.js";
import { FAULT_KINDS, type FaultKind } from "./schedule.js";
import { summaryLines } from "./summary.js";

/** npm run chaos -- --cycles N --seed S [--faults "kill hub,cut"] [--break NAME]; exit 1 on any violation. */
const { values } = parseArgs({
  options: {
    cycles: { type: "string", default: "120" },
    seed: { type: "string", default: "7" },
    faults: { type: "string" },
    break: { type: "string" },
  },
});
const kinds = values.faults?.split(",").map((name) => {
  const kind = FAULT_KINDS.find((known) => known === name.trim());
  if (!kind) throw new Error(`--faults: expected some of ${FAULT_KINDS.join(", ")}; got ${name}`);
  return kind satisfies FaultKind;
});
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
const report = await runChaos({
  cycles: Number(values.cycles),
  seed: Number(values.seed),
  kinds,
  bug: values.break,
  say: console.log,
  signal: stop.signal,
});
for (const line of summaryLines(report)) console.log(line);
process.exitCode = report.violations.length === 0 ? 0 : 1;
