import type { Cell } from "#hub/report/cell.js";
import type { PairGroup, Unpaired } from "#hub/report/lattice/choose-pairs.js";
import type { Cut } from "#hub/report/lattice/cut-cells.js";
import type { Part } from "#hub/report/lattice/place-in-time.js";
import type { Unit } from "#hub/report/lattice/unit.js";

/** Months, both included: `2026-01`. */
export type Span = { readonly from: string; readonly to: string };
export const ALL_MONTHS: Span = { from: "0000-01", to: "9999-12" };
export type Withheld = { readonly transactions: number; readonly ratings: number };
/** The id of the newest cell, and the latest part of which anything was released (`orderOf`); 0 and "" for none. */
export type LastReleased = { readonly cell: number; readonly until: string };
export type MakeCells = {
  readonly part: Part;
  /** Units of parts up to this one (`orderOf`) stay in no cell. */
  readonly sealed: string;
  /** Whether it has ended: then no tap waits for its transaction any longer. */
  readonly over: boolean;
  /** By which `cut` cuts. */
  readonly k: number;
  readonly cut: (units: readonly Unit[]) => readonly Cut[];
  readonly releasedAt: string;
};
export type MakePairs = {
  readonly month: string;
  /** By which `choose` chooses. */
  readonly k: number;
  readonly choose: (cells: readonly Unpaired[]) => PairGroup | undefined;
  readonly releasedAt: string;
};

/** Released cells, and how they come about. What is made is made in one transaction, and no unit is in two cells. */
export type CellStore = {
  readonly cells: (span: Span) => Promise<readonly Cell[]>;
  /** What no cell of these months holds yet. */
  readonly withheld: (span: Span) => Promise<Withheld>;
  readonly lastReleased: () => Promise<LastReleased>;
  /** Parts, with their week, of which something is in no cell yet. */
  readonly openParts: () => Promise<readonly Part[]>;
  /** → how many. */
  readonly makeCells: (what: MakeCells) => Promise<number>;
  /** Months with cells whose pairs are not published. */
  readonly unpairedMonths: () => Promise<readonly string[]>;
  /** → whether a table of pairs was released. */
  readonly makePairs: (what: MakePairs) => Promise<boolean>;
};
