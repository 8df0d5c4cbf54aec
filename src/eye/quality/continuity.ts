import { FACE_SIDE } from "#eye/face/align.js";
import type { HeadPose } from "#eye/face/head-pose.js";
import { type Attire, attireDistance } from "#eye/quality/attire.js";
import { soften } from "#eye/quality/soften.js";

/** A readable face as it continues the one before, or breaks with it. */
export type Glimpse = {
  readonly face: Float32Array;
  readonly pose: HeadPose;
  readonly attire: Attire | undefined;
  readonly t: number;
};

/** Only faces that look the same way can be compared, degrees. */
const COMPARABLE = 12;
/**
 * Correlation of two softened 48 px faces. Of rendered people, the same one stays above 0.73 through every expression;
 * half of the pairs of different people lie below 0.5.
 */
const SURELY_SAME = 0.72;
const SURELY_OTHER = 0.5;
/** Who has been out of sight must look more alike to count as back. */
const SURELY_OTHER_AFTER_GAP = 0.62;
const GAP_MS = 1_500;
/** Other clothes: people at one desk move theirs by less. */
const OTHER_ATTIRE = 0.15;
/** So many readable frames in a row must break with the face before. */
const CONFIRM = 3;

export type Verdict = "same" | "doubt" | "changed";

/**
 * Whether the picture of the followed face goes on from frame to frame, or another person has taken its place. It keeps
 * one softened face and one mean colour in memory while a window is bound; nothing is derived from them that could
 * recognise anybody later.
 */
export class Continuity {
  #reference = new Float32Array(FACE_SIDE * FACE_SIDE);
  #current = new Float32Array(FACE_SIDE * FACE_SIDE);
  #before: Pick<Glimpse, "pose" | "attire"> | undefined;
  #breaks = 0;
  /** Raised by a gap, lowered by the next face that is surely the same. */
  #doubtBelow = SURELY_OTHER;
  #lastSeen = 0;

  judge(glimpse: Glimpse): Verdict {
    soften(glimpse.face, this.#current);
    const before = this.#before;
    if (before && glimpse.t - this.#lastSeen > GAP_MS) this.#doubtBelow = SURELY_OTHER_AFTER_GAP;
    this.#lastSeen = glimpse.t;
    if (!before) return this.#accept(glimpse);
    if (!comparable(before.pose, glimpse.pose)) return "same";
    const likeness = correlation(this.#reference, this.#current);
    const otherAttire = attireChange(before.attire, glimpse.attire) > OTHER_ATTIRE;
    if (likeness >= SURELY_SAME || (likeness >= this.#doubtBelow && !otherAttire)) return this.#accept(glimpse);
    this.#breaks++;
    return this.#breaks >= CONFIRM ? "changed" : "doubt";
  }

  reset(): void {
    this.#before = undefined;
    this.#breaks = 0;
    this.#doubtBelow = SURELY_OTHER;
    this.#reference.fill(0);
    this.#current.fill(0);
  }

  #accept({ pose, attire }: Glimpse): Verdict {
    [this.#reference, this.#current] = [this.#current, this.#reference];
    this.#before = { pose, attire };
    this.#breaks = 0;
    this.#doubtBelow = SURELY_OTHER;
    return "same";
  }
}

const comparable = (a: HeadPose, b: HeadPose): boolean =>
  Math.abs(a.yaw - b.yaw) < COMPARABLE && Math.abs(a.pitch - b.pitch) < COMPARABLE;

const attireChange = (a: Attire | undefined, b: Attire | undefined): number => (a && b ? attireDistance(a, b) : 0);

/** Pearson's, over the face without the border of its square. */
export function correlation(a: Float32Array, b: Float32Array): number {
  const sums = { n: 0, a: 0, b: 0, aa: 0, bb: 0, ab: 0 };
  for (let y = 2; y < FACE_SIDE - 2; y++) {
    for (let x = 4; x < FACE_SIDE - 4; x++) {
      const [u, v] = [a[y * FACE_SIDE + x] as number, b[y * FACE_SIDE + x] as number];
      sums.n++;
      sums.a += u;
      sums.b += v;
      sums.aa += u * u;
      sums.bb += v * v;
      sums.ab += u * v;
    }
  }
  const { n } = sums;
  const spread = (sums.aa - sums.a ** 2 / n) * (sums.bb - sums.b ** 2 / n);
  return spread > 0 ? (sums.ab - (sums.a * sums.b) / n) / Math.sqrt(spread) : 1;
}
