import { countCell } from "#hub/report/lattice/count-cell.js";
import type { Part } from "#hub/report/lattice/place-in-time.js";
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
import { ask } from "#hub/store/sqlite-ask.js";
import type { Sqlite } from "#platform/sqlite.js";

type Write = <T>(work: () => T) => T;

export function sqliteCells(db: Sqlite, write: Write): CellStore {
  return {
    cells: async ({ from, to }) => ask<CellRow>(db, CELLS, [from, to]).map(cellOf),
    withheld: async ({ from, to }) => ask<Withheld>(db, WITHHELD, [from, to])[0] ?? { transactions: 0, ratings: 0 },
    lastReleased: async () => ask<LastReleased>(db, LAST_RELEASED)[0] ?? { cell: 0, until: "" },
    openParts: async () => ask<Part>(db, OPEN_PARTS),
    makeCells: async (what) => write(() => makeCells(db, what)),
    unpairedMonths: async () => ask<{ month: string }>(db, UNPAIRED_MONTHS).map(({ month }) => month),
    makePairs: async (what) => write(() => makePairs(db, what)),
  };
}

function makeCells(db: Sqlite, { part, sealed, over, k, cut, releasedAt }: MakeCells): number {
  const units = [
    ...ask<UnitRow>(db, OPEN_TRANSACTIONS, [part.month, part.week, sealed]),
    ...ask<UnitRow>(db, OPEN_TAPS, [part.month, part.week, sealed, Number(over)]),
  ].map(unitOf);
  const cuts = cut(units);
  const outcome = db.prepare("UPDATE outcomes SET cell = ? WHERE event = ?");
  const tap = db.prepare("UPDATE ratings SET cell = ? WHERE event = ?");
  for (const one of cuts) {
    const [cell] = ask<{ id: number }>(db, INSERT_CELL, cellValues(one, countCell(one.units), { part, k, releasedAt }));
    for (const unit of one.units) {
      if (unit.outcome !== null) outcome.run(cell?.id, unit.outcome);
      if (unit.tap !== null) tap.run(cell?.id, unit.tap);
    }
  }
  return cuts.length;
}

function makePairs(db: Sqlite, { month, k, choose, releasedAt }: MakePairs): boolean {
  const group = choose(ask<InsideRow>(db, UNPAIRED, [month]).map(unpairedOf));
  if (!group) return false;
  ask(db, INSERT_CELL, pairValues(group.table, { month, k, releasedAt }));
  const done = db.prepare("UPDATE cells SET inside = NULL WHERE id = ?");
  for (const id of group.ids) done.run(id);
  return true;
}
