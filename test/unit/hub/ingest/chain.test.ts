import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GENESIS_HASH } from "#contract/identifiers.js";
import { chainStep } from "#hub/ingest/chain-step.js";
import { type BatchPlan, planBatch, type Touched } from "#hub/ingest/plan-batch.js";
import { WaitingChains } from "#hub/ingest/waiting-chains.js";
import { type ChainHead, EMPTY_CHAIN } from "#hub/store/chain.js";
import type { StoredEvent } from "#hub/store/event-store.js";
import { SigningClient, sample } from "../../../support/signing-client.js";
import { storedRow } from "../../../support/stored-rows.js";

const h = (letter: string): string => letter.repeat(64);

describe("chainStep", () => {
  const head = { seq: 3, hash: h("c") };
  it.each([
    ["append", EMPTY_CHAIN, { seq: 1, prev: GENESIS_HASH, hash: h("a") }, undefined],
    ["forked", EMPTY_CHAIN, { seq: 1, prev: h("b"), hash: h("a") }, undefined],
    ["gap", EMPTY_CHAIN, { seq: 2, prev: h("a"), hash: h("b") }, undefined],
    ["append", head, { seq: 4, prev: h("c"), hash: h("d") }, undefined],
    ["forked", head, { seq: 4, prev: h("e"), hash: h("d") }, undefined],
    ["gap", head, { seq: 5, prev: h("d"), hash: h("e") }, undefined],
    ["duplicate", head, { seq: 3, prev: h("b"), hash: h("c") }, h("c")],
    ["forked", head, { seq: 2, prev: h("a"), hash: h("f") }, h("b")],
    ["forked", head, { seq: 1, prev: GENESIS_HASH, hash: h("f") }, h("a")],
  ] as [string, ChainHead, { seq: number; prev: string; hash: string }, string | undefined][])(
    "%s (%#)",
    (expected, at, link, stored) => expect(chainStep(at, link, stored)).toBe(expected),
  );
});

const alone = { waiting: [], parks: false };

describe("planBatch", () => {
  const client = new SigningClient();
  const events = Array.from({ length: 12 }, (_, n) => storedRow(client.next("score", sample.score(n + 1))));
  const anyBatches = fc.array(fc.array(fc.nat(11), { maxLength: 20 }), { maxLength: 8 });
  const picked = (batch: readonly number[]): StoredEvent[] => batch.flatMap((n) => events.slice(n, n + 1));

  /** What a store would keep: the chain, and what waits for it. */
  const ward = (parks: boolean) => {
    const stored: StoredEvent[] = [];
    let parked: StoredEvent[] = [];
    const deliver = (batch: readonly StoredEvent[]): BatchPlan => {
      const head = { seq: stored.length, hash: stored.at(-1)?.hash ?? GENESIS_HASH };
      const waits = parked.filter(({ event }) => event.seq > stored.length);
      const plan = planBatch(
        { events: batch, waiting: [], parks },
        { headOf: () => head, hashAt: (_chain, seq) => stored[seq - 1]?.hash, parked: waits },
      );
      stored.push(...plan.appends);
      parked = [...waits, ...plan.park];
      for (const { head: moved, forked } of plan.chains) expect([forked, moved.seq]).toEqual([0, stored.length]);
      return plan;
    };
    return { stored, deliver };
  };

  it("ends with the whole chain stored once, however events are repeated, delayed and cut into batches", () => {
    fc.assert(
      fc.property(anyBatches, (batches) => {
        const { stored, deliver } = ward(false);
        for (const batch of batches) deliver(picked(batch));
        deliver(events);
        expect(stored).toEqual(events);
      }),
      { numRuns: 60 },
    );
  });

  it("needs nothing twice where early events are parked", () => {
    const shuffled = fc.shuffledSubarray([...events.keys()], { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 12 }), (order, size) => {
        const { stored, deliver } = ward(true);
        for (let at = 0; at < order.length; at += size) deliver(picked(order.slice(at, at + size)));
        expect(stored).toEqual(events);
      }),
      { numRuns: 60 },
    );
  });

  it("tells duplicates, early and forked events apart within one batch", () => {
    const other = new SigningClient();
    const [a, b, , d] = [1, 2, 3, 4].map((n) => other.next("score", sample.score(n)));
    if (!a || !b || !d) throw new Error("four events");
    const twin = other.link("score", sample.score(9), { seq: 2, prev: a.hash });
    const batch = [d, a, b, a, { ...twin, kind: "score" as const }].map((event) => storedRow(event));
    const plan = planBatch(
      { ...alone, events: batch },
      { headOf: () => EMPTY_CHAIN, hashAt: () => undefined, parked: [] },
    );
    expect(plan.appends.map(({ hash }) => hash)).toEqual([a.hash, b.hash]);
    expect(plan).toMatchObject({ duplicates: 1, early: 1, park: [] });
    expect(plan.chains).toMatchObject([
      { head: { seq: 2, hash: b.hash }, ahead: 4, appended: 2, repeated: 1, forked: 1 },
    ]);
  });

  it("parks nothing that is further ahead than a desk sends", () => {
    const far = storedRow(client.link("score", sample.score(1), { seq: 300, prev: h("a") }));
    const known = { headOf: () => EMPTY_CHAIN, hashAt: () => undefined, parked: [] };
    expect(planBatch({ events: [far], waiting: [], parks: true }, known)).toMatchObject({ park: [], early: 1 });
  });
});

describe("WaitingChains", () => {
  const chain = (head: number, ahead: number, epoch = "00000000000000a1"): Touched => ({
    device: "hl-000000000001",
    epoch,
    counter: "quay-01",
    head: { seq: head, hash: h("a") },
    ahead,
    appended: 0,
    repeated: 0,
    forked: 0,
  });

  it("asks at once where there is no other worker", () => {
    const waiting = new WaitingChains(0);
    expect([waiting.stands(chain(1, 3), 0), waiting.all]).toEqual([true, []]);
  });

  it("asks only when a chain has stood still, more and more seldom, and then leaves it to the desk", () => {
    const waiting = new WaitingChains(100);
    const asked = [];
    for (let now = 0; now <= 2_000; now += 50)
      if (waiting.stands(chain(now < 200 ? now : 200, 900), now)) asked.push(now);
    expect(asked.slice(0, 4)).toEqual([300, 500, 900, 1_700]);
    waiting.forget(chain(1, 3));
    expect(waiting.all).toEqual([]);
  });

  it("is bounded, for a key that makes up epochs", () => {
    const waiting = new WaitingChains(100);
    for (let n = 0; n < 1_500; n++) waiting.stands(chain(0, 9, n.toString(16).padStart(16, "0")), 0);
    expect(waiting.all).toHaveLength(1_000);
  });
});
