import type { EventData, HailongEvent } from "#contract/event.js";
import { counterOf } from "#contract/topics.js";

/** What an event adds to the figures: at most one of the two. */
export type OutcomeRow = {
  readonly kind: "score" | "abstention" | "cancelled";
  readonly token: string;
  readonly field: string | null;
  readonly score: number | null;
  readonly reason: string | null;
};
export type RatingRow = {
  readonly token: string | null;
  readonly field: string | null;
  readonly rating: string;
  readonly counter: string;
  readonly rated: string;
  /** NULL: the desk did not know. */
  readonly soon: number | null;
  readonly zoneEmpty: number | null;
};

export const kindOf = ({ type }: HailongEvent): string => type.split(".")[2] ?? "";

export function outcomeOf({ type, data }: HailongEvent): OutcomeRow | undefined {
  const field = "field" in data ? (data.field ?? null) : null;
  const none = { field, score: null, reason: null };
  if (type === "vn.hailong.score.v1") return { ...none, kind: "score", token: data.token, score: data.score };
  if (type === "vn.hailong.abstention.v1")
    return { ...none, kind: "abstention", token: data.token, reason: data.reason };
  if (type === "vn.hailong.cancelled.v1") return { ...none, kind: "cancelled", token: data.token };
  return undefined;
}

export function ratingOf({ type, source, data }: HailongEvent): RatingRow | undefined {
  if (type !== "vn.hailong.rating.v1") return undefined;
  const { token, field, rating, rated, tapped }: EventData["rating"] = data;
  const bit = (value: boolean | undefined): number | null => (value === undefined ? null : Number(value));
  return {
    token: token ?? null,
    field: field ?? null,
    rating,
    counter: counterOf(source),
    rated,
    soon: bit(tapped?.soon),
    zoneEmpty: bit(tapped?.zoneEmpty),
  };
}
