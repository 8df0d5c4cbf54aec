import type { Measure } from "#contract/measure.js";
import type { Picture } from "#eye/face/picture.js";

const ROWS = 60;
const BLOCKS = 8;
/** Of a block's pixels every fourth column and at most three rows are looked at. */
const COLUMN_STEP = 4;
const LINES = 3;
const SATURATED = 250;
const BINS = 16;
/** Added to what is compared: black has no ratio. */
const FLOOR = 8;

/**
 * Light and change of the whole picture. Lamps at 50 Hz light a rolling shutter's rows unequally, and in each picture
 * others: bands of rows that brighten and dim across the whole width. A moving person covers some blocks of a row only,
 * and the median over a row's blocks does not see them.
 */
export class PictureMeter {
  readonly #now = new Float32Array(ROWS * BLOCKS);
  readonly #before = new Float32Array(ROWS * BLOCKS);
  #first = true;

  measure(picture: Picture): Omit<Measure["picture"], "width" | "upsideDown"> {
    this.#before.set(this.#now);
    const { sum, bright, count, bins } = this.#sample(picture);
    const repeated = !this.#first && this.#now.every((level, i) => level === this.#before[i]);
    const flicker = this.#first ? 0 : Math.min(100, 100 * this.#bands());
    this.#first = false;
    return {
      luminance: tenth(sum / count),
      saturated: Math.round((1_000 * bright) / count) / 1_000,
      flicker: tenth(flicker),
      histogram: Array.from(bins, (n) => Math.round((1_000 * n) / count) / 1_000),
      repeated,
    };
  }

  reset(): void {
    this.#first = true;
    this.#now.fill(0);
    this.#before.fill(0);
  }

  #sample({ rgb, width, height }: Picture): { sum: number; bright: number; count: number; bins: Uint32Array } {
    let [sum, bright, count] = [0, 0, 0];
    const bins = new Uint32Array(BINS);
    for (let row = 0; row < ROWS; row++) {
      for (let block = 0; block < BLOCKS; block++) {
        const [left, right] = [Math.floor((block * width) / BLOCKS), Math.floor(((block + 1) * width) / BLOCKS)];
        let [level, n] = [0, 0];
        for (let line = 0; line < LINES; line++) {
          const y = Math.floor(((row + (line + 0.5) / LINES) * height) / ROWS);
          for (let x = left; x < Math.max(left + 1, right); x += COLUMN_STEP, n++) {
            const i = (y * width + x) * 3;
            const luma = 0.299 * (rgb[i] as number) + 0.587 * (rgb[i + 1] as number) + 0.114 * (rgb[i + 2] as number);
            level += luma;
            if (luma >= SATURATED) bright++;
            const bin = Math.min(BINS - 1, Math.floor((luma * BINS) / 256));
            bins[bin] = (bins[bin] as number) + 1;
          }
        }
        this.#now[row * BLOCKS + block] = level / n;
        sum += level;
        count += n;
      }
    }
    return { sum, bright, count, bins };
  }

  /** Root mean square over the rows of their change against the picture before. */
  #bands(): number {
    let squares = 0;
    const changes = new Float32Array(BLOCKS);
    for (let row = 0; row < ROWS; row++) {
      for (let block = 0; block < BLOCKS; block++) {
        const i = row * BLOCKS + block;
        changes[block] = Math.log(((this.#now[i] as number) + FLOOR) / ((this.#before[i] as number) + FLOOR));
      }
      changes.sort();
      squares += (((changes[BLOCKS / 2 - 1] as number) + (changes[BLOCKS / 2] as number)) / 2) ** 2;
    }
    return Math.sqrt(squares / ROWS);
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
