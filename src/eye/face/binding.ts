import { type Face, overlap } from "#eye/face/face.js";
import { isConvincing, isSteady, sightings, stride, type Track } from "#eye/face/tracker.js";
import { type Area, shareSeen } from "#eye/source/blanking.js";
import type { Rectangle } from "#eye/source/zone.js";

/** What one frame says about the citizen: a face to read, or why there is none. */
export type Sight =
  | {
      readonly kind: "face";
      readonly face: Face;
      /** It came while the citizen was away, to another place or after a long time: most likely somebody else. */
      readonly newcomer: boolean;
    }
  | { readonly kind: "none"; readonly reason: "no_face" | "several_faces" };

type Look = {
  readonly tracks: readonly Track[];
  /** Where the camera's picture lies in the frame. */
  readonly picture: Rectangle;
  readonly t: number;
  /** A smaller face is shown but not bound, px: who stands far off is not yet the one who is served. */
  readonly leastWidth: number;
  readonly blanked?: readonly Area[];
};

/** A face with less of its box inside the zone belongs to somebody beside it, such as a clerk. */
const LEAST_INSIDE = 0.92;
/** So large beside the largest, a second face may be the citizen as well. */
const RIVAL_WIDTH = 0.7;
/** After this long the citizen counts as gone, ms: whoever is there may then be looked at … */
const GONE_MS = 1_500;
/** … and for this long whoever takes the same place is expected to be the citizen, back from a form or a bag, ms. */
const RETURN_MS = 60_000;
/** A face that appears while the citizen is gone is looked at from this size on: a queue behind is smaller. */
const SUCCESSOR_WIDTH = 0.6;
const CROWDED_OVERLAP = 0.15;

const none = (reason: "no_face" | "several_faces"): Sight => ({ kind: "none", reason });
const sight = (face: Face, newcomer = false): Sight => ({ kind: "face", face, newcomer });

type Bound = { id: number; face: Face; lastSeen: number; readonly companions: Set<number> };
type Zone = { readonly tracks: readonly Track[]; readonly whole: readonly Track[]; readonly t: number };

/**
 * Where the citizen of a window is. It binds the largest steady face that is wholly in the zone, once there is no doubt
 * which; then it follows that face alone. When it leaves and a face comes, that one is followed: whether it is the same
 * person's is not told by places (see Continuity).
 */
export class Binding {
  #bound: Bound | undefined;

  look({ tracks, picture, t, leastWidth, blanked = [] }: Look): Sight {
    const faces = tracks.filter(isConvincing);
    const whole = faces.filter((track) => shareSeen(track.face.box, picture, blanked) >= LEAST_INSIDE);
    return this.#bound ? follow(this.#bound, { tracks: faces, whole, t }) : this.#choose(whole, t, leastWidth);
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
    if (width(largest) >= leastWidth) this.#bound = { id, face, lastSeen: t, companions: new Set() };
    return sight(face);
  }
}

function follow(bound: Bound, zone: Zone): Sight {
  const { tracks, t } = zone;
  const own = tracks.find((track) => track.id === bound.id && track.lastSeen === t) ?? returned(bound, zone);
  const next = own ?? newcomer(bound, zone);
  if (!next) return none("no_face");
  Object.assign(bound, { id: next.id, face: next.face, lastSeen: t });
  const others = tracks.filter((track) => track.id !== next.id);
  for (const other of others) bound.companions.add(other.id);
  const crowded = others.some(
    (other) => other.lastSeen === t && overlap(other.face.box, next.face.box) > CROWDED_OVERLAP,
  );
  return crowded ? none("several_faces") : sight(next.face, next !== own);
}

const width = (track: Track): number => track.face.box.width;

/** A track that began after the citizen was lost, in about the same place and soon enough. */
function returned(bound: Bound, { whole, t }: Zone): Track | undefined {
  const gap = t - bound.lastSeen;
  if (gap > RETURN_MS) return undefined;
  return whole
    .filter((track) => track.lastSeen === t && !bound.companions.has(track.id))
    .map((track) => ({ track, cost: stride(bound.face.box, track.face.box, gap) }))
    .filter(({ cost }) => Number.isFinite(cost))
    .sort((a, b) => a.cost - b.cost)[0]?.track;
}

/** Who else is there once the citizen is gone: the largest of them. */
function newcomer(bound: Bound, { whole, t }: Zone): Track | undefined {
  if (t - bound.lastSeen <= GONE_MS) return undefined;
  return whole
    .filter((track) => track.lastSeen === t && isSuccessor(track, bound))
    .sort((a, b) => width(b) - width(a))[0];
}

/** A companion who was beside the citizen all along is nobody new, unless they move into the citizen's place. */
function isSuccessor(track: Track, bound: Bound): boolean {
  if (!isSteady(track) || width(track) < SUCCESSOR_WIDTH * bound.face.box.width) return false;
  if (!bound.companions.has(track.id)) return true;
  return overlap(track.face.box, bound.face.box) > 0.3;
}
