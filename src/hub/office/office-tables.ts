import { ANSWER_KIND_COLUMN, FEEDBACK_TABLES, TOPIC_COUNTS_TABLE } from "#hub/feedback/feedback-tables.js";
import { FLEET_TABLES } from "#hub/fleet/fleet-tables.js";
import { IMPORT_TABLES } from "#hub/imports/import-tables.js";
import { IMPORTS_SCOPE, TOKEN_TABLES } from "#hub/integration/token-tables.js";
import { WRITTEN_POLICY_COLUMN, WRITTEN_TABLES } from "#hub/paper/written-tables.js";
import { PEOPLE_TABLES } from "#hub/people/people-tables.js";
import { POLICY_TABLES } from "#hub/policy/policy-tables.js";
import { TAMPER_TABLES } from "#hub/tamper/tamper-tables.js";
import type { Migration } from "#platform/sqlite.js";

/** Each part owns the tables of its own folder. */
export const OFFICE_MIGRATIONS: readonly Migration[] = [
  PEOPLE_TABLES,
  POLICY_TABLES,
  IMPORT_TABLES,
  WRITTEN_TABLES,
  FEEDBACK_TABLES,
  FLEET_TABLES,
  TOKEN_TABLES,
  ANSWER_KIND_COLUMN,
  WRITTEN_POLICY_COLUMN,
  TOPIC_COUNTS_TABLE,
  TAMPER_TABLES,
  IMPORTS_SCOPE,
];
