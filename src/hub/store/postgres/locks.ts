/** Advisory locks of one database, by what they are for. */
export const LOCKS = {
  schema: 7_001,
  /**
   * Held, shared, by every commit from the first place it takes to its end; alone by whoever counts or erases: so no
   * event that is still on its way gets a place below what was counted.
   */
  places: 7_002,
  leader: 7_003,
  /** One makes cells at a time, whoever leads: no transaction is in two of them. Commits go on meanwhile. */
  cells: 7_004,
} as const;

export const BEGIN_COMMIT = `BEGIN; SELECT pg_advisory_xact_lock_shared(${LOCKS.places})`;
export const BEGIN_ALONE = `BEGIN; SELECT pg_advisory_xact_lock(${LOCKS.places})`;
export const BEGIN_CELLS = `BEGIN; SELECT pg_advisory_xact_lock(${LOCKS.cells})`;
/** What is read is of one moment. */
export const BEGIN_LOOK = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
