import { join } from "node:path";
import type { HubRow } from "#commands/demo/session-log.js";
import { eventSchema } from "#contract/event.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";

/** The hub's own rows about transactions, read from its database file: what it holds, not what it says. */
export function readHubRows(hubData: string): HubRow[] {
  const db = openSqliteReadOnly(join(hubData, "hub.db"));
  try {
    const bodies = db.prepare("SELECT body FROM events ORDER BY device, epoch, seq").pluck().all() as string[];
    return bodies.flatMap((body) => rowOf(JSON.parse(body)));
  } finally {
    db.close();
  }
}

function rowOf(json: unknown): HubRow[] {
  const event = eventSchema.parse(json);
  const empty = { score: null, interval: null, change: null, coverage: null, reason: null };
  switch (event.type) {
    case "vn.hailong.score.v1": {
      const { token, score, interval, change, coverage } = event.data;
      return [
        {
          ...empty,
          kind: "score",
          token,
          score,
          interval: { low: interval.low, high: interval.high },
          change,
          coverage,
        },
      ];
    }
    case "vn.hailong.abstention.v1":
      return [
        {
          ...empty,
          kind: "abstention",
          token: event.data.token,
          coverage: event.data.coverage,
          reason: event.data.reason,
        },
      ];
    case "vn.hailong.cancelled.v1":
      return [{ ...empty, kind: "cancelled", token: event.data.token }];
    default:
      return [];
  }
}
