import { expect, it } from "vitest";
import { ALL_MONTHS } from "#hub/store/cells/cell-store.js";
import { KINDS, type Kind, StoreHouse } from "../../support/both-stores.js";
import { fillPostgresYear, fillSqliteYear } from "../../support/fill-year.js";
import { postgresPagePlans, scansIn, sqlitePagePlans } from "../../support/page-plans.js";
import { releaseCells } from "../../support/release.js";

const N = 6_000;

it.each(KINDS)(
  "on %s no page reads transactions: cells, counts, and what is in neither yet",
  async (kind: Kind) => {
    await using house = await StoreHouse.start(kind);
    const place = house.fresh();
    if (place.kind === "sqlite") fillSqliteYear(place.file, N);
    const store = await house.open(place);
    if (place.kind === "postgres") await fillPostgresYear(place.url, N);
    await releaseCells(store, { when: "week", now: "2026-03-01T00:00:00Z" });
    if (place.kind === "postgres") house.server?.sql("VACUUM ANALYZE", new URL(place.url).pathname.slice(1));
    const plans = place.kind === "sqlite" ? sqlitePagePlans(place.file) : await postgresPagePlans(place.url);
    expect(plans.length).toBeGreaterThan(8);
    expect(scansIn(plans)).toEqual([]);
    expect(scansIn(["SCAN outcomes", "Seq Scan on ratings r  (cost=0.00)"])).toHaveLength(2);
    // And what they say is what the rows say.
    const cells = await store.cells(ALL_MONTHS);
    const held = cells.reduce((sum, { transactions }) => sum + transactions, 0);
    const { scores, abstentions } = await store.tally();
    expect(held + (await store.withheld(ALL_MONTHS)).transactions).toBe(scores + abstentions);
    expect(held).toBeGreaterThan(0.95 * N * 0.97);
  },
  60_000,
);
