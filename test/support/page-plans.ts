import pg from "pg";
import { CELLS, WITHHELD } from "#hub/store/cells/cell-sql.js";
import { TALLY, TAP_COUNTS, TAP_DAYS } from "#hub/store/counts/count-sql.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";

const SPAN = ["0000-01", "9999-12"];
/** What a page or the summary asks; `place`: up to where everything was counted. */
const questions = (place: number): readonly (readonly [string, readonly unknown[]])[] => [
  [CELLS, SPAN],
  [WITHHELD, SPAN],
  [TALLY, [place, ...SPAN]],
  [TAP_COUNTS, SPAN],
  [TAP_DAYS, SPAN],
];

/** How SQLite goes about them, a line a step. */
export function sqlitePagePlans(file: string): string[] {
  const db = openSqliteReadOnly(file);
  const place = db.prepare<[], number>("SELECT place FROM counted").pluck().get() ?? 0;
  const plans = questions(place).flatMap(([sql, values]) => {
    const named = Object.fromEntries(values.map((value, i) => [i + 1, value]));
    const steps = db.prepare<object[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    return steps.all(...(values.length > 0 ? [named] : [])).map(({ detail }) => detail);
  });
  db.close();
  return plans;
}

/** And PostgreSQL. */
export async function postgresPagePlans(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ place: string }>("SELECT place FROM counted");
  const plans: string[] = [];
  for (const [sql, values] of questions(Number(rows[0]?.place))) {
    const plan = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN ${sql}`, [...values]);
    plans.push(...plan.rows.map((row) => row["QUERY PLAN"].trim()));
  }
  await client.end();
  return plans;
}

/** Steps that read transactions, taps or events otherwise than by what is in no cell, or came since the last counting. */
export const scansIn = (plans: readonly string[]): string[] =>
  plans.filter((step) => /SCAN (o|r|f|t|outcomes|ratings|events)\b|Seq Scan on (outcomes|ratings|events)/.test(step));
