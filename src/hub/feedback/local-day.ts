const UTC_PLUS_7_MS = 7 * 3_600_000;

/** The day in Vietnam, which has one time and no summer time: 2026-10-05. */
export const localDay = (now: number): string => new Date(now + UTC_PLUS_7_MS).toISOString().slice(0, 10);
