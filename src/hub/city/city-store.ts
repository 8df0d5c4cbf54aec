import { canonicalJson } from "#contract/canonical-json.js";
import type { CellsMessage } from "#contract/released-cells.js";
import type { Cell } from "#hub/report/cell.js";
import { guardSqlite, type Migration, openSqlite } from "#platform/sqlite.js";

const MIGRATIONS: readonly Migration[] = [
  `
  -- A hundred released cells of a ward's month, as its hub signed them last.
  CREATE TABLE parts (
    ward TEXT NOT NULL,
    month TEXT NOT NULL,
    part INTEGER NOT NULL,
    time TEXT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (ward, month, part)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX parts_by_month ON parts (month);
  `,
];

type Span = { readonly from: string; readonly to: string };
type WardCell = { readonly ward: string; readonly cell: Cell };
export type KnownWard = { readonly ward: string; readonly newest: string; readonly lastMonth: string };
type Taken = "new" | "known" | "changed";
export type CityStore = Disposable & {
  /** One that is older than what stands there, or that changes a cell that stands there, is not taken. */
  readonly take: (data: CellsMessage["data"], time: string) => Taken;
  /** Months, both included; of one ward, or of all. */
  readonly cells: (span: Span, ward?: string) => readonly WardCell[];
  readonly wards: () => readonly KnownWard[];
};

export function openCityStore(file: string): CityStore {
  const db = openSqlite(file, MIGRATIONS);
  const standing = db.prepare<[string, string, number], { time: string; cells: string }>(
    "SELECT time, cells FROM parts WHERE ward = ? AND month = ? AND part = ?",
  );
  const put = db.prepare(
    `INSERT INTO parts (ward, month, part, time, cells) VALUES (@ward, @month, @part, @time, @cells)
     ON CONFLICT DO UPDATE SET time = excluded.time, cells = excluded.cells`,
  );
  const take = db.transaction(({ ward, month, part, cells }: CellsMessage["data"], time: string): Taken => {
    const stood = standing.get(ward, month, part);
    const text = JSON.stringify(cells);
    if (stood && (time < stood.time || text === stood.cells)) return "known";
    if (stood && !goesOn(JSON.parse(stood.cells), cells)) return "changed";
    put.run({ ward, month, part, time, cells: text });
    return "new";
  });
  return {
    take: (data, time) => guardSqlite(file, () => take.immediate(data, time)),
    cells: ({ from, to }, ward) =>
      db
        .prepare<[string, string, string | null, string | null], { ward: string; cells: string }>(
          "SELECT ward, cells FROM parts WHERE month BETWEEN ? AND ? AND (? IS NULL OR ward = ?) ORDER BY ward, month, part",
        )
        .all(from, to, ward ?? null, ward ?? null)
        .flatMap((row) => (JSON.parse(row.cells) as Cell[]).map((cell) => ({ ward: row.ward, cell }))),
    wards: () =>
      db
        .prepare<[], KnownWard>(
          "SELECT ward, max(time) AS newest, max(month) AS lastMonth FROM parts GROUP BY ward ORDER BY ward",
        )
        .all(),
    [Symbol.dispose]: () => void db.close(),
  };
}

/** A cell has its place for good, and is never another: what is released later comes behind. */
const goesOn = (before: readonly Cell[], now: readonly Cell[]): boolean =>
  canonicalJson(now.slice(0, before.length)) === canonicalJson(before);
