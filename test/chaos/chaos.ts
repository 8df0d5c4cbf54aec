import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pause } from "#platform/tasks.js";
import { readHub } from "./books.js";
import { builtCommand } from "./breaks.js";
import { checkBooks, type Verdict } from "./checker.js";
import { Copies } from "./copies.js";
import { Excuses } from "./excuses.js";
import { notHere, SIMPLE_FAULTS } from "./faults.js";
import { Chance } from "./random.js";
import { receiptedInVain, unsettled } from "./recovery.js";
import { type Archive, hubRestored, ledgerRestored, twoDesks } from "./restores.js";
import { dealFaults, FAULT_KINDS, type FaultKind } from "./schedule.js";
import { Site } from "./site.js";

export type ChaosOptions = {
  readonly cycles: number;
  readonly seed: number;
  /** Only these kinds. */
  readonly kinds?: readonly FaultKind[] | undefined;
  /** The name of a bug to build in. */
  readonly bug?: string | undefined;
  readonly say: (line: string) => void;
  /** Ends it after the present cycle. */
  readonly signal?: AbortSignal;
};
export type ChaosReport = {
  readonly cycles: number;
  readonly seconds: number;
  readonly faults: ReadonlyMap<FaultKind, number>;
  readonly leftOut: ReadonlyMap<FaultKind, string>;
  /** What clients were answered. */
  readonly answers: {
    readonly visits: number;
    readonly taps: number;
    readonly unanswered: number;
    readonly refused: number;
  };
  readonly verdict: Verdict;
  readonly violations: readonly string[];
  readonly slowestRecoveryMs: number;
  readonly noticed: ReadonlyMap<string, number>;
  readonly brokerStarts: { readonly persistent: number; readonly memory: number };
  /** Kept after a violation. */
  readonly folder: string | undefined;
};

const VISITS = 5;
const MOST_VISITS = 24;
const RECOVERY_MS = 90_000;
/** After a violation nobody waits for calm: what is not there by then is counted as lost. */
const LOST_MS = 5_000;
const LOOK_MS = 200;

