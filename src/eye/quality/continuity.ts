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

/** Faces that look in directions further apart cannot be compared, degrees. */
const COMPARABLE = { followed: 12, apart: 20 };
/**
 * Strangeness is what the face lacks in likeness (correlation of two softened 48 px faces, below ALIKE) and what the
 * attire has too much in difference (beyond SAME_ATTIRE, and weighing more: the same clothes stay within 0.17). Between
 * eight rendered people under five exposures the same person lies below 0.17 in 99 % of pairs, below 0.31 when the
 * exposure leapt between them; different people lie above 0.22 in 95 %.
 */
const ALIKE = 0.75;
const SAME_ATTIRE = 0.1;
const ATTIRE_WEIGHT = 1.5;
/** The most strangeness that still passes for the citizen: nobody swaps places in full view; who was away, may have. */
const MOST_STRANGE = { followed: 0.4, returned: 0.25, newcomer: 0 };
/** Faces that cannot be compared: other clothes by so much are somebody else's. */
const OTHER_ATTIRE = 0.4;
/** Unread for longer, the citizen counts as having been away, ms. */
const GAP_MS = 1_500;
/** So many readable frames in a row must say so before the citizen is taken for gone, or for back. */
const CONFIRM = 3;

type Claim = keyof typeof MOST_STRANGE;

/**
 * Whether the followed face is still the citizen's or another person's. It keeps one softened face and one mean colour in
 * memory while a window is bound; nothing is derived from them that could recognise anybody later. A wrong "other" heals:
 * the kept face stays the citizen's, and a face that surely is the same ends it.
 */
export class Continuity {
  #reference = new Float32Array(FACE_SIDE * FACE_SIDE);
  #current = new Float32Array(FACE_SIDE * FACE_SIDE);
  #citizen: Pick<Glimpse, "pose" | "attire"> | undefined;
  /** What the next face has to prove; falls back to `followed` once it has. */
  #claim: Claim = "followed";
  #changed = false;
  /** Readable frames in a row that speak against what is believed. */
  #against = 0;
  #lastSeen = 0;

  /** The face that is followed from now on came while the citizen was away. */
  expectNewcomer(): void {
    this.#claim = "newcomer";
  }

  judge(glimpse: Glimpse): "same" | "other" {
    soften(glimpse.face, this.#current);
    const away = this.#citizen !== undefined && glimpse.t - this.#lastSeen > GAP_MS;
    if (away && this.#claim === "followed") this.#claim = "returned";
    this.#lastSeen = glimpse.t;
    if (!this.#citizen) return this.#claim === "newcomer" ? "other" : this.#accept(glimpse);
    return this.#changed ? this.#judgeStranger(glimpse, this.#citizen) : this.#judgeCitizen(glimpse, this.#citizen);
  }

  reset(): void {
    this.#citizen = undefined;
    this.#claim = "followed";
    this.#changed = false;
    this.#against = 0;
    this.#reference.fill(0);
    this.#current.fill(0);
  }

  #judgeCitizen(glimpse: Glimpse, citizen: Pick<Glimpse, "pose" | "attire">): "same" | "other" {
    const strangeness = this.#strangeness(glimpse, citizen);
    if (strangeness !== undefined && strangeness <= MOST_STRANGE[this.#claim]) return this.#accept(glimpse);
    if (strangeness === undefined && this.#passesUnseen(glimpse, citizen)) return "same";
    this.#against++;
    this.#changed = this.#against >= CONFIRM;
    if (this.#changed) this.#against = 0;
    return "other";
  }

  #judgeStranger(glimpse: Glimpse, citizen: Pick<Glimpse, "pose" | "attire">): "same" | "other" {
    const strangeness = this.#strangeness(glimpse, citizen) ?? Number.POSITIVE_INFINITY;
    this.#against = strangeness <= MOST_STRANGE.newcomer ? this.#against + 1 : 0;
    return this.#against >= CONFIRM ? this.#accept(glimpse) : "other";
  }

  /** Undefined when the two look in different directions. */
  #strangeness({ pose, attire }: Glimpse, citizen: Pick<Glimpse, "pose" | "attire">): number | undefined {
    const far = this.#claim === "followed" ? COMPARABLE.followed : COMPARABLE.apart;
    if (Math.abs(pose.yaw - citizen.pose.yaw) >= far || Math.abs(pose.pitch - citizen.pose.pitch) >= far)
      return undefined;
    const unlike = ALIKE - correlation(this.#reference, this.#current);
    return unlike + ATTIRE_WEIGHT * (attireChange(citizen.attire, attire) - SAME_ATTIRE);
  }

  #passesUnseen({ attire }: Glimpse, citizen: Pick<Glimpse, "attire">): boolean {
    if (this.#claim === "followed") return true;
    return this.#claim === "returned" && attireChange(citizen.attire, attire) < OTHER_ATTIRE;
  }

  #accept({ pose, attire }: Glimpse): "same" {
    [this.#reference, this.#current] = [this.#current, this.#reference];
    this.#citizen = { pose, attire };
    this.#claim = "followed";
    this.#changed = false;
    this.#against = 0;
    return "same";
  }
}

/** Unknown where the picture ends below the chin: then it speaks neither for nor against. */
const attireChange = (a: Attire | undefined, b: Attire | undefined): number =>
  a && b ? attireDistance(a, b) : SAME_ATTIRE;

/** Pearson's, over the face without the border of its square. */
function correlation(a: Float32Array, b: Float32Array): number {
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
