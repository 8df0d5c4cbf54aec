import { copyFileSync, rmSync } from "node:fs";
import Database from "better-sqlite3";

/** The two files, read with plain SQL and none of the product's code: what is written there, not what anyone says. */
export type EventRow = {
  readonly epoch: string;
  readonly seq: number;
  readonly kind: string;
  readonly hash: string;
  readonly body: string;
};
export type LedgerBook = {
  /** The present one last. `waiting`: events of it that have no receipt. */
  readonly epochs: readonly {
    readonly epoch: string;
    readonly receipted: number;
    readonly waiting: number;
    readonly lastHash: string;
  }[];
  readonly events: readonly EventRow[];
  readonly transactions: readonly { readonly token: string; readonly state: string }[];
  /** A tap that may still be taken back. */
  readonly undoable: { readonly token?: string } | null;
};
export type HubBook = {
  /** In the order of their coming. */
  readonly events: readonly (EventRow & { readonly id: number; readonly device: string })[];
  readonly outcomes: readonly { readonly token: string; readonly kind: string }[];
  readonly ratings: readonly { readonly token: string | null; readonly rating: string }[];
};
type Db = Database.Database;

function read<T>(file: string, work: (db: Db) => T): T {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 2_000 });
  try {
    return db.transaction(() => work(db))();
  } finally {
    db.close();
  }
}

export const readLedger = (file: string): LedgerBook =>
  read(file, (db) => ({
    epochs: db
      .prepare(
        `SELECT epoch, receipted, last_hash AS lastHash,
           (SELECT count(*) FROM events e WHERE e.epoch = p.epoch AND e.seq > p.receipted) AS waiting
         FROM epochs p ORDER BY number`,
      )
      .all() as LedgerBook["epochs"],
    events: db
      .prepare("SELECT e.* FROM events e JOIN epochs p USING (epoch) ORDER BY p.number, e.seq")
      .all() as EventRow[],
    transactions: db.prepare("SELECT token, state FROM transactions").all() as LedgerBook["transactions"],
    undoable: JSON.parse(
      (db.prepare("SELECT value FROM meta WHERE key = 'undoable'").pluck().get() as string | undefined) ?? "null",
    ),
  }));

export const readHub = (file: string): HubBook =>
  read(file, (db) => ({
    events: db
      .prepare("SELECT id, device, epoch, seq, kind, hash, body FROM events ORDER BY id")
      .all() as HubBook["events"],
    outcomes: db.prepare("SELECT token, kind FROM outcomes").all() as HubBook["outcomes"],
    ratings: db.prepare("SELECT token, rating FROM ratings").all() as HubBook["ratings"],
  }));

/** The last event that the desk holds for receipted. */
export const lastReceipted = (file: string): { epoch: string; seq: number; hash: string } | undefined =>
  read(
    file,
    (db) =>
      db
        .prepare(
          `SELECT e.epoch, e.seq, e.hash FROM (SELECT epoch, receipted FROM epochs ORDER BY number DESC LIMIT 1) p
           JOIN events e ON e.epoch = p.epoch AND e.seq = p.receipted`,
        )
        .get() as { epoch: string; seq: number; hash: string } | undefined,
  );

export const hubHash = (file: string, { epoch, seq }: { epoch: string; seq: number }): string | undefined =>
  read(file, (db) => db.prepare("SELECT hash FROM events WHERE epoch = ? AND seq = ?").pluck().get(epoch, seq)) as
    | string
    | undefined;

/** As an administrator's nightly backup: a whole, consistent copy of a database in use. */
export async function backUp(file: string, copy: string): Promise<void> {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 2_000 });
  try {
    await db.backup(copy);
  } finally {
    db.close();
  }
}

/** Nobody may have it open. */
export function restore(copy: string, file: string): void {
  for (const beside of ["", "-wal", "-shm"]) rmSync(`${file}${beside}`, { force: true });
  copyFileSync(copy, file);
}
