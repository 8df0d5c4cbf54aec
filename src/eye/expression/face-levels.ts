import { channelsOf, type NetworkInput } from "#eye/expression/network.js";
import { FACE_SIDE, type Similarity } from "#eye/face/align.js";
import type { Picture } from "#eye/face/picture.js";

type Crop = { picture: Picture; similarity: Similarity; input: NetworkInput; into: Float32Array };

const MOST_TAPS = 6;

/**
 * Cuts an aligned face out of a picture in the size, colour and framing that a network wants: levels 0–255, row by row,
 * R, G, B or grey. Each pixel is the mean of as many picture points as it covers.
 */
export function sampleFace({ picture, similarity, input, into }: Crop): void {
  const { width, height, framing } = input;
  const { a, b, tx, ty } = similarity;
  const channels = channelsOf(input);
  // Pixels of the canonical 48 × 48 face per pixel of the input.
  const [stepU, stepV] = [(FACE_SIDE * framing.scale) / width, (FACE_SIDE * framing.scale) / height];
  const corner = (FACE_SIDE * (1 - framing.scale)) / 2 - 0.5;
  const taps = Math.min(MOST_TAPS, Math.max(1, Math.round(Math.hypot(a, b) * Math.max(stepU, stepV))));
  const rgb: Rgb = [0, 0, 0];
  for (let row = 0, o = 0; row < height; row++) {
    for (let column = 0; column < width; column++, o += channels) {
      rgb.fill(0);
      for (let tap = 0; tap < taps * taps; tap++) {
        const u = corner + (column + ((tap % taps) + 0.5) / taps) * stepU;
        const v = corner + (row + (Math.floor(tap / taps) + 0.5) / taps) * stepV + framing.down * FACE_SIDE;
        addPoint(picture, { x: a * u - b * v + tx, y: b * u + a * v + ty }, rgb);
      }
      putLevels(rgb, 1 / (taps * taps), { into, at: o, channels });
    }
  }
}

/** A whole picture that already has the network's size, as levels. */
export function levelsOf({ rgb, width, height }: Picture, channels: 1 | 3): Float32Array {
  const into = new Float32Array(width * height * channels);
  for (let i = 0, o = 0; o < into.length; i += 3, o += channels) {
    putLevels([rgb[i] as number, rgb[i + 1] as number, rgb[i + 2] as number], 1, { into, at: o, channels });
  }
  return into;
}

type Rgb = [number, number, number];
type Place = { into: Float32Array; at: number; channels: number };

/** Grey is ITU-R BT.601 luma. */
function putLevels([r, g, b]: Rgb, scale: number, { into, at, channels }: Place): void {
  if (channels === 1) {
    into[at] = (0.299 * r + 0.587 * g + 0.114 * b) * scale;
    return;
  }
  into[at] = r * scale;
  into[at + 1] = g * scale;
  into[at + 2] = b * scale;
}

/** Adds the colour between four pixels; the border goes on beyond the edges. */
function addPoint({ rgb, width, height }: Picture, { x, y }: { x: number; y: number }, into: Rgb): void {
  const cx = Math.min(width - 1, Math.max(0, x));
  const cy = Math.min(height - 1, Math.max(0, y));
  const [x0, y0] = [cx | 0, cy | 0];
  const [fx, fy] = [cx - x0, cy - y0];
  const i = (y0 * width + x0) * 3;
  const right = x0 < width - 1 ? 3 : 0;
  const below = y0 < height - 1 ? width * 3 : 0;
  for (let c = 0; c < 3; c++) {
    const upper = (rgb[i + c] as number) * (1 - fx) + (rgb[i + right + c] as number) * fx;
    const lower = (rgb[i + below + c] as number) * (1 - fx) + (rgb[i + below + right + c] as number) * fx;
    into[c as 0 | 1 | 2] += upper * (1 - fy) + lower * fy;
  }
}
