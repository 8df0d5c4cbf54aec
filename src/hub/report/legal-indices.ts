import type { BANDS_OF_SHEET, Dossiers, Index54, Sheet } from "#contract/reports.js";
import { hundredthsText, percentHundredths } from "#hub/report/half-up.js";

const INDICES = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const FULL_FROM_HUNDREDTHS = 9_000;

/**
 * Decision 766, index 5.4. Taps stand in where the one-stop system does not count dislikes. Both shares are rounded first
 * and the index is made of them, so that whoever adds up the printed figures finds it. No camera figure has a way in.
 */
export function index54Of(dossiers: Dossiers | null, dissatisfiedTaps: number | null): Index54 | null {
  if (!dossiers || dossiers.resolved < 1) return null;
  const dislikes = dossiers.disliked ?? dissatisfiedTaps;
  // Of fewer than k taps nothing is said, by no way round either.
  if (dislikes === null) return null;
  const { resolved, overdue, complaints } = dossiers;
  const dislikedFrom = dossiers.disliked === null ? "taps" : "imports";
  const disliked = complaints + dislikes;
  // Counts that do not fit each other make no index.
  if (overdue > resolved || disliked > resolved) return null;
  const [late, bad] = [percentHundredths(overdue, resolved), percentHundredths(disliked, resolved)];
  const value = Math.max(0, 10_000 - late - bad);
  return {
    resolved,
    overdue,
    overduePercent: hundredthsText(late),
    disliked,
    dislikedPercent: hundredthsText(bad),
    dislikedFrom,
    value: hundredthsText(value),
    full: value >= FULL_FROM_HUNDREDTHS,
  };
}

/** One index as it was typed in. */
export type SheetPoints = Sheet["rows"][number];

/** The 18-point sheet. A total only once all nine are there: a sum of some would look like a low mark. */
export function sheetOf(points: readonly SheetPoints[]): Sheet | null {
  if (points.length === 0) return null;
  const rows = INDICES.map(
    (index) => points.find((row) => row.index === index) ?? { index, self: null, appraised: null, evidence: "" },
  );
  return { rows, self: totalOf(rows.map(({ self }) => self)), appraised: totalOf(rows.map((row) => row.appraised)) };
}

function totalOf(points: readonly (number | null)[]): Sheet["self"] {
  // In hundredths: fifteen made of 1.66 and 1.67 must be fifteen.
  const hundredths = points.reduce<number>((sum, value) => sum + Math.round((value ?? 0) * 100), 0);
  return points.includes(null) ? null : { hundredths, band: bandOf(hundredths) };
}

/** Decree 61/2018: exactly 15 is *xuất sắc*. */
export function bandOf(hundredths: number): (typeof BANDS_OF_SHEET)[number] {
  if (hundredths >= 1_500) return "excellent";
  if (hundredths >= 1_200) return "good";
  if (hundredths >= 900) return "fair";
  return hundredths >= 600 ? "average" : "weak";
}
