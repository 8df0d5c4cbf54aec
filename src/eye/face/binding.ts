import { type Face, overlap, shareInside } from "#eye/face/face.js";
import { isConvincing, isSteady, sightings, stride, type Track } from "#eye/face/tracker.js";

/** What one frame says about the citizen: a face to read, or why there is none. */
export type Sight =
  | { readonly kind: "face"; readonly face: Face; readonly bound: boolean }
  | { readonly kind: "none"; readonly reason: "no_face" | "several_faces" | "person_changed" };

type Look = {
  readonly tracks: readonly Track[];
  readonly picture: { readonly width: number; readonly height: number };
  readonly t: number;
  /** A smaller face is shown but not bound, px: who stands far off is not yet the one who is served. */
  readonly leastWidth: number;
};

/** A face with less of its box inside the zone belongs to somebody beside it, such as a clerk. */
const LEAST_INSIDE = 0.92;
/** So large beside the largest, a second face may be the citizen as well. */
const RIVAL_WIDTH = 0.7;
/** After this long the bound citizen counts as gone, ms … */
const GONE_MS = 1_500;
/** … and whoever takes the same place within this long still counts as the same, ms. */
const RETURN_MS = 5_000;
/** A face that appears while the citizen is gone replaces them from this size on: a queue behind is smaller. */
const SUCCESSOR_WIDTH = 0.6;
const CROWDED_OVERLAP = 0.15;

const none = (reason: "no_face" | "several_faces" | "person_changed"): Sight => ({ kind: "none", reason });

type Bound = { id: number; face: Face; lastSeen: number; readonly companions: Set<number> };

/**
 * Who the citizen of a window is. It binds the largest steady face that is wholly in the zone, once there is no doubt
 * which; then it follows that face alone. When it leaves and another comes, the rest of the window is `person_changed`.
 */
export class Binding {
  #bound: Bound | undefined;
  #changed = false;

  look({ tracks, picture, t, leastWidth }: Look): Sight {
    if (this.#changed) return none("person_changed");
    const faces = tracks.filter(isConvincing);
    const whole = faces.filter((track) => shareInside(track.face.box, picture) >= LEAST_INSIDE);
    return this.#bound ? this.#follow(this.#bound, { tracks: faces, whole, t }) : this.#choose(whole, t, leastWidth);
  }

  /** The face in the citizen's place has turned out to be somebody else's. */
  replace(): void {
    this.#changed = true;
    this.#bound = undefined;
  }

  get boundFace(): Face | undefined {
    return this.#bound?.face;
  }

  #choose(whole: readonly Track[], t: number, leastWidth: number): Sight {
    const steady = whole.filter((track) => isSteady(track)).sort((a, b) => width(b) - width(a));
    const largest = steady[0];
    if (!largest) return none("no_face");
    const rivals = whole.filter(
      (track) => track !== largest && sightings(track) >= 2 && width(track) >= RIVAL_WIDTH * width(largest),
    );
    if (rivals.length > 0) return none("several_faces");
    if (largest.lastSeen !== t) return none("no_face");
    const { id, face } = largest;
    const bound = width(largest) >= leastWidth;
    if (bound) this.#bound = { id, face, lastSeen: t, companions: new Set() };
    return { kind: "face", face, bound };
  }

  #follow(bound: Bound, zone: { tracks: readonly Track[]; whole: readonly Track[]; t: number }): Sight {
    const { tracks, whole, t } = zone;
    const own = tracks.find((track) => track.id === bound.id && track.lastSeen === t) ?? returned(bound, zone);
    if (own) {
      Object.assign(bound, { id: own.id, face: own.face, lastSeen: t });
      const others = tracks.filter((track) => track.id !== own.id);
      for (const other of others) bound.companions.add(other.id);
      const crowded = others.some(
        (other) => other.lastSeen === t && overlap(other.face.box, own.face.box) > CROWDED_OVERLAP,
      );
      return crowded ? none("several_faces") : { kind: "face", face: own.face, bound: true };
    }
    if (t - bound.lastSeen > GONE_MS && whole.some((track) => isSuccessor(track, bound))) {
      this.replace();
      return none("person_changed");
    }
    return none("no_face");
  }
}

const width = (track: Track): number => track.face.box.width;

/** A track that began after the citizen was lost, in about the same place and soon enough. */
function returned(bound: Bound, { whole, t }: { whole: readonly Track[]; t: number }): Track | undefined {
  const gap = t - bound.lastSeen;
  if (gap > RETURN_MS) return undefined;
  return whole
    .filter((track) => track.lastSeen === t && !bound.companions.has(track.id))
    .map((track) => ({ track, cost: stride(bound.face.box, track.face.box, gap) }))
    .filter(({ cost }) => Number.isFinite(cost))
    .sort((a, b) => a.cost - b.cost)[0]?.track;
}

/** A companion who was beside the citizen all along is nobody new, unless they move into the citizen's place. */
function isSuccessor(track: Track, bound: Bound): boolean {
  if (!isSteady(track) || width(track) < SUCCESSOR_WIDTH * bound.face.box.width) return false;
  if (!bound.companions.has(track.id)) return true;
  return overlap(track.face.box, bound.face.box) > 0.3;
}
