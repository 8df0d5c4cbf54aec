import { describe, expect, it } from "vitest";
import { type HubRow, type LoggedTransaction, percentiles, summarize, WireLog } from "#commands/demo/session-log.js";

const logged = (clip: string, token: string, answered: LoggedTransaction["answered"]): LoggedTransaction => ({
  clip,
  token,
  answered,
  closeSent: 100,
});
const row = (token: string, kind: HubRow["kind"], reason: string | null = null): HubRow => ({
  token,
  kind,
  score: kind === "score" ? 61 : null,
  interval: kind === "score" ? { low: 55, high: 67 } : null,
  change: kind === "score" ? 2 : null,
  coverage: 0.9,
  reason,
});
const frames = { p50: 5, p95: 9 };

function wireOf(...tokens: string[]): WireLog {
  const wire = new WireLog();
  tokens.forEach((token, i) => {
    wire.saw("hailong/v1/w/c/score", Buffer.from(JSON.stringify({ seq: i + 1, data: { token } })), 0);
    wire.saw("hailong/v1/w/c/receipt", Buffer.from(JSON.stringify({ data: { upTo: i + 1 } })), 110 + i);
  });
  return wire;
}

describe("summarize", () => {
  it("finds nothing lost or doubled where every answer has its row", () => {
    const log = [logged("happy", "a", "recorded"), logged("nobody", "b", "abstained")];
    const summary = summarize(log, [row("a", "score"), row("b", "abstention", "no_face")], wireOf("a", "b"), frames);
    expect(summary).toMatchObject({
      transactions: 2,
      scores: 1,
      abstentions: { no_face: 1 },
      receipted: 2,
      lost: 0,
      duplicates: 0,
    });
    expect(summary.closeToReceiptMs).toEqual({ p50: 10, p95: 11 });
  });

  it("counts an answered transaction without a row as lost", () => {
    const summary = summarize([logged("happy", "a", "recorded")], [], wireOf(), frames);
    expect(summary).toMatchObject({ lost: 1, receipted: 0, results: [{ outcome: "missing" }] });
  });

  it("counts a row of another kind than was answered as lost", () => {
    expect(
      summarize([logged("happy", "a", "recorded")], [row("a", "abstention", "dark")], wireOf("a"), frames).lost,
    ).toBe(1);
  });

  it("counts a second row for a token, and a row that nobody asked for, as duplicates", () => {
    const rows = [row("a", "score"), row("a", "score"), row("x", "score")];
    expect(summarize([logged("happy", "a", "recorded")], rows, wireOf("a"), frames).duplicates).toBe(2);
  });
});

describe("percentiles", () => {
  it("takes the nearest rank", () => {
    expect(percentiles([5, 1, 4, 2, 3])).toEqual({ p50: 3, p95: 5 });
    expect(percentiles([])).toEqual({ p50: null, p95: null });
  });
});
