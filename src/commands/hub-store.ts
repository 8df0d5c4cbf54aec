import { existsSync } from "node:fs";
import { join } from "node:path";
import type { HubConfig } from "#hub/hub-config.js";
import type { EventStore } from "#hub/store/event-store.js";
import { openStore } from "#hub/store/open-store.js";
import { AppError } from "#platform/errors.js";
import { createLogger } from "#platform/logger.js";

/** A hub's store beside the hub, which may be running. A store that is not there is not made. */
export async function withStore<T>(hub: HubConfig, work: (store: EventStore) => Promise<T>): Promise<T> {
  const file = hubFile(hub);
  if (hub.store.kind === "sqlite" && !existsSync(file)) {
    throw new AppError("config.missing", `data: ${file} does not exist`, {
      remedy: "Name the configuration of a hub that has run",
    });
  }
  const log = createLogger("hub", "warn");
  await using store = await openStore(hub.store, { file, ward: hub.ward, shared: hub.workers !== undefined, log });
  return await work(store);
}

export const hubFile = (hub: HubConfig): string => join(hub.data, "hub.db");
