/** `value`: as a spreadsheet should reckon with it. `kind`: of what needs room of its own on paper. */
export type TableCell = { readonly text: string; readonly value?: number; readonly kind?: "interval" | "change" };
export type Table = {
  readonly title: string;
  readonly notes: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
  /** On paper a `long` one may go on on the next page, and a `wide` one stands on a landscape page. */
  readonly shape?: "long" | "wide";
};
