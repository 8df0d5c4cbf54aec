import type { BadRow } from "#eye/evaluation/dataset/row.js";
import type { Figures } from "#eye/evaluation/figures/figures.js";
import type { Crop } from "#eye/evaluation/picture-reader.js";

export type Counts = {
  readonly rows: number;
  /** Read: what the figures are of. */
  readonly evaluated: number;
  /** A label, but no face found. */
  readonly undetected: number;
  /** Labelled unknown or not-a-face. */
  readonly leftOut: number;
  readonly bad: number;
  /** Of those evaluated, found only with a border around the picture. */
  readonly bordered: number;
};

/** What `hailong evaluate` reports. */
export type Evaluation = {
  readonly model: { readonly name: string; readonly sha256: string; readonly temperature: number };
  readonly set: string;
  readonly crop: Crop;
  readonly seconds: number;
  /** Stopped before the end of the set. */
  readonly interrupted: boolean;
  readonly counts: Counts;
  /** The first 20. */
  readonly badRows: readonly BadRow[];
  readonly figures: Figures;
};
