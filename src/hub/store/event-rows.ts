import type { EventData, HailongEvent } from "#contract/event.js";
import { counterOf } from "#contract/topics.js";
import { type PlaceInTime, placeInTime } from "#hub/report/lattice/place-in-time.js";
import type { StoredEvent } from "#hub/store/event-store.js";

/** Where it lies among the cells. */
type Among = PlaceInTime & { readonly field: string | null; readonly procedure: string | null };

/** What an event adds to the figures: at most one of the two. */
export type OutcomeRow = Among & {
  readonly kind: "score" | "abstention" | "cancelled";
  readonly token: string;
  readonly score: number | null;
  readonly reason: string | null;
};
export type RatingRow = Among & {
  readonly token: string | null;
  readonly rating: string;
  readonly counter: string;
  readonly rated: string;
  /** NULL: the desk did not know. */
  readonly soon: number | null;
  readonly zoneEmpty: number | null;
};

export const kindOf = ({ type }: HailongEvent): string => type.split(".")[2] ?? "";

export function outcomeOf({ event: { type, data }, receivedAt }: StoredEvent): OutcomeRow | undefined {
  if (!("closed" in data)) return undefined;
  const { token, closed, field, procedure } = data;
  const among = { field: field ?? null, procedure: procedure ?? null, ...placeInTime(closed, receivedAt) };
  const row = { token, ...among, score: null, reason: null };
  if (type === "vn.hailong.score.v1") return { ...row, kind: "score", score: data.score };
  if (type === "vn.hailong.abstention.v1") return { ...row, kind: "abstention", reason: data.reason };
  return { ...row, kind: "cancelled" };
}

export function ratingOf({ event: { type, source, data }, receivedAt }: StoredEvent): RatingRow | undefined {
  if (type !== "vn.hailong.rating.v1") return undefined;
  const { token, field, procedure, rating, rated, tapped }: EventData["rating"] = data;
  const bit = (value: boolean | undefined): number | null => (value === undefined ? null : Number(value));
  return {
    token: token ?? null,
    field: field ?? null,
    procedure: procedure ?? null,
    ...placeInTime(rated, receivedAt),
    rating,
    rated,
    counter: counterOf(source),
    soon: bit(tapped?.soon),
    zoneEmpty: bit(tapped?.zoneEmpty),
  };
}
