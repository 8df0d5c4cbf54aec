import type { Migration } from "#platform/sqlite.js";

/** Health only. What is lost of the last minute when the hub dies is a few counts of it. */
export const FLEET_TABLES: Migration = `
  -- The newest health of each desk, as it said it.
  CREATE TABLE fleet_health (device TEXT PRIMARY KEY, at TEXT NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
  -- Of each counter and local day: windows that the camera was to read, those it could, and health reports that came.
  CREATE TABLE fleet_days (
    day TEXT NOT NULL,
    counter TEXT NOT NULL,
    wanted INTEGER NOT NULL,
    scores INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    PRIMARY KEY (day, counter)
  ) STRICT, WITHOUT ROWID;
`;
