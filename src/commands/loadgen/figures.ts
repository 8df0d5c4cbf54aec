import type { DeskRecord } from "#commands/loadgen/load-desk.js";

export type LoadFigures = {
  readonly desks: number;
  readonly events: number;
  readonly seconds: number;
  readonly sentPerSecond: number;
  readonly receiptedPerSecond: number;
  readonly receipted: number;
  /** Publish → receipt. */
  readonly milliseconds: { readonly p50: number | null; readonly p95: number | null; readonly p99: number | null };
  readonly bytesPerEvent: number;
  /** Published again, because a receipt was late or the hub asked. */
  readonly sentAgain: number;
  /** Without a receipt at the end. */
  readonly lost: number;
  /** Receipts that spoke of other events than ours under our numbers. */
  readonly doubled: number;
};

export function figuresOf(records: readonly DeskRecord[], events: number): LoadFigures {
  const sum = (of: (record: DeskRecord) => number): number => records.reduce((total, record) => total + of(record), 0);
  const waits = Float64Array.from(records.flatMap((record) => record.waits)).sort();
  const at = (share: number): number | null => {
    const wait = waits[Math.min(waits.length - 1, Math.floor(share * waits.length))];
    return wait === undefined ? null : round(wait, 2);
  };
  const began = Math.min(...records.map((record) => record.firstPublishedAt));
  const sentFor = seconds(began, Math.max(...records.map((record) => record.lastPublishedAt)));
  const took = seconds(began, Math.max(...records.map((record) => record.lastReceiptAt)));
  const published = sum((record) => record.published);
  return {
    desks: records.length,
    events,
    seconds: round(took, 3),
    sentPerSecond: rate(published, sentFor),
    receiptedPerSecond: rate(waits.length, took),
    receipted: waits.length,
    milliseconds: { p50: at(0.5), p95: at(0.95), p99: at(0.99) },
    bytesPerEvent: published > 0 ? Math.round(sum((record) => record.bytes) / published) : 0,
    sentAgain: published > 0 ? Math.max(0, published - events) : 0,
    lost: events - waits.length,
    doubled: sum((record) => record.contradicted),
  };
}

const seconds = (from: number, to: number): number => (Number.isFinite(from) ? Math.max(0, to - from) / 1_000 : 0);
const rate = (count: number, took: number): number => (took > 0 ? Math.round(count / took) : 0);

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