/** Cycle after cycle: visits, faults among them, calm, and a comparison of the books. Stops at the first violation. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const folder = mkdtempSync(join(tmpdir(), "hl-chaos-"));
  const site = await Site.start(folder, builtCommand(folder, options.bug));
  const run = new ChaosRun(site, options);
  try {
    return await run.run();
  } finally {
    await site[Symbol.asyncDispose]();
    if (run.violations.length === 0) rmSync(folder, { recursive: true, force: true });
  }
}

class ChaosRun {
  readonly violations: string[] = [];
  readonly #site: Site;
  readonly #options: ChaosOptions;
  readonly #archive: Archive;
  readonly #faults = new Map<FaultKind, number>();
  readonly #leftOut = new Map<FaultKind, string>();
  readonly #began = performance.now();
  #verdict: Verdict;
  #slowest = 0;

  constructor(site: Site, options: ChaosOptions) {
    this.#site = site;
    this.#options = options;
    this.#archive = {
      ledgers: new Copies("ledger", ({ ledgerFile }) => ledgerFile),
      hubs: new Copies("hub", ({ hubFile }) => hubFile),
      excuses: new Excuses(),
      clients: [site.client],
      noticed: new Map(),
      afterwards: [],
    };
    this.#verdict = this.#check();
  }

  async run(): Promise<ChaosReport> {
    const { cycles, seed, kinds = FAULT_KINDS } = this.#options;
    for (const kind of kinds) {
      const why = notHere(kind);
      if (why) this.#leftOut.set(kind, why);
    }
    const here = kinds.filter((kind) => !this.#leftOut.has(kind));
    const dealt = dealFaults(here, cycles, new Chance(seed, 0));
    await this.#copy();
    const stop = new AbortController();
    const watching = this.#watch(stop.signal);
    let cycle = 0;
    while (cycle < cycles && this.violations.length === 0 && !this.#options.signal?.aborted) {
      cycle += 1;
      await this.#cycle(cycle, dealt[cycle - 1] ?? []);
    }
    stop.abort();
    await watching;
    return this.#report(cycle);
  }

  async #cycle(cycle: number, kinds: readonly FaultKind[]): Promise<void> {
    const began = performance.now();
    const done: string[] = [];
    try {
      const endedAt = await this.#harm(cycle, kinds, done);
      await this.#site.client.quickVisit(cycle);
      const recoveryMs = await this.#recover(endedAt);
      this.#slowest = Math.max(this.#slowest, recoveryMs);
      this.#judge();
      const seconds = ((performance.now() - began) / 1_000).toFixed(1);
      const visits = this.#site.client.visits.filter((visit) => visit.cycle === cycle).length;
      if (visits < VISITS) this.violations.push(`only ${visits} visits`);
      const line = `${done.join("; ")} · ${visits} visits, calm after ${(recoveryMs / 1_000).toFixed(1)} s, ${seconds} s`;
      this.#options.say(`${String(cycle).padStart(3)} ${line}`);
    } catch (error) {
      this.violations.push(error instanceof Error ? error.message : String(error));
      // What is missing by now is what would be lost.
      this.#judge();
    }
    if (this.violations.length > 0) this.#describe(cycle, kinds, done);
  }

  /** Visits, and faults among them; → when the last fault ended. */
  async #harm(cycle: number, kinds: readonly FaultKind[], done: string[]): Promise<number> {
    const { seed } = this.#options;
    const chance = new Chance(seed, cycle * 100);
    let [underWay, endedAt] = [kinds.length, performance.now()];
    const harms = kinds.map(async (kind, index) => {
      const own = new Chance(seed, cycle * 100 + 1 + index);
      try {
        await pause(own.between(100, 1_500));
        done.push(`${kind}: ${await this.#fault(kind, own)}`);
        this.#faults.set(kind, (this.#faults.get(kind) ?? 0) + 1);
      } finally {
        underWay -= 1;
        endedAt = performance.now();
      }
    });
    const visits = async (): Promise<void> => {
      for (let visit = 0; visit < VISITS || (underWay > 0 && visit < MOST_VISITS); visit += 1) {
        await this.#site.client.visit(cycle, chance);
        await pause(chance.between(0, 250));
      }
    };
    const copies = pause(chance.between(200, 2_000)).then(() => this.#copy());
    // All of them, though one fails: nothing may still go on when its site is taken down.
    const ends = await Promise.allSettled([...harms, visits(), copies]);
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    return endedAt;
  }

  #fault(kind: FaultKind, chance: Chance): Promise<string> {
    const parts = { site: this.#site, chance, archive: this.#archive };
    if (kind === "ledger restored") return ledgerRestored(parts);
    if (kind === "hub restored") return hubRestored(parts);
    if (kind === "two desks") return twoDesks(parts);
    const simple = SIMPLE_FAULTS[kind];
    if (!simple) throw new Error(`no fault is called ${kind}`);
    return simple(this.#site, chance);
  }

  #copy(): Promise<void> {
    const { ledgers, hubs } = this.#archive;
    return this.#site.disks.edge(() =>
      this.#site.disks.hub(async () => {
        await ledgers.take(this.#site);
        await hubs.take(this.#site);
      }),
    );
  }

  async #recover(endedAt: number): Promise<number> {
    const began = performance.now();
    for (;;) {
      const why = unsettled(this.#site);
      const waitedMs = performance.now() - began;
      if (why === undefined || (this.violations.length > 0 && waitedMs > LOST_MS)) break;
      if (waitedMs > RECOVERY_MS) throw new Error(`not calm after ${RECOVERY_MS / 1_000} s: ${why}`);
      await pause(50);
    }
    this.#site.moved = false;
    return performance.now() - endedAt;
  }

  #judge(): void {
    this.#verdict = this.#check();
    const { lost, doubled, disordered, wrong } = this.#verdict;
    this.violations.push(...lost, ...doubled, ...disordered, ...wrong);
    for (const expected of this.#archive.afterwards.splice(0)) {
      const wrong = expected();
      if (wrong) this.violations.push(wrong);
    }
    // A program that finds its disk full at its start says so and ends: its service manager tries again.
    for (const program of [this.#site.desk, this.#site.hub, this.#site.broker])
      for (const end of program.endedByItself.splice(0)) if (!end.includes("ledger.full")) this.violations.push(end);
  }

  #check(): Verdict {
    return checkBooks(readHub(this.#site.hubFile), this.#archive.clients, this.#archive.excuses);
  }

  async #watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const wrong = receiptedInVain(this.#site);
      if (wrong && this.violations.length === 0) this.violations.push(wrong);
      await pause(LOOK_MS, signal);
    }
  }

  #describe(cycle: number, kinds: readonly FaultKind[], done: readonly string[]): void {
    const { seed, say, bug, kinds: only } = this.#options;
    say(`✗ cycle ${cycle} (${kinds.join(", ")}): ${done.join("; ") || "no fault had ended"}`);
    try {
      copyFileSync(this.#site.ledgerFile, this.#site.file("ledger-at-the-end.db"));
      copyFileSync(this.#site.hubFile, this.#site.file("hub-at-the-end.db"));
      for (const [from, to] of [
        [this.#site.ledgerFile, "ledger"],
        [this.#site.hubFile, "hub"],
      ])
        copyFileSync(`${from}-wal`, this.#site.file(`${to}-at-the-end.db-wal`));
    } catch {
      // A book that is not there cannot be kept.
    }
    for (const violation of this.violations) say(`  ${violation}`);
    const more = `${only ? ` --faults "${only.join(",")}"` : ""}${bug ? ` --break ${bug}` : ""}`;
    say(`  again: npm run chaos -- --cycles ${cycle} --seed ${seed}${more}`);
    say(`  logs and books: ${this.#site.folder}`);
  }

  #report(cycles: number): ChaosReport {
    const { clients, noticed } = this.#archive;
    const sum = (of: (client: Archive["clients"][number]) => number): number =>
      clients.reduce((total, client) => total + of(client), 0);
    return {
      cycles,
      seconds: (performance.now() - this.#began) / 1_000,
      faults: this.#faults,
      leftOut: this.#leftOut,
      answers: {
        visits: sum(({ visits }) => visits.length),
        taps: sum(({ taps }) => taps.length),
        unanswered: sum(({ unanswered }) => unanswered),
        refused: sum(({ refused }) => refused),
      },
      verdict: this.#verdict,
      violations: this.violations,
      slowestRecoveryMs: this.#slowest,
      noticed,
      brokerStarts: this.#site.brokerStarts,
      folder: this.violations.length > 0 ? this.#site.folder : undefined,
    };
  }
}
