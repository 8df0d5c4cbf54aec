import type { Picture } from "#eye/face/picture.js";

/** A square of the picture, px; it may reach beyond the picture's edges. */
export type Square = { readonly x: number; readonly y: number; readonly side: number };

const PADDING = -1;

/**
 * Samples a square of the picture into a network's input: `size`² RGB pixels, row by row, in [−1, 1]; black beyond the
 * edges. Shrinking averages a grid of picture pixels per sample, enlarging interpolates between four.
 */
export class SquareSampler {
  readonly #size: number;
  readonly #columns: Int32Array;

  constructor(size: number) {
    this.#size = size;
    this.#columns = new Int32Array(size * MOST_TAPS);
  }

  sample(picture: Picture, square: Square, into: Float32Array): void {
    const step = square.side / this.#size;
    if (step < 1.25) this.#interpolate(picture, square, into);
    else this.#average(picture, square, { into, taps: Math.min(MOST_TAPS, Math.max(2, Math.round(step))) });
  }

  #average(picture: Picture, square: Square, { into, taps }: { into: Float32Array; taps: number }): void {
    const { rgb, width, height } = picture;
    const size = this.#size;
    const step = square.side / (size * taps);
    const columns = this.#columns;
    for (let k = 0; k < size * taps; k++) {
      const x = Math.floor(square.x + (k + 0.5) * step);
      columns[k] = x < 0 || x >= width ? -1 : x * 3;
    }
    const scale = 2 / (255 * taps * taps);
    for (let row = 0, o = 0; row < size; row++) {
      for (let column = 0; column < size; column++, o += 3) {
        let [r, g, b] = [0, 0, 0];
        for (let v = 0; v < taps; v++) {
          const y = Math.floor(square.y + (row * taps + v + 0.5) * step);
          if (y < 0 || y >= height) continue;
          const line = y * width * 3;
          for (let u = column * taps; u < column * taps + taps; u++) {
            const x = columns[u] as number;
            if (x < 0) continue;
            const i = line + x;
            r += rgb[i] as number;
            g += rgb[i + 1] as number;
            b += rgb[i + 2] as number;
          }
        }
        into[o] = r * scale + PADDING;
        into[o + 1] = g * scale + PADDING;
        into[o + 2] = b * scale + PADDING;
      }
    }
  }

  #interpolate(picture: Picture, square: Square, into: Float32Array): void {
    const { rgb, width, height } = picture;
    const size = this.#size;
    const step = square.side / size;
    for (let row = 0, o = 0; row < size; row++) {
      const y = square.y + (row + 0.5) * step - 0.5;
      const y0 = Math.floor(y);
      const fy = y - y0;
      const top = Math.min(height - 1, Math.max(0, y0)) * width * 3;
      const bottom = Math.min(height - 1, Math.max(0, y0 + 1)) * width * 3;
      for (let column = 0; column < size; column++, o += 3) {
        const x = square.x + (column + 0.5) * step - 0.5;
        if (y < -0.5 || y > height - 0.5 || x < -0.5 || x > width - 0.5) {
          into[o] = into[o + 1] = into[o + 2] = PADDING;
          continue;
        }
        const x0 = Math.floor(x);
        const fx = x - x0;
        const left = Math.max(0, x0) * 3;
        const right = Math.min(width - 1, x0 + 1) * 3;
        for (let c = 0; c < 3; c++) {
          const upper = (rgb[top + left + c] as number) * (1 - fx) + (rgb[top + right + c] as number) * fx;
          const lower = (rgb[bottom + left + c] as number) * (1 - fx) + (rgb[bottom + right + c] as number) * fx;
          into[o + c] = ((upper * (1 - fy) + lower * fy) * 2) / 255 + PADDING;
        }
      }
    }
  }
}

const MOST_TAPS = 4;
