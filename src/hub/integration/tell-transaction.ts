import type { TransactionReply } from "#contract/integration.js";
import { isBelievable } from "#hub/report/lattice/place-in-time.js";
import type { TransactionFact } from "#hub/store/transaction-facts.js";

/** Vietnam has one time zone, without summer time. */
const LOCAL_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const dayOf = (ms: number): number => Math.floor((ms + LOCAL_MS) / DAY_MS);

type At = { readonly now: number; readonly delayDays: number };

/**
 * What the back office may know of a transaction by now; undefined before its day. A desk whose clock is slow, or that was
 * cut off, does not make an answer due sooner: the day of arrival counts where it is the later one. One whose clock is
 * years ahead does not keep it back for years.
 */
export function tellTransaction({ ending, receivedAt, rating }: TransactionFact, { now, delayDays }: At) {
  const [closed, received] = [Date.parse(ending.data.closed), Date.parse(receivedAt)];
  const day = dayOf(isBelievable(closed, received) ? Math.max(closed, received) : received);
  return dayOf(now) < day + delayDays ? undefined : replyOf(ending, rating);
}

function replyOf({ type, data }: TransactionFact["ending"], rating: TransactionFact["rating"]): TransactionReply {
  const { token } = data;
  if (type === "vn.hailong.cancelled.v1") return { outcome: "cancelled", token, rating };
  if (type === "vn.hailong.abstention.v1") return { outcome: "abstained", token, rating, reason: data.reason };
  const { score, interval, level, mode } = data;
  return { outcome: "scored", token, rating, score, interval, level, mode };
}
