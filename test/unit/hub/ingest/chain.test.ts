import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GENESIS_HASH } from "#contract/identifiers.js";
import { ChainHeads } from "#hub/ingest/chain-heads.js";
import { type ChainHead, chainStep, EMPTY_CHAIN } from "#hub/ingest/chain-step.js";
import type { CheckedEvent } from "#hub/ingest/check-event.js";
import { planBatch } from "#hub/ingest/plan-batch.js";
import { type SignedEvent, SigningClient, sample } from "../../../support/signing-client.js";

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

const checkedOf = (event: SignedEvent, client: SigningClient): CheckedEvent => ({
  event: JSON.parse(event.body),
  kind: event.kind,
  place: client.place,
  hash: event.hash,
  body: event.body,
});

describe("planBatch", () => {
  it("ends with the whole chain stored once, however events are repeated, delayed and cut into batches", async () => {
    const client = new SigningClient();
    const events = Array.from({ length: 12 }, (_, n) => client.next("score", sample.score(n + 1)));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.nat(11), { maxLength: 20 }), { maxLength: 8 }), async (batches) => {
        const heads = new ChainHeads([]);
        const stored: SignedEvent[] = [];
        const deliver = async (picked: readonly SignedEvent[]): Promise<void> => {
          const plan = await planBatch(
            picked.map((event) => checkedOf(event, client)),
            { headOf: (chain) => heads.of(chain), hashAt: async (_d, _e, seq) => stored[seq - 1]?.hash },
          );
          for (const { event, hash, body } of plan.appends)
            stored.push({ topic: "", kind: "score", seq: event.seq, hash, body });
          for (const { device, epoch, head, appended, forked } of plan.chains) {
            expect(forked).toBe(0);
            if (appended > 0) heads.advance({ device, epoch, ...head });
          }
        };
        for (const batch of batches) await deliver(batch.flatMap((n) => events.slice(n, n + 1)));
        await deliver(events);
        expect(stored.map(({ hash }) => hash)).toEqual(events.map(({ hash }) => hash));
      }),
      { numRuns: 60 },
    );
  });

  it("tells duplicates, early and forked events apart within one batch", async () => {
    const client = new SigningClient();
    const [a, b, c, d] = [1, 2, 3, 4].map((n) => client.next("score", sample.score(n)));
    if (!a || !b || !c || !d) throw new Error("four events");
    const twin = client.link("score", sample.score(9), { seq: 2, prev: a.hash });
    const plan = await planBatch(
      [d, a, b, a, twin].map((event) => checkedOf(event, client)),
      { headOf: () => EMPTY_CHAIN, hashAt: async () => undefined },
    );
    expect(plan.appends.map(({ hash }) => hash)).toEqual([a.hash, b.hash]);
    expect(plan).toMatchObject({ duplicates: 1, early: 1 });
    expect(plan.chains).toMatchObject([{ head: { seq: 2, hash: b.hash }, ahead: 4, appended: 2, forked: 1 }]);
  });
});

describe("ChainHeads", () => {
  const chain = { device: "hl-000000000001", epoch: "00000000000000a1" };

  it("knows a gap until the chain has grown over it", () => {
    const heads = new ChainHeads([{ ...chain, seq: 2, hash: h("b") }]);
    heads.sawAhead(chain, 5);
    heads.sawAhead(chain, 4);
    expect(heads.gaps()).toEqual([{ ...chain, from: 3, to: 5 }]);
    heads.advance({ ...chain, seq: 4, hash: h("d") });
    expect(heads.gaps()).toEqual([{ ...chain, from: 5, to: 5 }]);
    heads.advance({ ...chain, seq: 5, hash: h("e") });
    expect(heads.gaps()).toEqual([]);
  });

  it("remembers one gap a device, so that a key that makes up epochs fills no memory", () => {
    const heads = new ChainHeads([]);
    for (let n = 0; n < 100; n++) heads.sawAhead({ ...chain, epoch: n.toString(16).padStart(16, "0") }, 9);
    expect(heads.gaps()).toHaveLength(1);
  });

  it("names every chain, the one that grew last at the end", () => {
    const other = { ...chain, epoch: "00000000000000b2" };
    const heads = new ChainHeads([
      { ...chain, seq: 9, hash: h("a") },
      { ...other, seq: 2, hash: h("b") },
    ]);
    expect(heads.all()).toMatchObject([chain, other]);
    heads.advance({ ...chain, seq: 10, hash: h("c") });
    expect(heads.all()).toMatchObject([other, { ...chain, seq: 10 }]);
  });
});
