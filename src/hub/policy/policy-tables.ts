import type { Migration } from "#platform/sqlite.js";

export const POLICY_TABLES: Migration = `
  -- What the ward set on its page, each time as a whole.
  CREATE TABLE page_policies (
    revision INTEGER PRIMARY KEY,
    patch TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    number INTEGER -- of the policy that was published with it
  ) STRICT;
`;
