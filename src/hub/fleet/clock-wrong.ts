const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** With so little waiting, a report is on its way at once; one from amid an outage may be as old as the outage. */
const HARDLY_WAITING = 16;
/** What an outage held back arrives within this; of a desk whose clock is wrong the next report comes after 15 minutes. */
const CAUGHT_UP_MS = 5 * MINUTE_MS;
/** No counter ran before there was this program; an empty battery on the board tells of 1970 or 2000. */
const PROGRAM_BEGAN = Date.parse("2026-01-01T00:00:00Z");

type Report = {
  readonly made: number;
  readonly arrived: number;
  readonly backlog: number;
  /** When the first of the late reports before this one arrived, where the last was late. */
  readonly lateSince?: number | undefined;
};

/**
 * Whether a desk's clock shows another time than the hub's: one that starts wrong never steps, and says nothing of it. All times
 * in ms. A report of the future or of long ago is proof; a late one is when late ones go on.
 */
export function judgeClock({ made, arrived, backlog, lateSince }: Report): { clockWrong: boolean; lateSince?: number } {
  if (made > arrived + HOUR_MS || made < PROGRAM_BEGAN) return { clockWrong: true };
  if (made >= arrived - DAY_MS || backlog > HARDLY_WAITING) return { clockWrong: false };
  const since = lateSince ?? arrived;
  return { clockWrong: arrived - since > CAUGHT_UP_MS, lateSince: since };
}
