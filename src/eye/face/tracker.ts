import { type Box, centre, distance, type Face } from "#eye/face/face.js";
import type { Square } from "#eye/face/square-input.js";

/** One face over frames. */
export type Track = {
  readonly id: number;
  readonly face: Face;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Whether it was seen in each of the last five analysed frames; the lowest bit is the newest. */
  readonly seen: number;
  /** Mean score of its sightings, the latest counting most. */
  readonly confidence: number;
};

const HISTORY = 0b11111;
const STEADY_SIGHTINGS = 3;
/** Offices hold shapes that score about 0.58 in every frame; faces of every kind score above 0.75. */
const CONVINCING = 0.65;
/** A track not seen for so long is forgotten, ms. */
const FORGET_MS = 1_500;

/** Seen in at least three of the last five analysed frames, and convincing on the whole. */
export const isSteady = (track: Track): boolean => sightings(track) >= STEADY_SIGHTINGS && isConvincing(track);

export const isConvincing = (track: Track): boolean => track.confidence >= CONVINCING;

export function sightings({ seen }: Track): number {
  let count = 0;
  for (let bits = seen; bits > 0; bits >>= 1) count += bits & 1;
  return count;
}

/**
 * Whether a face `after` may be the one `before`, `elapsed` ms earlier: people lean and nod, they do not leap or grow.
 * Lower is likelier; infinite when it may not.
 */
export function stride(before: Box, after: Box, elapsed: number): number {
  const size = Math.max(before.width, after.width);
  const reach = Math.min(LONGEST_STRIDE, SHORTEST_STRIDE + (STRIDE_PER_SECOND * elapsed) / 1_000);
  const strideTaken = distance(centre(before), centre(after)) / size;
  const growth = after.width / before.width;
  const likely = strideTaken < reach && growth > 1 / MOST_GROWTH && growth < MOST_GROWTH;
  return likely ? strideTaken + Math.abs(Math.log(growth)) : Number.POSITIVE_INFINITY;
}

/** In face widths. */
const SHORTEST_STRIDE = 0.4;
const STRIDE_PER_SECOND = 1.2;
const LONGEST_STRIDE = 1;
const MOST_GROWTH = 1.45;

/** Follows every face of the zone from one analysed frame to the next, by place and size only. */
export class Tracker {
  #tracks: Track[] = [];
  #nextId = 1;

  get tracks(): readonly Track[] {
    return this.#tracks;
  }

  /** `within`: the part of the picture that was searched; tracks outside it are left as they are. */
  update(faces: readonly Face[], t: number, within?: Square): void {
    // A clip that begins again, or another one: nothing before this moment counts.
    if (this.#tracks.some((track) => track.lastSeen > t)) this.clear();
    const free = [...faces];
    const kept: Track[] = [];
    for (const { track, face } of this.#pairs(faces, t)) {
      if (face) free.splice(free.indexOf(face), 1);
      if (face) kept.push(sighted(track, face, t));
      else if (t - track.lastSeen <= FORGET_MS) kept.push(isWithin(track.face.box, within) ? missed(track) : track);
    }
    for (const face of free) {
      kept.push({ id: this.#nextId++, face, firstSeen: t, lastSeen: t, seen: 1, confidence: face.score });
    }
    this.#tracks = kept;
  }

  clear(): void {
    this.#tracks = [];
  }

  /** Every track with its face, if any: the likeliest pairs first. */
  #pairs(faces: readonly Face[], t: number): { track: Track; face: Face | undefined }[] {
    const links = this.#tracks
      .flatMap((track) =>
        faces.map((face) => ({ track, face, cost: stride(track.face.box, face.box, t - track.lastSeen) })),
      )
      .filter(({ cost }) => Number.isFinite(cost))
      .sort((a, b) => a.cost - b.cost);
    const [byTrack, taken] = [new Map<Track, Face>(), new Set<Face>()];
    for (const { track, face } of links) {
      if (byTrack.has(track) || taken.has(face)) continue;
      byTrack.set(track, face);
      taken.add(face);
    }
    return this.#tracks.map((track) => ({ track, face: byTrack.get(track) }));
  }
}

const sighted = (track: Track, face: Face, t: number): Track => ({
  ...track,
  face,
  lastSeen: t,
  seen: ((track.seen << 1) | 1) & HISTORY,
  confidence: track.confidence * 0.7 + face.score * 0.3,
});

const missed = (track: Track): Track => ({ ...track, seen: (track.seen << 1) & HISTORY });

function isWithin(box: Box, square: Square | undefined): boolean {
  if (!square) return true;
  const { x, y } = centre(box);
  return x >= square.x && y >= square.y && x < square.x + square.side && y < square.y + square.side;
}
