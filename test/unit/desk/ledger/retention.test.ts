import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewEvent } from "#desk/ledger/chain.js";
import { Housekeeping } from "#desk/ledger/housekeeping.js";
import type { Ledger } from "#desk/ledger/ledger.js";
import type { LedgerConfig } from "#desk/ledger/ledger-config.js";
import { isErrorCode } from "#platform/errors.js";
import { HandClock, openTestLedger } from "../../../support/desk-parts.js";
import { memoryLog } from "../../../support/memory-log.js";

const DAY_MS = 86_400_000;
let folder = "";
let ledger: Ledger;
let clock: HandClock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hailong-retention-"));
  clock = new HandClock();
});
afterEach(() => {
  ledger[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});
const open = (limits: Partial<LedgerConfig> = {}): Ledger => {
  ledger = openTestLedger(folder, clock, { limits });
  return ledger;
};
const reopen = (limits: Partial<LedgerConfig> = {}): Ledger => {
  ledger[Symbol.dispose]();
  return open(limits);
};
const tap = (): NewEvent => ({
  kind: "rating",
  time: "2026-03-02T08:00:00Z",
  data: { rating: "satisfied", source: "page", rated: "2026-03-02T08:00:00Z" },
});
const first = (follows: object): NewEvent => ({
  kind: "health",
  time: "2026-03-02T08:00:00Z",
  data: {
    ...{ alarms: [], camera: "none", sourceFps: 0, framesDropped: 0, reconnects: 0 },
    ...{ latencyP95Ms: 0, backlog: 0, uptimeSeconds: 0 },
    ...follows,
  },
});
const append = (events: number): void => ledger.commit({ events: Array.from({ length: events }, tap) });
const receiptAll = (): void => {
  const { epoch, seq } = ledger.outbox();
  ledger.setReceipted(epoch, seq);
};
const tidyAll = (): number => {
  let steps = 1;
  while (ledger.tidy().more) steps += 1;
  return steps;
};
/** One event a day, receipted the same day. */
const live = (days: number): void => {
  for (let day = 0; day < days; day++) {
    tidyAll();
    append(1);
    receiptAll();
    clock.pass(DAY_MS);
  }
};
const kept = (): number[] => ledger.eventsAfter(ledger.outbox().epoch, 0, 10_000).map(({ seq }) => seq);

describe("receipted events", () => {
  it("are kept for 90 days, then leave; the chain goes on from them and opens again", () => {
    open();
    live(91);
    tidyAll();
    expect(kept()[0]).toBe(2);
    live(9);
    tidyAll();
    expect([kept()[0], ledger.outbox().pruned]).toEqual([11, 10]);
    reopen();
    append(1);
    expect(kept().at(-1)).toBe(101);
    expect(ledger.hashAt(ledger.outbox().epoch, 9)).toBeUndefined();
    expect(ledger.hashAt(ledger.outbox().epoch, 10)).toMatch(/^[0-9a-f]{64}$/);
  });

  it("leave in small steps, and never one without a receipt", () => {
    open({ keepDays: 1 });
    append(1_000);
    const { epoch } = ledger.outbox();
    ledger.setReceipted(epoch, 700);
    tidyAll();
    clock.pass(DAY_MS);
    ledger.tidy();
    expect(kept()[0]).toBe(201);
    tidyAll();
    expect([kept()[0], kept().length]).toEqual([701, 300]);
  });

  it("stay when the clock jumps, forwards or back", () => {
    open();
    live(3);
    for (const years of [30, -56, 26]) {
      clock.step(years * 365 * DAY_MS);
      tidyAll();
    }
    expect(kept()).toEqual([1, 2, 3]);
  });

  it("begin their time anew when the hub rewinds", () => {
    open({ keepDays: 2 });
    append(10);
    receiptAll();
    tidyAll();
    clock.pass(DAY_MS);
    ledger.setReceipted(ledger.outbox().epoch, 4);
    receiptAll();
    tidyAll();
    clock.pass(DAY_MS);
    tidyAll();
    expect(kept()[0]).toBe(5);
    clock.pass(DAY_MS);
    tidyAll();
    expect(kept()).toEqual([10]);
  });

  it("of past epochs and concluded transactions leave too; what is open stays", () => {
    open({ keepDays: 2 });
    append(3);
    const past = ledger.outbox().epoch;
    receiptAll();
    ledger.startEpoch(9, first);
    receiptAll();
    for (const n of [1, 2]) {
      ledger.commit({ open: { id: `id-${n}`, token: `token-${n}`, opened: "2026-03-02T08:00:00Z" } });
      if (n === 1) ledger.commit({ conclude: { id: "id-1", state: "recorded" } });
    }
    live(5);
    tidyAll();
    expect(ledger.eventsAfter(past, 0, 10)).toEqual([]);
    expect(ledger.hashAt(past, 3)).toBeUndefined();
    expect([ledger.stateOf("id-1"), ledger.stateOf("id-2")]).toEqual([undefined, "open"]);
    reopen();
  });
});

describe("a ledger near its limit", () => {
  const full = expect.toSatisfy((error: unknown) => isErrorCode(error, "ledger.full"));
  const fill = (): number => {
    for (let n = 0; n < 3_000; n += 20) {
      try {
        append(20);
      } catch (error) {
        expect(error).toEqual(full);
        return ledger.outbox().seq;
      }
    }
    throw new Error("it never was full");
  };

  it("lets receipted events go early, and says so", () => {
    open({ maxMegabytes: 1 });
    fill();
    receiptAll();
    const { log, lines } = memoryLog();
    const housekeeping = new Housekeeping({ ledger, clock, log });
    expect(housekeeping.crowded).toBe(false);
    while (housekeeping.step()) {}
    expect(housekeeping.crowded).toBe(true);
    expect(lines.filter((line) => line.includes("ledger.crowded"))).toHaveLength(1);
    expect(kept()[0]).toBeGreaterThan(1);
    append(20);
    clock.pass(25 * 3_600_000);
    expect(housekeeping.crowded).toBe(false);
  });

  it("keeps what has no receipt, refuses more as a full disk does, and recovers with the first receipts", () => {
    open({ maxMegabytes: 1 });
    const seq = fill();
    expect(ledger.full).toBe(true);
    tidyAll();
    ledger.probe();
    expect([kept().length, ledger.full]).toEqual([seq, true]);
    expect(() => append(1)).toThrow(/raise ledger.maxMegabytes/);
    ledger.setReceipted(ledger.outbox().epoch, seq - 10);
    tidyAll();
    ledger.probe();
    expect(ledger.full).toBe(false);
    append(1);
    reopen({ maxMegabytes: 1 });
    expect(kept().slice(-11)).toEqual(Array.from({ length: 11 }, (_, n) => seq - 9 + n));
  });

  it("can begin a new epoch even when nothing more fits", () => {
    open({ maxMegabytes: 1 });
    const seq = fill();
    ledger.startEpoch(seq + 5, first);
    expect(ledger.outbox()).toMatchObject({ seq: seq + 1, receipted: 0 });
  });
});

describe("a hub that asks for what has left", () => {
  it("is told so in the first event of a new epoch, which brings all that is kept", () => {
    open({ keepDays: 1 });
    append(30);
    receiptAll();
    for (let day = 0; day < 3; day++) {
      tidyAll();
      append(1);
      clock.pass(DAY_MS);
    }
    const { epoch: previousEpoch, pruned, seq } = ledger.outbox();
    expect(pruned).toBe(30);
    ledger.startEpoch(12, first);
    expect(ledger.outbox()).toMatchObject({ seq: seq - pruned + 1, receipted: 0 });
    const [opening] = ledger.eventsAfter(ledger.outbox().epoch, 0, 1);
    expect(JSON.parse(opening?.body ?? "").data).toMatchObject({ previousEpoch, missing: { from: 13, to: 30 } });
    reopen();
  });
});
