import type { Background } from "#contract/background.js";
import { coarsePicture } from "#desk/drift/judgement/coarse-picture.js";
import { findShift } from "#desk/drift/judgement/find-shift.js";

export type BackgroundVerdict =
  | "as_before"
  | "moved"
  | "dirty"
  /** Nothing like the picture of before, in a light like that of before. */
  | "elsewhere"
  /** The same in another light: it may be the light. */
  | "unclear"
  | "dark";

export type JudgedBackground = {
  readonly verdict: BackgroundVerdict;
  /** In shares of the whole picture's width. */
  readonly dx: number;
  readonly dy: number;
  readonly shift: number;
  readonly likeness: number;
  /** Now ÷ before. */
  readonly detail: number;
  readonly light: number;
};

/** Of the picture's width. Measured: a shift of 0.05 reads as 0.023 to 0.07, one of 0.01 as 0.011 at most. */
const MOVED = 0.022;
/** So much of what no shift leaves unexplained may the shift leave. */
const EXPLAINS = 0.85;
const ALIKE = 0.6;
const DIRTY = 0.5;
/** Below this mean grey level nobody is served, and noise is most of the picture. */
const DARK = 20;
/** Light that differs by more than this factor may have changed what the picture shows. */
const OTHER_LIGHT = 1.6;

/** Whether the empty zone still looks as it did when the camera was calibrated. */
export function judgeBackground(before: Background, now: Background): JudgedBackground {
  const light = now.light / Math.max(1, before.light);
  if (now.light < DARK) return { verdict: "dark", dx: 0, dy: 0, shift: 0, likeness: 0, detail: 0, light };
  const { likeness, unmoved, ...of } = findShift(coarsePicture(before.coefficients), coarsePicture(now.coefficients));
  const [dx, dy] = [of.dx * before.extent.width, of.dy * before.extent.height];
  const figures = {
    ...{ dx, dy, shift: Math.hypot(dx, dy) },
    likeness,
    detail: now.detail / Math.max(0.1, before.detail),
    light,
  };
  return { verdict: verdictOf({ ...figures, unmoved }), ...figures };
}

type Figures = Omit<JudgedBackground, "verdict"> & { readonly unmoved: number };

function verdictOf({ shift, likeness, unmoved, detail, light }: Figures): BackgroundVerdict {
  const sameLight = light < OTHER_LIGHT && light > 1 / OTHER_LIGHT;
  const lost = sameLight && detail < DIRTY;
  if (likeness < ALIKE) {
    if (lost) return "dirty";
    return sameLight ? "elsewhere" : "unclear";
  }
  if (shift >= MOVED && 1 - likeness < EXPLAINS * (1 - unmoved)) return "moved";
  return lost ? "dirty" : "as_before";
}

/** Whether a picture can be compared with later ones at all: a dark or a blank one shows nothing. */
export const isTelling = ({ light, coefficients }: Background): boolean =>
  light >= DARK && coefficients.some((term) => term !== 0);

export function forLog({ verdict, ...figures }: JudgedBackground): Record<string, string | number> {
  const thousandths = Object.entries(figures).map(([name, value]) => [name, Math.round(value * 1_000) / 1_000]);
  return { verdict, ...Object.fromEntries(thousandths) };
}
