import { existsSync } from "node:fs";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { readSummary } from "#hub/api/read-summary.js";
import { ALL_MONTHS } from "#hub/store/cells/cell-store.js";
import type { EventStore } from "#hub/store/event-store.js";
import { openPostgresStore } from "#hub/store/postgres/postgres-store.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { fillPostgresYear, fillSqliteYear } from "../../support/fill-year.js";
import { postgresPagePlans, scansIn, sqlitePagePlans } from "../../support/page-plans.js";
import { Postgres } from "../../support/postgres.js";
import { releaseCells } from "../../support/release.js";
import { temporaryFolder } from "../../support/temporary-folder.js";
import type { BenchLine } from "../bench-line.js";
import { median } from "../statistics.js";

const TRANSACTIONS = 2_000_000;
const LOOKS = 7;
const NOW = "2026-03-01T00:00:00Z";

/** A ward's 2 million transactions in one year: how long a page waits for what the hub keeps ready, in ms. */
export async function benchPages(): Promise<BenchLine[]> {
  await using life = new Lifetime(createLogger("bench", "silent"));
  const folder = life.own(await temporaryFolder());
  const file = folder.file("hub.db");
  fillSqliteYear(file, TRANSACTIONS);
  const sqlite = life.own(openSqliteStore(file));
  const lines = await measure("SQLite", sqlite);
  lines.push(plansLine("SQLite", sqlitePagePlans(file)));
  if (!existsSync("/usr/lib/postgresql")) return lines;
  const url = life.own(await Postgres.start(folder)).createDatabase("pages");
  const log = createLogger("bench", "silent");
  const config = { kind: "postgres", url, connections: 4, timeoutSeconds: 300 } as const;
  const postgres = life.own(await openPostgresStore(config, { ward: "phuong-mau", shared: false, log }));
  await fillPostgresYear(url, TRANSACTIONS);
  lines.push(...(await measure("PostgreSQL", postgres)), plansLine("PostgreSQL", await postgresPagePlans(url)));
  return lines;
}

async function measure(name: string, store: EventStore): Promise<BenchLine[]> {
  const begun = performance.now();
  await releaseCells(store, { when: "week", now: NOW });
  const made = performance.now() - begun;
  const { length } = await store.cells(ALL_MONTHS);
  const withheld = await store.withheld(ALL_MONTHS);
  const month = { from: "2025-10", to: "2025-10" };
  const summary = () =>
    readSummary({ ward: "phuong-mau", policy: DEFAULT_POLICY, store, rejected: new Map<string, number>() });
  const detail = `${length} cells, made in ${(made / 1000).toFixed(1)} s; ${withheld.transactions} transactions in none`;
  return [
    await timed(`${name}: cells of the year, ms`, detail, () => store.cells(ALL_MONTHS)),
    await timed(`${name}: cells of a month, ms`, "", () => store.cells(month)),
    await timed(`${name}: what is withheld, ms`, "", () => store.withheld(ALL_MONTHS)),
    await timed(`${name}: summary, ms`, "", summary),
  ];
}

async function timed(what: string, detail: string, look: () => Promise<unknown>): Promise<BenchLine> {
  const times: number[] = [];
  for (let i = 0; i < LOOKS; i++) {
    const begun = performance.now();
    await look();
    times.push(performance.now() - begun);
  }
  return { what, value: median(times), goal: "≤ 300", detail };
}

const plansLine = (name: string, plans: readonly string[]): BenchLine => ({
  what: `${name}: steps that read all transactions`,
  value: scansIn(plans).length,
  goal: "0",
  detail: `\n    ${plans.join("\n    ")}`,
});
