import type { Check, RowVerdict } from "#contract/calibration.js";

type Words = { readonly vi: string; readonly en: string };

/** How a figure of one unit is written: `figure × factor`, so many digits, then the suffix. */
export type FigureFormat = { readonly factor: number; readonly digits: number; readonly suffix: Words };

/** `/calibrate/settings.js`: everything that the calibration page says. */
export type WizardSettings = {
  readonly edition: string;
  readonly words: Readonly<Record<string, Words>>;
  readonly checks: Readonly<Record<Check, Words>>;
  /** A certificate can do without these. */
  readonly optional: readonly Check[];
  readonly verdicts: Readonly<Record<RowVerdict | "incomplete", Words>>;
  readonly figures: Readonly<Record<string, FigureFormat>>;
  readonly prompts: Readonly<Record<string, Words>>;
  readonly reasons: Readonly<Record<string, Words>>;
  /** By code; `much` has a slot `{much}` where the figures tell how much. */
  readonly remedies: Readonly<Record<string, { readonly plain: Words; readonly much: Words }>>;
};
