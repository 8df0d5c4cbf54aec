import { parseArgs } from "node:util";
import { runFuzz, TARGETS, type TargetName } from "./fuzz-run.js";

/** `npm run fuzz -- [--cases N] [--seed S] [--target NAME [--path P]]`: counts by target and outcome, exit 1 at a failure. */
const { values } = parseArgs({
  options: {
    cases: { type: "string" },
    seed: { type: "string" },
    target: { type: "string" },
    path: { type: "string" },
  },
});
const isTarget = (name: string): name is TargetName => Object.hasOwn(TARGETS, name);
const { target, path } = values;
if (target !== undefined && !isTarget(target)) throw new Error(`--target: expected one of ${Object.keys(TARGETS)}`);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
console.log(`seed ${seed}`);
try {
  const began = performance.now();
  const plan = {
    cases: Number(values.cases ?? 1_000_000),
    seed,
    ...(target ? { target } : {}),
    ...(path ? { path } : {}),
  };
  const reports = await runFuzz(plan);
  for (const { name, cases, outcomes, heapGrowthMiB, seconds } of reports) {
    console.log(
      `${name.padEnd(14)} ${String(cases).padStart(8)} cases, heap ${heapGrowthMiB.toFixed(1)} MiB, ${seconds.toFixed(1)} s`,
    );
    for (const [outcome, n] of Object.entries(outcomes).sort(([, a], [, b]) => b - a))
      console.log(`  ${outcome.padEnd(28)} ${String(n).padStart(8)}`);
  }
  const total = reports.reduce((sum, { cases }) => sum + cases, 0);
  console.log(`${total} cases, 0 failures, ${Math.round((performance.now() - began) / 1_000)} s`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
