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
export type CityStore = Disposable & {
  /** → whether it was new; one that is older than what stands there is not taken. */
  readonly take: (data: CellsMessage["data"], time: string) => boolean;
  /** Months, both included; of one ward, or of all. */
  readonly cells: (span: Span, ward?: string) => readonly WardCell[];
  readonly wards: () => readonly { readonly ward: string; readonly newest: string }[];
};

export function openCityStore(file: string): CityStore {
  const db = openSqlite(file, MIGRATIONS);
  const take = db.prepare(
    `INSERT INTO parts (ward, month, part, time, cells) VALUES (@ward, @month, @part, @time, @cells)
     ON CONFLICT DO UPDATE SET time = excluded.time, cells = excluded.cells
     WHERE excluded.time >= time AND excluded.cells <> cells`,
  );
  return {
    take: ({ ward, month, part, cells }, time) =>
      guardSqlite(file, () => take.run({ ward, month, part, time, cells: JSON.stringify(cells) }).changes > 0),
    cells: ({ from, to }, ward) =>
      db
        .prepare<[string, string, string | null, string | null], { ward: string; cells: string }>(
          "SELECT ward, cells FROM parts WHERE month BETWEEN ? AND ? AND (? IS NULL OR ward = ?) ORDER BY ward, month, part",
        )
        .all(from, to, ward ?? null, ward ?? null)
        .flatMap((row) => (JSON.parse(row.cells) as Cell[]).map((cell) => ({ ward: row.ward, cell }))),
    wards: () =>
      db
        .prepare<[], { ward: string; newest: string }>(
          "SELECT ward, max(time) AS newest FROM parts GROUP BY ward ORDER BY ward",
        )
        .all(),
    [Symbol.dispose]: () => void db.close(),
  };
}
