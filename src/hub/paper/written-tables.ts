import type { Migration } from "#platform/sqlite.js";

/** Which reports were written by themselves, and what their figures were. */
export const WRITTEN_TABLES: Migration = `
  CREATE TABLE written_reports (
    period TEXT NOT NULL,
    revision INTEGER NOT NULL, -- from 1
    sha256 TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (period, revision)
  ) STRICT, WITHOUT ROWID;
`;

/** Reports from before have none. */
export const WRITTEN_POLICY_COLUMN: Migration = "ALTER TABLE written_reports ADD COLUMN policy INTEGER";
