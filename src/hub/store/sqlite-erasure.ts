import { FORGET_DAYS, FORGET_SLOTS } from "#hub/store/counts/count-sql.js";
import { FORGET_OUTCOMES, FORGET_TAPS } from "#hub/store/forget-answers.js";
import type { Sqlite } from "#platform/sqlite.js";

/** Whatever else goes on waits for one such step at most. */
const STEP = 500;

type Row = { readonly id: number; readonly received: string };

/**
 * → events whose body was erased. A token gives way to a name that stands nowhere else, the same in every row, so that the
 * figures stay what they were. Erased bytes are overwritten. Handovers of keys stay: they vouch for what follows.
 */
export async function eraseBefore(db: Sqlite, month: string, write: (work: () => void) => void): Promise<number> {
  const next = db.prepare<[number, string, number], Row>(
    `SELECT id, received_at AS received FROM events
     WHERE id > ? AND received_at < ? AND body IS NOT NULL AND kind <> 'rekeyed' ORDER BY id LIMIT ?`,
  );
  const eraseOne = eraser(db);
  let erased = 0;
  for (let last = 0; ; ) {
    const rows = next.all(last, `${month}-01`, STEP);
    last = rows.at(-1)?.id ?? last;
    if (rows.length === 0) break;
    write(() => rows.forEach(eraseOne));
    erased += rows.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  write(() => {
    db.prepare(FORGET_SLOTS).run({ 1: `${month}-01` });
    db.prepare(FORGET_DAYS).run({ 1: `${month}-01` });
  });
  // An index that grew at random keeps stale copies in its pages; made anew it has none.
  if (erased > 0) write(() => db.exec("REINDEX outcomes_by_token; REINDEX ratings_by_token"));
  // What was erased also stands in the log of writes, until that is emptied: now, or where somebody reads, at the next call.
  db.pragma("wal_checkpoint(TRUNCATE)");
  return erased;
}

function eraser(db: Sqlite): (row: Row) => void {
  const tokenOf = db
    .prepare<{ id: number }, string>(
      `SELECT token FROM outcomes WHERE event = @id UNION
       SELECT token FROM ratings WHERE event = @id AND token IS NOT NULL`,
    )
    .pluck();
  const forget = ["outcomes", "ratings"].map((table) =>
    db.prepare(`UPDATE ${table} SET token = @name WHERE token = @token`),
  );
  const done = [FORGET_OUTCOMES, FORGET_TAPS].map((sql) => db.prepare(`${sql} AND event = ?`));
  const tap = db.prepare("UPDATE ratings SET counter = NULL, rated = NULL WHERE event = ?");
  const body = db.prepare("UPDATE events SET body = NULL, received_at = ? WHERE id = ?");
  return ({ id, received }) => {
    const token = tokenOf.get({ id });
    // No token holds a slash.
    if (token && !token.startsWith("erased/"))
      for (const statement of forget) statement.run({ name: `erased/${id}`, token });
    for (const statement of done) statement.run(id);
    tap.run(id);
    body.run(`${received.slice(0, 7)}-01T00:00:00Z`, id);
  };
}
