import { FACE_SIDE } from "#eye/face/align.js";

export type Drawing = {
  /** Opening of the eyes, 0–1. */
  eyes?: number;
  /** Half the height of the open mouth, px of 48. */
  mouth?: number;
  /** Another head: where brows, nose and hairline stand. */
  head?: number;
  /** Moved by these many px of 48, and turned by radians. */
  x?: number;
  y?: number;
  turn?: number;
  gain?: number;
  offset?: number;
  /** Slope of light over half the width, grey levels. */
  slope?: number;
  /** Deviation of the sensor's noise, grey levels. */
  noise?: number;
  seed?: number;
};

/** An aligned face of 48 × 48 grey levels, drawn from smooth shapes: nobody's. */
export function drawFace(drawing: Drawing = {}): Float32Array {
  const { x = 0, y = 0, turn = 0, gain = 1, offset = 0, slope = 0, noise = 0, seed = 1 } = drawing;
  const random = randomFrom(seed);
  const face = new Float32Array(FACE_SIDE * FACE_SIDE);
  for (let i = 0; i < face.length; i++) {
    const [column, row] = [(i % FACE_SIDE) - 23.5 - x, Math.floor(i / FACE_SIDE) - 23.5 - y];
    const u = Math.cos(turn) * column + Math.sin(turn) * row;
    const v = -Math.sin(turn) * column + Math.cos(turn) * row;
    const level = skin(u, v, drawing) * gain + offset + (slope * column) / 24;
    face[i] = Math.min(255, Math.max(0, level + noise * gaussian(random)));
  }
  return face;
}

function skin(u: number, v: number, { eyes = 1, mouth = 0.8, head = 0 }: Drawing): number {
  const eye = (side: number): number =>
    spot(u - side * 8.7, v + 5.2, 3.2, 0.5 + 1.4 * eyes) * (30 + 60 * eyes) +
    spot(u - side * (8.7 + head), v + 10 + 2 * head, 4.5 + head, 1.2) * 60;
  const hair = 100 / (1 + Math.exp((v + 19 - 3 * head) * 1.2));
  const nose = spot(u, v - 4 - head, 2 + head, 5) * -25 + spot(u, v - 6, 3 + head, 1.2) * 30;
  const lips = spot(u, v - 13.2 - head, 6 - head, 0.8 + mouth) * (50 + 15 * mouth);
  const cheeks = spot(u - 10, v - 6, 6, 5) * 15 - spot(u + 10, v - 6, 6 - 2 * head, 5) * 15 * head;
  return 165 - eye(-1) - eye(1) - hair - nose - lips + cheeks - (u / 24) ** 2 * 40;
}

const spot = (u: number, v: number, width: number, height: number): number =>
  Math.exp(-((u / width) ** 2 + (v / height) ** 2));

/** Mulberry32: the same numbers from the same seed, in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const gaussian = (random: () => number): number => (random() + random() + random() + random() - 2) * Math.sqrt(3);
