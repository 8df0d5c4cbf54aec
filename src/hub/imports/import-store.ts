import { canonicalJson } from "#contract/canonical-json.js";
import {
  type ImportedCounts,
  type ImportedDue,
  type ImportedPoints,
  type ImportList,
  type ImportRequest,
  REPLACE_ALL,
} from "#contract/imports.js";
import { type FigureRow, nameOfComparison, type Replaced, replacedFigures } from "#hub/imports/replaced-figures.js";
import type { Span } from "#hub/report/period.js";
import type { Sqlite } from "#platform/sqlite.js";

export type Stored = {
  readonly outcome: "stored" | "unchanged";
  readonly periods: readonly string[];
  readonly replaced: readonly Replaced[];
};
/** Nothing was stored: these figures would have been replaced. */
export type Refused = {
  readonly outcome: "refused";
  readonly replaced: readonly Replaced[];
  /** What `replace` has to be for exactly these. */
  readonly comparison: string;
};
type Storing = {
  /** Other figures than those held are stored only so: the name of the comparison that somebody has seen, or all. */
  readonly replace?: string | undefined;
  /** Called before it is stored for good: what fails here undoes it. */
  readonly note?: (stored: Stored) => void;
};
type Points = Omit<ImportedPoints, "period">;

/** A due date that lies longer back than this is nobody's letter any more: erased, whether or not others are brought. */
export const DUE_KEPT_DAYS = 400;

/** Imports in the office's database. A month of counts, or a period of points, is always one import's, whole. */
export class ImportStore {
  readonly #db: Sqlite;

  constructor(db: Sqlite) {
    this.#db = db;
  }

  /** All or nothing. `now`: ISO time. */
  store(request: ImportRequest, now: string, { replace, note = () => {} }: Storing = {}): Stored | Refused {
    const store = this.#db.transaction((): Stored | Refused => {
      const periods = periodsOf(request);
      // Looked up where it is stored: two that import at once, by page and by command, do not overtake each other.
      const replaced = this.#replaced(request, periods);
      const comparison = nameOfComparison(replaced);
      if (replaced.length > 0 && replace !== comparison && replace !== REPLACE_ALL)
        return { outcome: "refused", replaced, comparison };
      const before = this.#contents(request.kind, periods);
      if (request.kind === "counts") this.#storeCounts(request.rows, periods);
      else if (request.kind === "due") this.#storeDue(request.rows, now);
      else this.#storePoints(request.rows, periods);
      const mark = this.#db.prepare("INSERT OR REPLACE INTO imports (kind, period, imported_at) VALUES (?, ?, ?)");
      for (const period of request.kind === "due" ? [""] : periods) mark.run(request.kind, period, now);
      const outcome = before === this.#contents(request.kind, periods) ? "unchanged" : "stored";
      const stored: Stored = { outcome, periods, replaced };
      note(stored);
      return stored;
    });
    return store.immediate();
  }

  /** In the order of month, field and procedure. */
  counts({ from, to }: Span): ImportedCounts[] {
    return this.#db
      .prepare<[string, string], ImportedCounts>(
        `SELECT month, field, nullif(procedure, '') AS procedure, received, resolved, overdue, complaints, disliked
         FROM imported_counts WHERE month BETWEEN ? AND ? ORDER BY month, field, procedure`,
      )
      .all(from, to);
  }

  points(period: string): Points[] {
    return this.#db
      .prepare<[string], Points>(
        `SELECT place AS "index", self, appraised, evidence FROM imported_points WHERE period = ? ORDER BY place`,
      )
      .all(period);
  }

  due(reference: string): ImportedDue | undefined {
    return this.#db
      .prepare<[string], ImportedDue>("SELECT reference, procedure, due, done FROM imported_due WHERE reference = ?")
      .get(reference);
  }

  /** Past their due date on that day, the one that waits longest first. */
  late(today: string): ImportedDue[] {
    return this.#db
      .prepare<[string], ImportedDue>(
        `SELECT reference, procedure, due, done FROM imported_due
         WHERE due < coalesce(done, ?) ORDER BY done IS NOT NULL, due, reference`,
      )
      .all(today);
  }

  list(today: string): ImportList {
    const importedAt = (kind: string): { period: string; importedAt: string }[] =>
      this.#db
        .prepare<[string], { period: string; importedAt: string }>(
          "SELECT period, imported_at AS importedAt FROM imports WHERE kind = ? ORDER BY period DESC",
        )
        .all(kind);
    const months = new Map(importedAt("counts").map((row) => [row.period, row.importedAt]));
    return {
      months: this.#db
        .prepare<[], Omit<ImportList["months"][number], "importedAt">>(
          `SELECT month, count(*) AS rows, sum(received) AS received, sum(resolved) AS resolved
           FROM imported_counts GROUP BY month ORDER BY month DESC`,
        )
        .all()
        .map((row) => ({ ...row, importedAt: months.get(row.month) ?? "" })),
      sheets: importedAt("points"),
      due: {
        rows: this.#db.prepare<[], { n: number }>("SELECT count(*) AS n FROM imported_due").get()?.n ?? 0,
        late: this.late(today).length,
        importedAt: importedAt("due")[0]?.importedAt ?? null,
      },
    };
  }

  #replaced(request: ImportRequest, periods: readonly string[]): Replaced[] {
    const held = {
      counts: (month: string): FigureRow[] => this.counts({ from: month, to: month }),
      due: (reference: string): FigureRow[] => [this.due(reference) ?? []].flat(),
      points: (period: string): FigureRow[] => this.points(period).map((row) => ({ ...row, period })),
    };
    return replacedFigures(periods.flatMap(held[request.kind]), request.rows);
  }

  #contents(kind: ImportRequest["kind"], periods: readonly string[]): string {
    const rows = {
      counts: () => periods.map((month) => this.counts({ from: month, to: month })),
      due: () => periods.map((reference) => this.due(reference) ?? null),
      points: () => periods.map((period) => this.points(period)),
    };
    return canonicalJson(rows[kind]());
  }

  #storeCounts(rows: readonly ImportedCounts[], months: readonly string[]): void {
    const clear = this.#db.prepare("DELETE FROM imported_counts WHERE month = ?");
    for (const month of months) clear.run(month);
    const insert = this.#db.prepare(
      `INSERT INTO imported_counts VALUES
       (@month, @field, coalesce(@procedure, ''), @received, @resolved, @overdue, @complaints, @disliked)`,
    );
    for (const row of rows) insert.run(row);
  }

  #storeDue(rows: readonly ImportedDue[], now: string): void {
    const insert = this.#db.prepare("INSERT OR REPLACE INTO imported_due VALUES (@reference, @procedure, @due, @done)");
    for (const row of rows) insert.run(row);
    this.#db.prepare("DELETE FROM imported_due WHERE due < date(?, ?)").run(now, `-${DUE_KEPT_DAYS} days`);
  }

  #storePoints(rows: readonly ImportedPoints[], periods: readonly string[]): void {
    const clear = this.#db.prepare("DELETE FROM imported_points WHERE period = ?");
    for (const period of periods) clear.run(period);
    const insert = this.#db.prepare(
      "INSERT INTO imported_points VALUES (@period, @index, @self, @appraised, @evidence)",
    );
    for (const row of rows) insert.run(row);
  }
}

/** What the rows replace: months, periods, or single references. */
function periodsOf(request: ImportRequest): string[] {
  if (request.kind === "counts") return unique(request.rows.map(({ month }) => month));
  if (request.kind === "points") return unique(request.rows.map(({ period }) => period));
  return unique(request.rows.map(({ reference }) => reference));
}

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();
