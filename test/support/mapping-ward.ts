import type { StoredEvent } from "#hub/store/event-store.js";
import { mappingPairs } from "./mapping-pairs.js";
import { SigningClient, sample } from "./signing-client.js";
import { storedRow } from "./stored-rows.js";

/** Scores and taps of one desk, as a hub stores them; `apart` as in mappingPairs. */
export function mappingWard(n: number, apart: number): StoredEvent[] {
  const desk = new SigningClient();
  return mappingPairs({ n, seed: 1, apart }).flatMap(({ rating, score, statistics }, i) => {
    const data = sample.score(i);
    const rounded = Math.round(Math.max(0, Math.min(100, score)) * 10) / 10;
    return [
      desk.next("score", { ...data, score: rounded, statistics: { ...data.statistics, ...statistics } }),
      desk.next("rating", { ...sample.rating(i), rating }),
    ].map((event) => storedRow(event));
  });
}
