import type { EpochOf, Gap } from "#hub/store/chain.js";
import { GAPS_OF_A_DEVICE } from "#hub/store/gap-limit.js";
import type { Query } from "#hub/store/postgres/database.js";

const OPEN = `
  SELECT g.id, g.device, g.epoch, coalesce(h.seq, 0) + 1 AS "from", g.upto AS "to"
  FROM gaps g LEFT JOIN heads h ON h.device = g.device AND h.epoch = g.epoch
  WHERE g.upto > coalesce(h.seq, 0)`;

export const readGaps = (query: Query): Promise<Gap[]> =>
  query<Gap>(`SELECT device, epoch, "from", "to" FROM (${OPEN}) o ORDER BY id`);

export async function noteGap(query: Query, { device, epoch }: EpochOf, to: number): Promise<void> {
  const grown = await query(
    `INSERT INTO gaps (device, epoch, upto) VALUES ($1, $2, $3)
     ON CONFLICT (device, epoch) DO UPDATE SET upto = excluded.upto WHERE excluded.upto > gaps.upto RETURNING id`,
    [device, epoch, to],
  );
  if (grown.length === 0) return;
  await query(
    `DELETE FROM gaps WHERE device = $1 AND id NOT IN
     (SELECT id FROM (${OPEN}) o WHERE device = $1 ORDER BY id DESC LIMIT ${GAPS_OF_A_DEVICE})`,
    [device],
  );
}
