import type { AskedChain, StoredEvent } from "#hub/store/event-store.js";
import type { Query } from "#hub/store/postgres/database.js";

/** Of one device: a key that makes up chains fills no disk. */
const MOST_OF_A_DEVICE = 512;

type Row = { readonly body: string; readonly hash: string; readonly receivedAt: string };

/** Of these chains, what waits beyond their heads. */
export async function readParked(query: Query, chains: readonly AskedChain[]): Promise<StoredEvent[]> {
  const rows = await query<Row>(
    `SELECT p.body, p.hash, p.received_at AS "receivedAt"
     FROM unnest($1::text[], $2::text[]) AS c (device, epoch)
     JOIN parked p USING (device, epoch)
     LEFT JOIN heads h USING (device, epoch)
     WHERE p.seq > coalesce(h.seq, 0)`,
    namesOf(chains),
    "parked",
  );
  return rows.map((row) => ({ ...row, event: JSON.parse(row.body) }));
}

export async function park(query: Query, events: readonly StoredEvent[]): Promise<void> {
  await query(
    `INSERT INTO parked (device, epoch, seq, hash, body, received_at)
     SELECT e.* FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[])
       AS e (device, epoch, seq, hash, body, received_at)
     WHERE (SELECT count(*) FROM parked p WHERE p.device = e.device) < ${MOST_OF_A_DEVICE}
     ORDER BY e.device, e.epoch, e.seq
     ON CONFLICT DO NOTHING`,
    [
      events.map(({ event }) => event.device),
      events.map(({ event }) => event.epoch),
      events.map(({ event }) => event.seq),
      ...[events.map(({ hash }) => hash), events.map(({ body }) => body), events.map(({ receivedAt }) => receivedAt)],
    ],
    "park",
  );
}

/** What has its place by now. */
export async function clearParked(query: Query, chains: readonly AskedChain[]): Promise<void> {
  await query(
    `DELETE FROM parked p USING unnest($1::text[], $2::text[]) AS c (device, epoch), heads h
     WHERE p.device = c.device AND p.epoch = c.epoch AND h.device = c.device AND h.epoch = c.epoch AND p.seq <= h.seq`,
    namesOf(chains),
    "clear",
  );
}

/** What nobody came for: its desk has sent it again since, or will. */
export const DROP_OLD_PARKED = "DELETE FROM parked WHERE parked_at < now() - interval '5 minutes'";

export const namesOf = (chains: readonly AskedChain[]): [string[], string[]] => [
  chains.map(({ device }) => device),
  chains.map(({ epoch }) => epoch),
];
