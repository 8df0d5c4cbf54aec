import type { HailongEvent } from "#contract/event.js";
import { kindOf, outcomeOf, ratingOf } from "#hub/store/event-rows.js";
import type { StoredEvent } from "#hub/store/event-store.js";
import type { Query } from "#hub/store/postgres/database.js";

type RekeyedEvent = HailongEvent & { readonly type: "vn.hailong.rekeyed.v1" };

/**
 * All of a batch in one statement. Places are given in the order of the events. Of two outcomes of one transaction, and of
 * two taps, the first counts: a desk whose ledger was restored may sign either again.
 */
const APPEND = `
  WITH given AS (
    SELECT nextval('event_place') AS id, e.*
    FROM unnest(
      $1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[],
      $10::text[], $11::float8[], $12::text[], $13::text[], $14::text[], $15::text[], $16::int[], $17::int[],
      $18::text[], $19::text[], $20::text[], $21::text[]
    ) AS e (device, epoch, seq, kind, hash, body, received_at, token, field,
            outcome, score, reason, rating, counter, rated, soon, zone_empty, procedure, month, week, band)
  ), link AS (
    INSERT INTO chain (device, epoch, seq, id, kind, hash)
    SELECT device, epoch, seq, id, kind, decode(hash, 'hex') FROM given
    ON CONFLICT DO NOTHING RETURNING 1
  ), head AS (
    INSERT INTO heads (device, epoch, seq, hash, last_event)
    SELECT DISTINCT ON (device, epoch) device, epoch, seq, decode(hash, 'hex'), id FROM given
    ORDER BY device, epoch, seq DESC
    ON CONFLICT (device, epoch) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, last_event = excluded.last_event
  ), content AS (
    INSERT INTO events (id, received_at, body) SELECT id, received_at, body FROM given
  ), outcome AS (
    INSERT INTO outcomes (event, kind, token, field, score, reason, procedure, month, week, band)
    SELECT id, outcome, token, field, score, reason, procedure, month, week, band FROM given WHERE outcome IS NOT NULL ORDER BY token, id
    ON CONFLICT (token) DO NOTHING
  ), rating AS (
    INSERT INTO ratings (event, token, field, rating, counter, rated, soon, zone_empty, procedure, month, week, band)
    SELECT id, token, field, rating, counter, rated, soon, zone_empty, procedure, month, week, band
    FROM given WHERE rating IS NOT NULL ORDER BY token, id
    ON CONFLICT (token) DO NOTHING
  )
  SELECT count(*) AS stored FROM link`;

/** → how many were new. Fewer than given: another worker was quicker, and nothing of this may stay. */
export async function appendAll(query: Query, events: readonly StoredEvent[]): Promise<number> {
  const [answer] = await query<{ stored: number }>(APPEND, columnsOf(events), "append");
  for (const { event } of events) if (event.type === "vn.hailong.rekeyed.v1") await noteRekeying(query, event);
  return answer?.stored ?? 0;
}

/** Few among many events, after the rest: its place is the chain's. */
async function noteRekeying(query: Query, { device, epoch, seq, data }: RekeyedEvent): Promise<void> {
  await query(
    `INSERT INTO rekeyings (id, device, epoch, seq, public_key)
     SELECT id, device, epoch, seq, $4 FROM chain WHERE device = $1 AND epoch = $2 AND seq = $3 ON CONFLICT DO NOTHING`,
    [device, epoch, seq, data.publicKey],
  );
}

function columnsOf(events: readonly StoredEvent[]): unknown[][] {
  const columns: unknown[][] = Array.from({ length: 21 }, () => []);
  for (const stored of events) {
    const { event, hash, body, receivedAt } = stored;
    const { device, epoch, seq } = event;
    const [outcome, tap] = [outcomeOf(stored), ratingOf(stored)];
    const among = outcome ?? tap;
    const row = [
      ...[device, epoch, seq, kindOf(event), hash, body, receivedAt, among?.token, among?.field],
      ...[outcome?.kind, outcome?.score, outcome?.reason],
      ...[tap?.rating, tap?.counter, tap?.rated, tap?.soon, tap?.zoneEmpty],
      ...[among?.procedure, among?.month, among?.week, among?.band],
    ];
    for (const [i, value] of row.entries()) columns[i]?.push(value ?? null);
  }
  return columns;
}
