import type { ImportedDue } from "#contract/imports.js";

const DAY_MS = 24 * 3_600_000;

/** Calendar days behind the promised one, by when it was done or by today. */
export const daysLate = ({ due, done }: ImportedDue, today: string): number =>
  Math.round((Date.parse(done ?? today) - Date.parse(due)) / DAY_MS);
