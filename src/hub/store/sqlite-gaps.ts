import type { EpochOf, Gap } from "#hub/store/chain.js";
import { GAPS_OF_A_DEVICE } from "#hub/store/gap-limit.js";
import type { Sqlite } from "#platform/sqlite.js";

const OPEN = `
  SELECT g.id, g.device, g.epoch, coalesce(h.seq, 0) + 1 AS "from", g.upto AS "to"
  FROM gaps g LEFT JOIN heads h ON h.device = g.device AND h.epoch = g.epoch
  WHERE g.upto > coalesce(h.seq, 0)`;

export const readGaps = (db: Sqlite): Gap[] =>
  db.prepare<[], Gap>(`SELECT device, epoch, "from", "to" FROM (${OPEN}) ORDER BY id`).all();

/** Call it in a transaction. */
export function noteGap(db: Sqlite, { device, epoch }: EpochOf, to: number): void {
  const { changes } = db
    .prepare(
      `INSERT INTO gaps (device, epoch, upto) VALUES (?, ?, ?)
       ON CONFLICT (device, epoch) DO UPDATE SET upto = excluded.upto WHERE excluded.upto > upto`,
    )
    .run(device, epoch, to);
  if (changes === 0) return;
  db.prepare(
    `DELETE FROM gaps WHERE device = ? AND id NOT IN
     (SELECT id FROM (${OPEN}) WHERE device = ? ORDER BY id DESC LIMIT ${GAPS_OF_A_DEVICE})`,
  ).run(device, device);
}
