import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { FuzzTarget } from "./target.js";
import { deskApi, hubApi } from "./targets/apis.js";
import { cityInbox } from "./targets/city-inbox.js";
import { deskCommands, deskPolicies, deskReceipts } from "./targets/desk-messages.js";
import { hubIngest } from "./targets/hub-ingest.js";
import { hubOffice } from "./targets/hub-office.js";
import { deskTrust, hubEnrolment } from "./targets/trust.js";

export const TARGETS = {
  "hub.ingest": hubIngest,
  "hub.api": hubApi,
  "hub.office": hubOffice,
  "city.inbox": cityInbox,
  "desk.api": deskApi,
  "desk.commands": deskCommands,
  "desk.receipts": deskReceipts,
  "desk.policies": deskPolicies,
  "desk.trust": deskTrust,
  "hub.enrolment": hubEnrolment,
} as const satisfies Record<string, () => Promise<FuzzTarget>>;
export type TargetName = keyof typeof TARGETS;

export type FuzzPlan = {
  readonly cases: number;
  readonly seed: number;
  /** Only this one, with all the cases. */
  readonly target?: TargetName;
  /** Where fast-check had shrunk a failure to: run that one alone. */
  readonly path?: string;
};
export type FuzzReport = {
  readonly name: string;
  readonly cases: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly heapGrowthMiB: number;
  readonly seconds: number;
};

/** What the parts may keep: their bounded memories fill up, and then no more. */
const HEAP_LIMIT_MIB = 48;

/** Runs every target in turn; throws at the first failure, with what is needed to see it again. */
export async function runFuzz({ cases, seed, target, path }: FuzzPlan): Promise<FuzzReport[]> {
  const rejected: unknown[] = [];
  const onRejection = (reason: unknown): void => void rejected.push(reason);
  process.on("unhandledRejection", onRejection);
  try {
    const reports: FuzzReport[] = [];
    for (const name of target ? [target] : (Object.keys(TARGETS) as TargetName[])) {
      await using one = await TARGETS[name]();
      const share = Math.ceil(cases * (target ? 1 : one.share));
      reports.push(await runTarget(one, { cases: share, seed, ...(path ? { path } : {}) }));
      if (rejected.length > 0) throw new Error(`${name}: unhandled rejection`, { cause: rejected[0] });
    }
    return reports;
  } finally {
    process.off("unhandledRejection", onRejection);
  }
}

async function runTarget(target: FuzzTarget, { cases, seed, path }: Omit<FuzzPlan, "target">): Promise<FuzzReport> {
  const outcomes: Record<string, number> = {};
  let taken = 0;
  let heapBefore = 0;
  const began = performance.now();
  await target.proveAlive();
  const runs = { seed, numRuns: path ? 1 : cases, ...(path ? { path } : {}) };
  const details = await target.fuzz(runs, (outcome) => {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    // Warm by then: what is compiled, cached and kept on purpose.
    if (++taken === Math.floor(cases / 4)) heapBefore = heapMiB();
  });
  if (details.failed) {
    const again = `npm run fuzz -- --target ${target.name} --cases ${cases} --seed ${seed} --path ${details.counterexamplePath}`;
    const smallest = JSON.stringify(details.counterexample).slice(0, 2_000);
    throw new Error(`${target.name}: ${details.errorInstance}\n  smallest case: ${smallest}\n  again: ${again}`);
  }
  await target.proveAlive();
  const heapGrowthMiB = path ? 0 : heapMiB() - heapBefore;
  if (heapGrowthMiB > HEAP_LIMIT_MIB) throw new Error(`${target.name}: the heap grew by ${heapGrowthMiB} MiB`);
  return { name: target.name, cases: taken, outcomes, heapGrowthMiB, seconds: (performance.now() - began) / 1_000 };
}

/** Live memory: after a collection. */
function heapMiB(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
