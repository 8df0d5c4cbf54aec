import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewEvent } from "#desk/ledger/chain.js";
import type { Follows } from "#desk/ledger/epochs.js";
import type { Ledger } from "#desk/ledger/ledger.js";
import { createVerifier, deviceOf, loadOrCreateKey } from "#platform/signing.js";
import { expectChain } from "../../../support/chain.js";
import { bodiesIn, HandClock, openTestLedger } from "../../../support/desk-parts.js";

let folder = "";
let ledger: Ledger;
const clock = new HandClock();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hailong-ledger-"));
  ledger = openTestLedger(folder, clock);
});
afterEach(() => {
  ledger[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

const tap = (rating: "dissatisfied" | "satisfied" = "satisfied"): NewEvent => ({
  kind: "rating",
  time: "2026-03-02T08:00:00Z",
  data: { rating, source: "page", rated: "2026-03-02T08:00:00Z" },
});
const health = (follows: Follows): NewEvent => ({
  kind: "health",
  time: "2026-03-02T08:00:00Z",
  data: {
    alarms: [],
    camera: "none",
    sourceFps: 0,
    framesDropped: 0,
    reconnects: 0,
    latencyP95Ms: 0,
    backlog: 0,
    uptimeSeconds: 0,
    ...follows,
  },
});
const row = (n: number) => ({ id: `id-${n}`, token: `token-${n}`, opened: "2026-03-02T08:00:00Z" });

describe("the chain", () => {
  it("stands from the bytes alone, over a restart", () => {
    for (let i = 0; i < 5; i += 1) ledger.commit({ events: [tap(), tap("dissatisfied")] });
    ledger[Symbol.dispose]();
    ledger = openTestLedger(folder, clock);
    ledger.commit({ events: [tap()] });
    const { publicKey } = loadOrCreateKey(join(folder, "device.key"));
    expect(bodiesIn(ledger)).toHaveLength(11);
    expectChain(bodiesIn(ledger), publicKey);
    expect(ledger.device).toBe(deviceOf(publicKey));
  });

  it("is broken by any change of content, order or signature", () => {
    ledger.commit({ events: [tap(), tap("dissatisfied"), tap()] });
    const { publicKey } = loadOrCreateKey(join(folder, "device.key"));
    const [a = "", b = "", c = ""] = bodiesIn(ledger);
    expectChain([a, b, c], publicKey);
    expect(() => expectChain([a, b.replace("dissatisfied", "very_satisfied"), c], publicKey)).toThrow();
    expect(() => expectChain([a, c], publicKey)).toThrow();
    expect(() => expectChain([b, a, c], publicKey)).toThrow();
    expect(createVerifier(publicKey)("{}", JSON.parse(a).signature)).toBe(false);
  });

  it("refuses to take in what breaks the contract", () => {
    const wrong = { ...tap(), time: "2026-03-02T08:03:21Z" };
    expect(() => ledger.commit({ events: [wrong] })).toThrow(/breaks the contract/);
    expect(bodiesIn(ledger)).toEqual([]);
  });
});

describe("a commit", () => {
  it("is all or nothing", () => {
    ledger.commit({ open: row(1) });
    const before = ledger.outbox();
    expect(() =>
      ledger.commit({ conclude: { id: "id-1", state: "recorded" }, events: [tap()], open: row(1) }),
    ).toThrow();
    expect(ledger.outbox()).toEqual(before);
    expect(ledger.stateOf("id-1")).toBe("open");
  });

  it("keeps one transaction open at most, and finds it again", () => {
    ledger.commit({ open: { ...row(1), procedure: "chung-thuc" } });
    expect(() => ledger.commit({ open: row(2) })).toThrow();
    expect(ledger.leftOpen()).toEqual({ ...row(1), procedure: "chung-thuc" });
    ledger.commit({ conclude: { id: "id-1", state: "cancelled" }, open: row(2) });
    expect(ledger.stateOf("id-1")).toBe("cancelled");
    expect(ledger.leftOpen()).toEqual(row(2));
  });

  it("remembers an answer with the deed, for a day, and tells another request with the same key", () => {
    const mark = { key: "http:12345678", digest: "a" };
    ledger.commit({ open: row(1), answered: { mark, answer: { id: "id-1" } } });
    expect(ledger.recall(mark)).toEqual({ id: "id-1" });
    expect(() => ledger.recall({ ...mark, digest: "b" })).toThrow(/another request/);
    clock.pass(26 * 3_600_000);
    ledger.commit({ answered: { mark: { key: "http:87654321", digest: "c" }, answer: null } });
    expect(ledger.recall(mark)).toBeUndefined();
  });
});

describe("the outbox", () => {
  it("is what lies above the receipted mark, which may move back", () => {
    ledger.commit({ events: [tap(), tap(), tap()] });
    const { epoch } = ledger.outbox();
    ledger.setReceipted(epoch, 2);
    expect(ledger.outbox()).toMatchObject({ seq: 3, receipted: 2 });
    ledger.setReceipted(epoch, 1);
    expect(ledger.eventsAfter(epoch, 1, 10).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(() => ledger.setReceipted(epoch, 4)).toThrow();
  });

  it("goes over into a new epoch that names the one before, when the ledger was restored", () => {
    ledger.commit({ events: [tap(), tap("dissatisfied"), tap("dissatisfied")] });
    const old = ledger.outbox().epoch;
    ledger.setReceipted(old, 1);
    ledger.startEpoch(9, health);
    const { epoch, seq, receipted } = ledger.outbox();
    expect(epoch).not.toBe(old);
    expect({ seq, receipted }).toEqual({ seq: 3, receipted: 0 });
    const bodies = bodiesIn(ledger);
    expectChain(bodies, loadOrCreateKey(join(folder, "device.key")).publicKey);
    expect(JSON.parse(bodies[0] ?? "").data).toMatchObject({ previousEpoch: old, missing: { from: 10 } });
    expect(bodies.slice(1).map((body) => JSON.parse(body).data.rating)).toEqual(["dissatisfied", "dissatisfied"]);
    expect(ledger.eventsAfter(old, 0, 10)).toHaveLength(1);
  });

  it("rings once per commit that appended", () => {
    let rings = 0;
    ledger[Symbol.dispose]();
    ledger = openTestLedger(folder, clock, {
      onAppend: () => {
        rings += 1;
      },
    });
    ledger.commit({ events: [tap(), tap()] });
    ledger.commit({ hold: true });
    expect(rings).toBe(1);
  });
});

describe("a ledger", () => {
  it("belongs to one place and one key", () => {
    ledger[Symbol.dispose]();
    rmSync(join(folder, "device.key"));
    expect(() => openTestLedger(folder, clock)).toThrow(/device.key/);
  });
});
