import type { Picture } from "#eye/face/picture.js";

/** A square of the picture, px; it may reach beyond the picture's edges. */
export type Square = { readonly x: number; readonly y: number; readonly side: number };

/** Black, as the network knows it. */
const PADDING = -1;
/** Above this many picture pixels per sample, samples are averages; below, they are interpolated. */
const SHRINKING = 1.4;
/** The mean of four levels as the network knows it, by their sum. */
const MEANS = Float32Array.from({ length: 4 * 255 + 1 }, (_, sum) => sum * (2 / (255 * 4)) + PADDING);

/**
 * Samples a square of the picture into a network's input: `size`² RGB pixels, row by row, in [−1, 1]; black beyond the
 * edges. Shrinking averages a grid of picture pixels per sample, otherwise it interpolates between four.
 */
export class SquareSampler {
  readonly #size: number;
  /** Byte offsets of the picture columns of each sample, and how far each lies to the right of it. */
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #share: Float32Array;

  constructor(size: number) {
    this.#size = size;
    this.#left = new Int32Array(size);
    this.#right = new Int32Array(size);
    this.#share = new Float32Array(size);
  }

  sample(picture: Picture, square: Square, into: Float32Array): void {
    const step = square.side / this.#size;
    const columns = inside(square.x, step, { samples: this.#size, pixels: picture.width });
    const rows = inside(square.y, step, { samples: this.#size, pixels: picture.height });
    if (!(this.#isWhole(columns) && this.#isWhole(rows))) into.fill(PADDING);
    if (step > SHRINKING) this.#average(picture, square, { into, columns, rows });
    else this.#interpolate(picture, square, { into, columns, rows });
  }

  #isWhole({ first, end }: Span): boolean {
    return first === 0 && end === this.#size;
  }

  /** The mean of 2 × 2 picture pixels, a half sample apart. */
  #average({ rgb, width, height }: Picture, square: Square, { into, columns, rows }: Range): void {
    const [size, left, right] = [this.#size, this.#left, this.#right];
    const step = square.side / size;
    for (let column = columns.first; column < columns.end; column++) {
      const x = square.x + column * step;
      left[column] = nearest(x + step / 4, width) * 3;
      right[column] = nearest(x + (step * 3) / 4, width) * 3;
    }
    // Two bytes at once: red below, green above.
    const pairs = new DataView(rgb.buffer, rgb.byteOffset, rgb.byteLength);
    for (let row = rows.first; row < rows.end; row++) {
      const y = square.y + row * step;
      const top = nearest(y + step / 4, height) * width * 3;
      const down = nearest(y + (step * 3) / 4, height) * width * 3 - top;
      let o = (row * size + columns.first) * 3;
      for (let column = columns.first; column < columns.end; column++, o += 3) {
        const a = (top + (left[column] as number)) | 0;
        const b = (top + (right[column] as number)) | 0;
        const c = (a + down) | 0;
        const d = (b + down) | 0;
        const p = pairs.getUint16(a, true);
        const q = pairs.getUint16(b, true);
        const r = pairs.getUint16(c, true);
        const s = pairs.getUint16(d, true);
        const green = (p >> 8) + (q >> 8) + (r >> 8) + (s >> 8);
        const red = p + q + r + s - (green << 8);
        const blue = (rgb[a + 2] as number) + (rgb[b + 2] as number) + (rgb[c + 2] as number) + (rgb[d + 2] as number);
        into[o] = MEANS[red] as number;
        into[o + 1] = MEANS[green] as number;
        into[o + 2] = MEANS[blue | 0] as number;
      }
    }
  }

  #interpolate({ rgb, width, height }: Picture, square: Square, { into, columns, rows }: Range): void {
    const [size, left, right, share] = [this.#size, this.#left, this.#right, this.#share];
    const step = square.side / size;
    for (let column = columns.first; column < columns.end; column++) {
      const x = square.x + (column + 0.5) * step - 0.5;
      left[column] = nearest(x, width) * 3;
      right[column] = nearest(x + 1, width) * 3;
      share[column] = x - Math.floor(x);
    }
    for (let row = rows.first; row < rows.end; row++) {
      const y = square.y + (row + 0.5) * step - 0.5;
      const top = nearest(y, height) * width * 3;
      const bottom = nearest(y + 1, height) * width * 3;
      const below = ((y - Math.floor(y)) * 2) / 255;
      const above = 2 / 255 - below;
      let o = (row * size + columns.first) * 3;
      for (let column = columns.first; column < columns.end; column++, o += 3) {
        const f = share[column] as number;
        const [wa, wb] = [above * (1 - f), above * f];
        const [wc, wd] = [below * (1 - f), below * f];
        const a = top + (left[column] as number);
        const b = top + (right[column] as number);
        const c = a + bottom - top;
        const d = b + bottom - top;
        into[o] =
          (rgb[a] as number) * wa +
          (rgb[b] as number) * wb +
          (rgb[c] as number) * wc +
          (rgb[d] as number) * wd +
          PADDING;
        into[o + 1] =
          (rgb[a + 1] as number) * wa +
          (rgb[b + 1] as number) * wb +
          (rgb[c + 1] as number) * wc +
          (rgb[d + 1] as number) * wd +
          PADDING;
        into[o + 2] =
          (rgb[a + 2] as number) * wa +
          (rgb[b + 2] as number) * wb +
          (rgb[c + 2] as number) * wc +
          (rgb[d + 2] as number) * wd +
          PADDING;
      }
    }
  }
}

type Span = { readonly first: number; readonly end: number };
type Range = { readonly into: Float32Array; readonly columns: Span; readonly rows: Span };

/** The samples whose centre lies in the picture. */
function inside(start: number, step: number, { samples, pixels }: { samples: number; pixels: number }): Span {
  const first = Math.max(0, Math.ceil(-start / step - 0.5));
  return { first, end: Math.min(samples, Math.ceil((pixels - start) / step - 0.5)) };
}

/** Truncated to an integer for the engine as well: indices that may be −0 are slow. */
const nearest = (at: number, pixels: number): number => Math.min(pixels - 1, Math.max(0, Math.floor(at))) | 0;
