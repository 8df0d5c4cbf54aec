import type { Box } from "#eye/face/face.js";
import type { Picture } from "#eye/face/picture.js";

/** A part of one picture in grey levels: a face is sampled many times over, and turned into grey once. */
export class GreyPatch {
  #levels = new Float64Array(0);
  #left = 0;
  #top = 0;
  #width = 0;
  #height = 0;

  /** The part of `picture` in `box`, cut at the picture's edges but never empty. */
  take({ rgb, width, height }: Picture, box: Box): void {
    this.#left = within(Math.floor(box.x), width);
    this.#top = within(Math.floor(box.y), height);
    // One pixel more: points between two need both.
    this.#width = within(Math.floor(box.x + box.width) + 1, width) - this.#left + 1;
    this.#height = within(Math.floor(box.y + box.height) + 1, height) - this.#top + 1;
    // What lies beyond the last row counts nothing, but is there to be read.
    const size = this.#width * (this.#height + 1) + 1;
    if (this.#levels.length < size) this.#levels = new Float64Array(size);
    const levels = this.#levels;
    for (let row = 0, o = 0; row < this.#height; row++) {
      let i = ((this.#top + row) * width + this.#left) * 3;
      for (let column = 0; column < this.#width; column++, o++, i += 3) {
        levels[o] = luma(rgb[i] as number, rgb[i + 1] as number, rgb[i + 2] as number);
      }
    }
  }

  /** The level at a point of the picture, between four pixels; the border goes on beyond the edges. */
  at(x: number, y: number): number {
    const levels = this.#levels;
    const row = this.#width;
    const cx = between(x - this.#left, row - 1);
    const cy = between(y - this.#top, this.#height - 1);
    const x0 = cx | 0;
    const y0 = cy | 0;
    const fx = cx - x0;
    const fy = cy - y0;
    const i = (y0 * row + x0) | 0;
    const upper = (levels[i] as number) * (1 - fx) + (levels[i + 1] as number) * fx;
    const lower = (levels[i + row] as number) * (1 - fx) + (levels[i + row + 1] as number) * fx;
    return upper * (1 - fy) + lower * fy;
  }

  clear(): void {
    this.#levels.fill(0);
  }
}

/** Quicker than Math.min and Math.max, which mind NaN and −0. */
const between = (at: number, most: number): number => (at < 0 ? 0 : at > most ? most : at);

const within = (at: number, pixels: number): number => Math.min(pixels - 1, Math.max(0, at)) | 0;

/** ITU-R BT.601. */
const luma = (r: number, g: number, b: number): number => 0.299 * r + 0.587 * g + 0.114 * b;
