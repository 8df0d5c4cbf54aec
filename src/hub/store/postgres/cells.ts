import { countCell } from "#hub/report/lattice/count-cell.js";
import type { Part } from "#hub/report/lattice/place-in-time.js";
import type { Unit } from "#hub/report/lattice/unit.js";
import {
  CELLS,
  type CellRow,
  cellOf,
  cellValues,
  INSERT_CELL,
  type InsideRow,
  LAST_RELEASED,
  OPEN_PARTS,
  OPEN_TAPS,
  OPEN_TRANSACTIONS,
  pairValues,
  UNPAIRED,
  UNPAIRED_MONTHS,
  type UnitRow,
  unitOf,
  unpairedOf,
  WITHHELD,
} from "#hub/store/cells/cell-sql.js";
import type { CellStore, LastReleased, MakeCells, MakePairs, Withheld } from "#hub/store/cells/cell-store.js";
import type { Database, Query } from "#hub/store/postgres/database.js";
import { BEGIN_CELLS } from "#hub/store/postgres/locks.js";

export function postgresCells(db: Database): CellStore {
  const { query } = db;
  const alone = { begin: BEGIN_CELLS, slow: true };
  return {
    cells: async ({ from, to }) => (await query<CellRow>(CELLS, [from, to])).map(cellOf),
    withheld: async ({ from, to }) =>
      (await query<Withheld>(WITHHELD, [from, to]))[0] ?? { transactions: 0, ratings: 0 },
    lastReleased: async () => (await query<LastReleased>(LAST_RELEASED))[0] ?? { cell: 0, until: "" },
    openParts: () => query<Part>(OPEN_PARTS),
    makeCells: (what) => db.transaction((inside) => makeCells(inside, what), alone),
    unpairedMonths: async () => (await query<{ month: string }>(UNPAIRED_MONTHS)).map(({ month }) => month),
    makePairs: (what) => db.transaction((inside) => makePairs(inside, what), alone),
  };
}

async function makeCells(query: Query, { part, sealed, over, k, cut, releasedAt }: MakeCells): Promise<number> {
  const transactions = await query<UnitRow>(OPEN_TRANSACTIONS, [part.month, part.week, sealed]);
  const taps = await query<UnitRow>(OPEN_TAPS, [part.month, part.week, sealed, Number(over)]);
  const cuts = cut([...transactions, ...taps].map(unitOf));
  const marks: { readonly cell: number | undefined; readonly units: readonly Unit[] }[] = [];
  for (const one of cuts) {
    const values = cellValues(one, countCell(one.units), { part, k, releasedAt });
    const [row] = await query<{ id: number }>(INSERT_CELL, values);
    marks.push({ cell: row?.id, units: one.units });
  }
  await mark(
    query,
    "outcomes",
    marks.map(({ cell, units }) => ({ cell, events: placesOf(units, "outcome") })),
  );
  await mark(
    query,
    "ratings",
    marks.map(({ cell, units }) => ({ cell, events: placesOf(units, "tap") })),
  );
  return cuts.length;
}

const placesOf = (units: readonly Unit[], half: "outcome" | "tap"): number[] =>
  units.flatMap((unit) => unit[half] ?? []);

type Mark = { readonly cell: number | undefined; readonly events: readonly number[] };

async function mark(query: Query, table: "outcomes" | "ratings", marks: readonly Mark[]): Promise<void> {
  const events = marks.flatMap((one) => one.events);
  const cells = marks.flatMap((one) => one.events.map(() => one.cell));
  if (events.length === 0) return;
  await query(
    `UPDATE ${table} t SET cell = m.cell FROM unnest($1::bigint[], $2::int[]) AS m (event, cell) WHERE t.event = m.event`,
    [events, cells],
  );
}

async function makePairs(query: Query, { month, k, choose, releasedAt }: MakePairs): Promise<boolean> {
  const group = choose((await query<InsideRow>(UNPAIRED, [month])).map(unpairedOf));
  if (!group) return false;
  await query(INSERT_CELL, pairValues(group.table, { month, k, releasedAt }));
  await query("UPDATE cells SET inside = NULL WHERE id = ANY ($1::int[])", [[...group.ids]]);
  return true;
}
