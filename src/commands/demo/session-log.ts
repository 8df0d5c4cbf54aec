/** What the demo, as the one-stop software, asked and was answered: kept apart from everything that it checks. */
export type LoggedTransaction = {
  readonly clip: string;
  readonly token: string;
  readonly answered: "recorded" | "abstained";
  /** performance.now() when close was sent. */
  readonly closeSent: number;
  /** The citizen's last tap, 1 the worst to 3. */
  readonly tapped?: number;
};

type WindowOutcome = {
  readonly score: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly change: number | null;
  readonly coverage: number | null;
  readonly reason: string | null;
};

/** One row that the hub holds, read from its database. */
export type HubRow = WindowOutcome & {
  readonly token: string;
  readonly kind: "score" | "abstention" | "cancelled";
};

/** Messages seen passing at the broker: where each token's event stands in the chain, and how far receipts reach. */
export class WireLog {
  readonly #sequence = new Map<string, number>();
  readonly #receipts: { upTo: number; at: number }[] = [];

  saw(topic: string, payload: Buffer, at: number): void {
    if (/\/(score|abstention)$/.test(topic)) {
      const { seq, data } = JSON.parse(payload.toString("utf8")) as { seq: number; data: { token: string } };
      if (!this.#sequence.has(data.token)) this.#sequence.set(data.token, seq);
    } else if (topic.endsWith("/receipt")) {
      const { data } = JSON.parse(payload.toString("utf8")) as { data: { upTo: number } };
      this.#receipts.push({ upTo: data.upTo, at });
    }
  }

  /** performance.now() of the first receipt that covers the token's event, or undefined. */
  receiptedAt(token: string): number | undefined {
    const seq = this.#sequence.get(token);
    return seq === undefined ? undefined : this.#receipts.find((receipt) => receipt.upTo >= seq)?.at;
  }
}

export type Percentiles = { readonly p50: number | null; readonly p95: number | null };

export type DemoResult = WindowOutcome & {
  readonly clip: string;
  readonly outcome: "score" | "abstention" | "missing";
};

export type DemoSummary = {
  readonly transactions: number;
  readonly scores: number;
  readonly abstentions: Readonly<Record<string, number>>;
  readonly receipted: number;
  readonly lost: number;
  readonly duplicates: number;
  readonly results: readonly DemoResult[];
  readonly frameToReadingMs: Percentiles;
  readonly closeToReceiptMs: Percentiles;
};

/**
 * Compares the client's own log with the hub's rows. Lost: an answered transaction without the row that its answer
 * promised. Duplicates: rows beyond one for a token, and rows that nobody asked for.
 */
export function summarize(
  log: readonly LoggedTransaction[],
  rows: readonly HubRow[],
  wire: WireLog,
  frames: Percentiles,
): DemoSummary {
  const byToken = groupByToken(rows);
  const asked = new Set(log.map((entry) => entry.token));
  const results = log.map((entry) => toResult(entry, byToken.get(entry.token)?.[0]));
  const promised = (entry: LoggedTransaction): boolean =>
    byToken.get(entry.token)?.some((row) => row.kind === (entry.answered === "recorded" ? "score" : "abstention")) ??
    false;
  const delays = log.flatMap((entry) => {
    const at = wire.receiptedAt(entry.token);
    return at === undefined ? [] : [at - entry.closeSent];
  });
  const abstentions: Record<string, number> = {};
  for (const { reason } of results) if (reason) abstentions[reason] = (abstentions[reason] ?? 0) + 1;
  return {
    transactions: log.length,
    scores: results.filter((result) => result.outcome === "score").length,
    abstentions,
    receipted: delays.length,
    lost: log.filter((entry) => !promised(entry)).length,
    duplicates: rows.filter((row) => !asked.has(row.token)).length + rows.length - byToken.size,
    results,
    frameToReadingMs: frames,
    closeToReceiptMs: percentiles(delays),
  };
}

export function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number | null => {
    const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    return value === undefined ? null : Math.round(value * 10) / 10;
  };
  return { p50: at(0.5), p95: at(0.95) };
}

function groupByToken(rows: readonly HubRow[]): Map<string, HubRow[]> {
  const groups = new Map<string, HubRow[]>();
  for (const row of rows) groups.set(row.token, [...(groups.get(row.token) ?? []), row]);
  return groups;
}

export function toResult(entry: LoggedTransaction, row: HubRow | undefined): DemoResult {
  const { score = null, interval = null, change = null, coverage = null, reason = null } = row ?? {};
  const outcome = row === undefined ? "missing" : row.kind === "score" ? "score" : "abstention";
  return { clip: entry.clip, outcome, score, interval, change, coverage, reason };
}
