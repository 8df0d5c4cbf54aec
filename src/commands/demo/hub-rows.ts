import { join } from "node:path";
import type { HubRow } from "#commands/demo/session-log.js";
import { eventSchema, type HailongEvent } from "#contract/event.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";

/** The hub's own rows about transactions, read from its database file: what it holds, not what it says. */
export const readHubRows = (hubData: string): HubRow[] => readEvents(hubData).flatMap(rowOf);

/** By token: every tap that the hub holds for it. */
export function readHubRatings(hubData: string): Map<string, string[]> {
  const ratings = new Map<string, string[]>();
  for (const event of readEvents(hubData)) {
    if (event.type !== "vn.hailong.rating.v1" || event.data.token === undefined) continue;
    const { token, rating } = event.data;
    ratings.set(token, [...(ratings.get(token) ?? []), rating]);
  }
  return ratings;
}

function readEvents(hubData: string): HailongEvent[] {
  const db = openSqliteReadOnly(join(hubData, "hub.db"));
  try {
    const bodies = db.prepare("SELECT body FROM events ORDER BY device, epoch, seq").pluck().all() as string[];
    return bodies.map((body) => eventSchema.parse(JSON.parse(body)));
  } finally {
    db.close();
  }
}

function rowOf(event: HailongEvent): HubRow[] {
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
