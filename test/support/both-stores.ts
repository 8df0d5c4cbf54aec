import type { EventStore } from "#hub/store/event-store.js";
import { openStore } from "#hub/store/open-store.js";
import type { StoreConfig } from "#hub/store/store-config.js";
import { memoryLog } from "./memory-log.js";
import { Postgres } from "./postgres.js";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.js";

export const KINDS = ["sqlite", "postgres"] as const;
export type Kind = (typeof KINDS)[number];

/** A real database of either kind, empty for each test. */
export class StoreHouse implements AsyncDisposable {
  readonly kind: Kind;
  readonly folder: TemporaryFolder;
  readonly server: Postgres | undefined;
  #number = 0;
  readonly #open: EventStore[] = [];

  static async start(kind: Kind): Promise<StoreHouse> {
    const folder = await temporaryFolder();
    return new StoreHouse(kind, folder, kind === "postgres" ? await Postgres.start(folder) : undefined);
  }

  private constructor(kind: Kind, folder: TemporaryFolder, server: Postgres | undefined) {
    this.kind = kind;
    this.folder = folder;
    this.server = server;
  }

  /** Another empty database. */
  fresh(): StoreConfig & { readonly file: string } {
    this.#number += 1;
    const file = this.folder.file(`hub-${this.#number}.db`);
    const server = this.server;
    if (!server) return { kind: "sqlite", file };
    const url = server.createDatabase(`hub_${this.#number}`);
    return { kind: "postgres", url, connections: 4, timeoutSeconds: 5, file };
  }

  async open({ file, ...config }: StoreConfig & { readonly file: string }, shared = false): Promise<EventStore> {
    const store = await openStore(config, { file, ward: "phuong-mau", shared, log: memoryLog().log });
    this.#open.push(store);
    return store;
  }

  async closeAll(): Promise<void> {
    for (const store of this.#open.splice(0)) await store[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.closeAll();
    await this.server?.[Symbol.asyncDispose]();
    await this.folder[Symbol.asyncDispose]();
  }
}
