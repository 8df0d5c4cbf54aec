import type { ImportedCounts } from "#contract/imports.js";
import type { Changes, Dossiers, Report, ReportLine, Uptime } from "#contract/reports.js";
import type { Cell } from "#hub/report/cell.js";
import { changesOf } from "#hub/report/compare-periods.js";
import { index54Of, type SheetPoints, sheetOf } from "#hub/report/legal-indices.js";
import { monthsOf, periodBefore, spanOf } from "#hub/report/period.js";
import { figuresOf, shareOf, sumReasons } from "#hub/report/period-figures.js";
import { type CellSums, sumCells } from "#hub/report/views/sum-cells.js";

type Words = ReportLine["name"];
/** What a report is made of. */
export type ReportParts = {
  readonly ward: string;
  readonly period: string;
  /** The present one: a figure of fewer is left out. */
  readonly k: number;
  /** Of the period and of the one before. */
  readonly cells: readonly Cell[];
  readonly counts: readonly ImportedCounts[];
  readonly points: readonly SheetPoints[];
  readonly uptime: Uptime;
  readonly names: {
    readonly field: (slug: string) => Words;
    readonly procedure: (slug: string) => Words;
    readonly all: Words;
    readonly together: Words;
  };
  readonly agreement: (cells: readonly Cell[]) => Report["agreement"];
};
/** A report's figures, without where they come from. */
export type ReportFigures = Omit<Report, "form" | "source" | "withheld">;

export function reportFigures(parts: ReportParts): ReportFigures {
  const { ward, period, k, cells, counts, points, uptime, names, agreement } = parts;
  const [months, before] = [monthsOf(period), periodBefore(period)];
  const here = cellsIn(cells, period);
  const earlier = cellsIn(cells, before);
  const imported = counts.filter(({ month }) => months.includes(month));
  const missingImports = months.filter((month) => !imported.some((row) => row.month === month));
  // Taps of three months over the dossiers of two would flatter.
  const whole = missingImports.length === 0;
  const lines = (key: "field" | "procedure"): ReportLine[] => {
    const keys = keysOf(here, imported, key);
    const sums = keys.map((slug) => ({
      now: sumCells(here.filter((cell) => cell[key] === slug)),
      before: sumCells(earlier.filter((cell) => cell[key] === slug)),
    }));
    // Several together are not the same ones in both periods.
    const compared = changesOf(
      sums.filter((_, i) => keys[i] !== null),
      k,
    );
    return keys.map((slug, i) =>
      lineOf({
        key: slug,
        name: slug === null ? names.together : names[key](slug),
        now: sums[i]?.now ?? sumCells([]),
        changes: (slug === null ? undefined : compared[i]) ?? NO_CHANGES,
        imported: slug === null ? [] : imported.filter((row) => row[key] === slug),
        ...{ whole, k },
      }),
    );
  };
  const now = sumCells(here);
  const changes = changesOf([{ now, before: sumCells(earlier) }], k)[0] ?? NO_CHANGES;
  const total = lineOf({ key: null, name: names.all, now, changes, imported, whole, k });
  return {
    ward,
    period,
    before,
    months: [...months],
    total,
    fields: lines("field"),
    procedures: lines("procedure"),
    abstentionReasons: sumReasons(here),
    agreement: agreement(here),
    uptime,
    index54: whole ? index54Of(total.dossiers, now.taps < k ? null : now.ratings.dissatisfied) : null,
    missingImports,
    sheet: sheetOf(points),
  };
}

/** The cells of a period's months. */
export function cellsIn(cells: readonly Cell[], period: string): Cell[] {
  const { from, to } = spanOf(period);
  return cells.filter(({ month }) => month >= from && month <= to);
}

/** Every name that has cells or counts, in order; what is published only together comes last. */
function keysOf(
  cells: readonly Cell[],
  counts: readonly ImportedCounts[],
  key: "field" | "procedure",
): (string | null)[] {
  // A table of pairs is published as a cell without transactions.
  const peopled = cells.filter(({ transactions, ratings }) => transactions + totalOf(ratings) > 0);
  const keys = new Set([...peopled.map((cell) => cell[key]), ...counts.map((row) => row[key])]);
  const named = [...keys].filter((slug) => slug !== null).sort();
  return peopled.some((cell) => cell[key] === null) ? [...named, null] : named;
}

const totalOf = (ratings: Cell["ratings"]): number => Object.values(ratings).reduce((sum, n) => sum + n, 0);

const NO_CHANGES: Changes = { satisfied: null, ratingCoverage: null, cameraCoverage: null, meanScore: null };

type LineParts = {
  readonly key: string | null;
  readonly name: Words;
  readonly now: CellSums;
  readonly changes: Changes;
  readonly imported: readonly ImportedCounts[];
  /** Each month has imported counts. */
  readonly whole: boolean;
  readonly k: number;
};

function lineOf({ key, name, now, changes, imported, whole, k }: LineParts): ReportLine {
  const dossiers = dossiersOf(imported);
  const ratedDossiers = whole && dossiers ? shareOf(now.taps, dossiers.received) : null;
  return { key, name, figures: figuresOf(now, k), changes, dossiers, ratedDossiers };
}

/** Dislikes are known only where every row counts them. */
function dossiersOf(counts: readonly ImportedCounts[]): Dossiers | null {
  if (counts.length === 0) return null;
  const sum = (of: (row: ImportedCounts) => number): number => counts.reduce((total, row) => total + of(row), 0);
  return {
    received: sum((row) => row.received),
    resolved: sum((row) => row.resolved),
    overdue: sum((row) => row.overdue),
    complaints: sum((row) => row.complaints),
    disliked: counts.some(({ disliked }) => disliked === null) ? null : sum((row) => row.disliked ?? 0),
  };
}
