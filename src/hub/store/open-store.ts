import type { EventStore } from "#hub/store/event-store.js";
import { openPostgresStore } from "#hub/store/postgres/postgres-store.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import type { StoreConfig } from "#hub/store/store-config.js";
import type { Logger } from "#platform/logger.js";

export type StoreOptions = {
  /** Where the SQLite file stands, if it is one. */
  readonly file: string;
  readonly ward: string;
  /** Several workers write. */
  readonly shared: boolean;
  readonly log: Logger;
};

/** The store that the configuration names, its schema up to date. */
export function openStore(config: StoreConfig, { file, ward, shared, log }: StoreOptions): Promise<EventStore> {
  if (config.kind === "postgres") return openPostgresStore(config, { ward, shared, log });
  return Promise.resolve(openSqliteStore(file));
}
