const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** With so little waiting, a report is on its way at once; one from amid an outage may be as old as the outage. */
const HARDLY_WAITING = 16;

/** Whether a desk's clock shows another time than the hub's: one that starts wrong never steps, and says nothing of it. */
export function isClockWrong({ made, arrived, backlog }: { made: number; arrived: number; backlog: number }): boolean {
  if (made > arrived + HOUR_MS) return true;
  return made < arrived - DAY_MS && backlog <= HARDLY_WAITING;
}
