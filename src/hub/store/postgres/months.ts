import { FORGET_DAYS, FORGET_SLOTS } from "#hub/store/counts/count-sql.js";
import { FORGET_OUTCOMES, FORGET_TAPS } from "#hub/store/forget-answers.js";
import type { Database, Query } from "#hub/store/postgres/database.js";
import { BEGIN_ALONE, LOCKS } from "#hub/store/postgres/locks.js";

/** `2026-03` of a time in UTC. */
export const monthOf = (time: string): string => time.slice(0, 7);

const nextMonth = (month: string): string => {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number)).toISOString().slice(0, 7);
};

const partitionOf = (month: string): string => `events_${month.replace("-", "_")}`;

/** The partitions of `events`, one a month. */
export class Months {
  readonly #db: Database;
  readonly #known = new Set<string>();

  constructor(db: Database) {
    this.#db = db;
  }

  has(month: string): boolean {
    return this.#known.has(month);
  }

  /** Makes a month's partition and the next one's, before they are needed. */
  async prepare(month: string): Promise<void> {
    const months = [month, nextMonth(month)];
    await this.#db.transaction(async (query) => {
      await query(`SELECT pg_advisory_xact_lock(${LOCKS.schema})`);
      const there = await this.#existing(query);
      for (const one of months.filter((wanted) => !there.includes(wanted))) {
        const [from, to] = [`${one}-01 00:00:00+00`, `${nextMonth(one)}-01 00:00:00+00`];
        await query(`CREATE TABLE ${partitionOf(one)} PARTITION OF events FOR VALUES FROM ('${from}') TO ('${to}')`);
      }
    });
    for (const one of months) this.#known.add(one);
  }

  /** → events whose content is gone with the months before that one. Each month on its own. */
  async eraseBefore(month: string): Promise<number> {
    let erased = 0;
    const due = (await this.#existing(this.#db.query)).filter((one) => one < month);
    for (const one of due) {
      this.#known.delete(one);
      erased += await this.#db.transaction((query) => erase(query, partitionOf(one)), {
        begin: BEGIN_ALONE,
        slow: true,
      });
    }
    await this.#db.query(FORGET_SLOTS, [`${month}-01`]);
    await this.#db.query(FORGET_DAYS, [`${month}-01`]);
    // A row that is changed or deleted is only called dead: what it said stays in the file.
    if (due.length > 0) await this.#db.rewrite(["outcomes", "ratings", "tap_slots", "tap_days"]);
    return erased;
  }

  async #existing(query: Query): Promise<string[]> {
    const tables = await query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = 'events'::regclass ORDER BY 1`,
    );
    return tables.map(({ name }) => name.slice("events_".length).replace("_", "-"));
  }
}

/**
 * A token gives way to a name that stands nowhere else, the same in every row, so that the figures stay what they were.
 * No token holds a slash.
 */
async function erase(query: Query, partition: string): Promise<number> {
  await query(
    `WITH gone AS (
       SELECT token FROM outcomes WHERE event IN (SELECT id FROM ${partition}) UNION
       SELECT token FROM ratings WHERE event IN (SELECT id FROM ${partition}) AND token IS NOT NULL
     ), named AS (
       SELECT token, 'erased/' || nextval('event_place') AS name FROM gone WHERE token NOT LIKE 'erased/%'
     ), outcome AS (
       UPDATE outcomes o SET token = n.name FROM named n WHERE o.token = n.token
     )
     UPDATE ratings r SET token = n.name FROM named n WHERE r.token = n.token`,
  );
  await query(`UPDATE ratings SET counter = NULL, rated = NULL WHERE event IN (SELECT id FROM ${partition})`);
  for (const sql of [FORGET_OUTCOMES, FORGET_TAPS]) await query(`${sql} AND event IN (SELECT id FROM ${partition})`);
  const [count] = await query<{ n: number }>(`SELECT count(*) AS n FROM ${partition}`);
  await query(`DROP TABLE ${partition}`);
  return count?.n ?? 0;
}
