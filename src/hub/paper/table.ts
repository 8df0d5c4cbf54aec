/** `value`: as a spreadsheet should reckon with it, a percentage as a share. `kind`: of what needs room of its own on paper. */
export type TableCell = {
  readonly text: string;
  readonly value?: number;
  readonly unit?: "count" | "percent" | "score" | "points";
  readonly kind?: "interval" | "change";
};
/** `only`: a page says an interval in one column, where a workbook has a number in each. */
type Place = "page" | "workbook";
export type Column = { readonly text: string; readonly only?: Place };
export type Table = {
  readonly title: string;
  readonly notes: readonly string[];
  readonly head: readonly Column[];
  readonly rows: readonly (readonly TableCell[])[];
  /** On paper a `long` one may go on on the next page, and a `wide` one stands on a landscape page. */
  readonly shape?: "long" | "wide";
};

export function columnsOf({ head, rows }: Table, here: Place): Pick<Table, "head" | "rows"> {
  const shown = (_: unknown, place: number): boolean => (head[place]?.only ?? here) === here;
  return { head: head.filter(shown), rows: rows.map((row) => row.filter(shown)) };
}
