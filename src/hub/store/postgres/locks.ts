/** Advisory locks of one database, by what they are for. */
export const LOCKS = {
  schema: 7_001,
  /**
   * Held, shared, by every commit from the first place it takes to its end; alone by whoever releases figures: so no
   * event that is still on its way gets a place below what was released.
   */
  release: 7_002,
  leader: 7_003,
} as const;

export const BEGIN_COMMIT = `BEGIN; SELECT pg_advisory_xact_lock_shared(${LOCKS.release})`;
export const BEGIN_RELEASE = `BEGIN; SELECT pg_advisory_xact_lock(${LOCKS.release})`;
