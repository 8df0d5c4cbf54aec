import { HUB_MIGRATIONS } from "#hub/store/migrations.js";
import { Database } from "#hub/store/postgres/database.js";
import { readSchemaVersion } from "#hub/store/postgres/schema.js";
import type { StoreConfig } from "#hub/store/store-config.js";
import { AppError } from "#platform/errors.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";

/** `received`: when the newest event came, as far as its content is kept. */
export type StoreLook = {
  readonly where: string;
  readonly version: number;
  readonly known: number;
  readonly received: string | undefined;
};

const RECEIVED = "SELECT received_at AS received FROM events WHERE id = (SELECT max(last_event) FROM heads)";

/** Beside the hub, which may be running: brings nothing up to date and makes no file. Throws `store.*` or `ledger.*`. */
export async function lookAtStore(config: StoreConfig, file: string): Promise<StoreLook> {
  if (config.kind === "sqlite") return lookAtFile(file);
  await using db = new Database(config);
  await db.checkVersion();
  const { version, known } = await readSchemaVersion(db);
  const [row] = version === 0 ? [] : await db.query<{ received: Date | null }>(RECEIVED);
  return { where: db.where, version, known, received: row?.received?.toISOString() };
}

function lookAtFile(file: string): StoreLook {
  using db = asResource(openSqliteReadOnly(file));
  const verdict = db.pragma("quick_check", { simple: true });
  if (verdict !== "ok") throw new AppError("ledger.broken", `${file} is damaged: ${verdict}`);
  const version = Number(db.pragma("user_version", { simple: true }));
  const row = version === 0 ? undefined : db.prepare<[], { received: string }>(RECEIVED).get();
  return { where: file, version, known: HUB_MIGRATIONS.length, received: row?.received };
}

const asResource = (db: ReturnType<typeof openSqliteReadOnly>) =>
  Object.assign(db, { [Symbol.dispose]: () => void db.close() });
