import { expect, it } from "vitest";
import { figuresOf } from "#commands/loadgen/figures.js";
import type { DeskRecord } from "#commands/loadgen/load-desk.js";

const record = (over: Partial<DeskRecord>): DeskRecord => ({
  waits: [],
  published: 0,
  bytes: 0,
  firstPublishedAt: Number.POSITIVE_INFINITY,
  lastPublishedAt: 0,
  lastReceiptAt: 0,
  contradicted: 0,
  ...over,
});

it("counts over all desks from the first publish to the last receipt", () => {
  const waits = Array.from({ length: 100 }, (_, i) => i + 1);
  const one = record({ waits, published: 110, bytes: 110_000, firstPublishedAt: 1_000, lastPublishedAt: 2_000 });
  const other = record({ waits: [500], published: 1, bytes: 1_000, firstPublishedAt: 500, lastReceiptAt: 2_500 });
  expect(figuresOf([{ ...one, lastReceiptAt: 2_100 }, other], 103)).toEqual({
    desks: 2,
    events: 103,
    seconds: 2,
    sentPerSecond: 74,
    receiptedPerSecond: 51,
    receipted: 101,
    milliseconds: { p50: 51, p95: 96, p99: 100 },
    bytesPerEvent: 1_000,
    sentAgain: 8,
    lost: 2,
    doubled: 0,
  });
});

it("says nothing of what never happened, and adds up contradictions", () => {
  const figures = figuresOf([record({ contradicted: 1 }), record({ contradicted: 2 })], 5);
  expect(figures).toMatchObject({ seconds: 0, receiptedPerSecond: 0, lost: 5, doubled: 3, sentAgain: 0 });
  expect(figures.milliseconds).toEqual({ p50: null, p95: null, p99: null });
});
