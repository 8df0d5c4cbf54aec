import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { House } from "#commands/demo/demo-house.js";
import { readHubRatings } from "#commands/demo/hub-rows.js";
import type { LoggedTransaction } from "#commands/demo/session-log.js";
import type { Agreement } from "#contract/double-rating.js";
import { summarySchema } from "#contract/http.js";
import { RATINGS } from "#contract/rating-scale.js";
import { AppError } from "#platform/errors.js";
import { pause } from "#platform/tasks.js";

/** `stored`: of the taps that were given for a transaction, those that the hub holds as they were meant. */
export type DoubleRating = {
  readonly taps: { readonly given: number; readonly stored: number };
  readonly agreement: Agreement;
};

const RECEIPTS_MS = 10_000;

/** What came of the taps, once the desk has sent them all: the hub's rows, and the hub's own word on agreement. */
export async function readDoubleRating(
  house: House,
  log: readonly LoggedTransaction[],
  signal: AbortSignal,
): Promise<DoubleRating> {
  const deadline = performance.now() + RECEIPTS_MS;
  while ((await house.client.health()).backlog > 0 && performance.now() < deadline && !signal.aborted)
    await pause(50, signal);
  return { taps: compareTaps(log, readHubRatings(house.hubData)), agreement: await readAgreement(house) };
}

export function compareTaps(
  log: readonly LoggedTransaction[],
  ratings: ReadonlyMap<string, readonly string[]>,
): DoubleRating["taps"] {
  const given = log.flatMap(({ token, tapped }) => (tapped === undefined ? [] : [{ token, tapped }]));
  const isStored = ({ token, tapped }: { token: string; tapped: number }): boolean => {
    const [rating, second] = ratings.get(token) ?? [];
    return rating === RATINGS[tapped - 1] && second === undefined;
  };
  return { given: given.length, stored: given.filter(isStored).length };
}

async function readAgreement({ hubUrl, hubData }: House): Promise<Agreement> {
  const bearer = readFileSync(join(hubData, "api.token"), "utf8").trim();
  const response = await fetch(`${hubUrl}/v1/summary`, {
    headers: { authorization: `Bearer ${bearer}` },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new AppError("internal", `GET /v1/summary answered ${response.status}`);
  return summarySchema.parse(await response.json()).agreement;
}
