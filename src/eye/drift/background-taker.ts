import type { Background } from "#contract/background.js";
import { FINE, signatureOf } from "#eye/drift/background-signature.js";
import type { Picture } from "#eye/face/picture.js";
import type { Frame } from "#eye/frame.js";
import { type Area, blankedAreas, type Seen } from "#eye/source/blanking.js";
import { contentOf } from "#eye/source/content.js";
import type { Rectangle } from "#eye/source/zone.js";

const LONG_ENOUGH_MS = 5_000;
const LEAST_FRAMES = 5;
/** A gap in which anything may have happened. */
const GAP_MS = 3_000;
/** Stillness is judged on blocks of 16 × 16 cells; lamps and exposure change all of them alike, a person some. */
const BLOCKS = 16;
const BLOCK = FINE / BLOCKS;
const MOST_CHANGE = 0.2;
const FLOOR = 8;

/**
 * Averages the empty zone over some seconds in which nobody is there and nothing moves, and makes of it the few numbers
 * of a background. The averages live in two buffers, which are wiped when they are made, or when somebody comes.
 */
export class BackgroundTaker {
  readonly #camera: Seen;
  readonly #hidden: Uint8Array;
  /** Of every other frame each: what both have in common is no noise. */
  readonly #sums = [new Float32Array(FINE * FINE), new Float32Array(FINE * FINE)] as const;
  readonly #cells = new Float32Array(FINE * FINE);
  #first: readonly number[] | undefined;
  #content: Rectangle | undefined;
  #since = 0;
  #last = 0;
  #frames = 0;

  constructor(camera: Seen) {
    this.#camera = camera;
    this.#hidden = hiddenCells(blankedAreas(camera));
  }

  /** Nobody was found in the zone. Undefined until it has been so, and still, for long enough. */
  look(frame: Frame): Background | undefined {
    this.#content ??= contentOf(frame);
    sampleInto(this.#cells, frame, this.#content);
    const blocks = blocksOf(this.#cells, this.#hidden);
    if (!this.#first || frame.t - this.#last > GAP_MS || hasChanged(this.#first, blocks)) {
      this.#begin(blocks, frame.t);
    }
    this.#last = frame.t;
    add(this.#cells, this.#sums[this.#frames % 2 === 0 ? 0 : 1]);
    this.#frames += 1;
    if (frame.t - this.#since < LONG_ENOUGH_MS || this.#frames < LEAST_FRAMES || this.#frames % 2 !== 0)
      return undefined;
    const frames = this.#frames;
    for (const sum of this.#sums) for (let i = 0; i < sum.length; i++) sum[i] = (2 * (sum[i] as number)) / frames;
    const signature = signatureOf(this.#sums, this.#hidden);
    const extent = extentOf(this.#camera, this.#content);
    this.wipe();
    return { ...signature, extent, frames };
  }

  /** Somebody is there, or it is not wanted any more. */
  wipe(): void {
    for (const sum of this.#sums) sum.fill(0);
    this.#cells.fill(0);
    this.#first = undefined;
    this.#content = undefined;
    this.#frames = 0;
  }

  #begin(blocks: readonly number[], t: number): void {
    for (const sum of this.#sums) sum.fill(0);
    this.#frames = 0;
    this.#first = blocks;
    this.#since = t;
  }
}

function add(cells: Float32Array, sum: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (cells[i] as number);
}

/** The mean grey level of every cell's pixels. */
function sampleInto(cells: Float32Array, { rgb, width }: Picture, content: Rectangle): void {
  for (let row = 0; row < FINE; row++) {
    const [top, bottom] = spanOf(row, content.top, content.height);
    for (let column = 0; column < FINE; column++) {
      const [left, right] = spanOf(column, content.left, content.width);
      let sum = 0;
      for (let y = top; y < bottom; y++) {
        for (let i = (y * width + left) * 3; i < (y * width + right) * 3; i += 3) {
          sum += 0.299 * (rgb[i] as number) + 0.587 * (rgb[i + 1] as number) + 0.114 * (rgb[i + 2] as number);
        }
      }
      cells[row * FINE + column] = sum / ((bottom - top) * (right - left));
    }
  }
}

function spanOf(cell: number, start: number, pixels: number): readonly [number, number] {
  const from = Math.floor((cell * pixels) / FINE);
  return [start + from, start + Math.max(from + 1, Math.floor(((cell + 1) * pixels) / FINE))];
}

/** Logarithms of the means of those blocks that have something to see. */
function blocksOf(cells: Float32Array, hidden: Uint8Array): number[] {
  const sums = new Float64Array(BLOCKS * BLOCKS);
  const counts = new Uint16Array(BLOCKS * BLOCKS);
  for (let i = 0; i < cells.length; i++) {
    if (hidden[i]) continue;
    const block = Math.floor(i / FINE / BLOCK) * BLOCKS + Math.floor((i % FINE) / BLOCK);
    sums[block] = (sums[block] as number) + (cells[i] as number);
    counts[block] = (counts[block] as number) + 1;
  }
  return Array.from(sums).flatMap((sum, i) => {
    const n = counts[i] as number;
    return n > 0 ? [Math.log(sum / n + FLOOR)] : [];
  });
}

function hasChanged(before: readonly number[], now: readonly number[]): boolean {
  const changes = now.map((level, i) => level - (before[i] as number));
  const common = [...changes].sort((a, b) => a - b)[changes.length >> 1] as number;
  return changes.some((change) => Math.abs(change - common) > MOST_CHANGE);
}

/** With a margin of one cell: what is resampled at an edge has something of both sides. */
function hiddenCells(areas: readonly Area[]): Uint8Array {
  const hidden = new Uint8Array(FINE * FINE);
  for (const { left, top, right, bottom } of areas) {
    for (let y = Math.max(0, Math.floor(top * FINE) - 1); y < Math.min(FINE, Math.ceil(bottom * FINE) + 1); y++) {
      hidden.fill(
        1,
        y * FINE + Math.max(0, Math.floor(left * FINE) - 1),
        y * FINE + Math.min(FINE, Math.ceil(right * FINE) + 1),
      );
    }
  }
  return hidden;
}

function extentOf({ zone }: Seen, { width, height }: Rectangle): Background["extent"] {
  return { width: zone.width, height: (zone.width * height) / width };
}
