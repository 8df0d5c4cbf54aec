import type { Change, Share } from "#contract/reports.js";
import type { Words } from "#words/words.js";

export type Row = readonly (string | number | null)[];
export type MakeRow = (figure: string, ...rest: Row) => Row;
/** A row with words in both languages where others have a name. */
export type SayRow = (figure: string, words: Words, value?: Row[number]) => Row;

export const percent = (share: number): string => (share * 100).toFixed(2);

/** `missing`: in place of numerator and denominator where there is no share. */
export function shareRow(
  row: MakeRow,
  figure: string,
  share: Share | null,
  change: Change | null = null,
  missing: Row[number] = null,
): Row {
  if (!share) return row(figure, missing, missing, null, null, null, ...changeCells(change));
  return row(figure, share.n, share.of, share.percent, percent(share.low), percent(share.high), ...changeCells(change));
}

export const changeCells = (change: Change | null): Row =>
  change ? [change.difference, change.low, change.high, change.clear ? "yes" : "no"] : [null, null, null, null];
