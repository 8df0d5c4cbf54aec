import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { createLogger, type Logger } from "#platform/logger.js";
import { CANARY } from "./mutations.js";

type Door<Case> = AsyncDisposable & {
  readonly name: string;
  /** Of all cases of a run, this share. */
  readonly share: number;
  readonly cases: fc.Arbitrary<Case>;
  /** → what became of it, for the count. Throwing, or rejecting, is the failure that is looked for. */
  readonly take: (one: Case) => string | Promise<string>;
  /** A good message still does what it should. */
  readonly proveAlive: () => Promise<void>;
};
type Runs = { readonly seed: number; readonly numRuns: number; readonly path?: string };
type Found = Pick<fc.RunDetails<unknown>, "failed" | "counterexample" | "counterexamplePath" | "errorInstance">;

/** One door through which a stranger's words come in. */
export type FuzzTarget = Omit<Door<never>, "cases" | "take"> & {
  /** Takes that many cases, and shrinks the first that fails. */
  readonly fuzz: (runs: Runs, each: (outcome: string) => void) => Promise<Found>;
};

export function fuzzTarget<Case>({ cases, take, ...rest }: Door<Case>): FuzzTarget {
  return {
    ...rest,
    fuzz: (runs, each) =>
      fc.check(
        fc.asyncProperty(cases, async (one) => each(await take(one))),
        runs,
      ),
  };
}

/** What a part says when it caught a fault of its own: not what a bad message should ever lead to. */
const OWN_FAULTS = /"event":"(?:receipt|policy|request)\.failed"|"code":"internal"/;

/** A real logger that keeps nothing, and remembers the first line that repeats a stranger's words or admits a fault. */
export function watchedLog(): { readonly log: Logger; readonly check: () => void } {
  let bad: string | undefined;
  const write = (line: string): void => {
    if (line.includes(CANARY) || OWN_FAULTS.test(line)) bad ??= line;
  };
  const check = (): void => {
    const line = bad;
    bad = undefined;
    if (line !== undefined) throw new Error(`the log repeats the payload, or tells of a fault: ${line}`);
  };
  return { log: createLogger("fuzz", "debug", { write }), check };
}

/** In memory where there is such a place: what a flush to disk costs is not asked here, a hundred thousand times. */
export const fuzzFolder = (): string =>
  mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "hailong-fuzz-"));
