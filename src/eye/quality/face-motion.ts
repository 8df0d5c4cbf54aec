import { FACE_SIDE } from "#eye/face/align.js";
import { factorise, solveFactorised } from "#eye/quality/linear-fit.js";
import { soften } from "#eye/quality/soften.js";

/** Six of an affine warp, then gain, offset and two slopes of light. */
const UNKNOWNS = 10;
const WARP = 6;
const STEPS = 4;
const CENTRE = (FACE_SIDE - 1) / 2;
/** What is compared: the face proper, in blocks of BLOCK px that overlap by half. */
const AREA = { left: 9, top: 10, columns: 30, rows: 36 };
const BLOCK = 6;
const PIXELS = AREA.columns * AREA.rows;
const BLOCKS = ((2 * AREA.columns) / BLOCK - 1) * ((2 * AREA.rows) / BLOCK - 1);
/** A flat picture has no contrast to compare by, grey levels. */
const LEAST_DEVIATION = 4;

/**
 * How far a face differs from a reference beyond what a moved picture explains. The newer one is brought onto the
 * reference by an affine warp and a change of light, by least squares (Lucas–Kanade); what is left is averaged over
 * blocks, which silences sensor noise, and the largest block is told as a share of the reference's own contrast.
 */
export class FaceMotion {
  readonly #soft = new Float32Array(FACE_SIDE * FACE_SIDE);
  readonly #warped = new Float32Array(PIXELS);
  readonly #slopes = new Float32Array(PIXELS * UNKNOWNS);
  readonly #factor = new Float64Array(UNKNOWNS * UNKNOWNS);
  readonly #answer = new Float64Array(UNKNOWNS);
  /** x' = x + w0 + w1·u + w2·v, y' = y + w3 + w4·u + w5·v; u and v from the centre, in half sides. */
  readonly #warp = new Float64Array(WARP);
  readonly #blocks = new Float32Array(BLOCKS);
  #contrast = 0;

  setReference(face: Float32Array): void {
    soften(face, this.#soft);
    const { sum, squares } = this.#differentiate();
    this.#contrast = Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, squares / PIXELS - (sum / PIXELS) ** 2)));
    this.#normalEquations();
  }

  /** Largest change of a block since the reference, as a share of its contrast. */
  changeTo(face: Float32Array): number {
    soften(face, this.#soft);
    this.#warp.fill(0);
    for (let step = 0; step < STEPS; step++) {
      this.#fit();
      const gain = Math.max(0.2, this.#answer[WARP] as number);
      for (let k = 0; k < WARP; k++) this.#warp[k] = (this.#warp[k] as number) - (this.#answer[k] as number) / gain;
    }
    this.#fit();
    this.#takeFitOff();
    return this.#largestBlock() / this.#contrast;
  }

  clear(): void {
    for (const buffer of [this.#soft, this.#warped, this.#slopes, this.#blocks]) buffer.fill(0);
    for (const fit of [this.#factor, this.#answer, this.#warp]) fit.fill(0);
  }

  /** How each pixel of the reference answers to each unknown. */
  #differentiate(): { sum: number; squares: number } {
    const { left, top, columns, rows } = AREA;
    const [reference, slopes] = [this.#soft, this.#slopes];
    let [sum, squares, o] = [0, 0, 0];
    for (let y = top; y < top + rows; y++) {
      for (let x = left; x < left + columns; x++, o += UNKNOWNS) {
        const i = y * FACE_SIDE + x;
        const [u, v] = [(x - CENTRE) / CENTRE, (y - CENTRE) / CENTRE];
        const level = reference[i] as number;
        const gx = ((reference[i + 1] as number) - (reference[i - 1] as number)) / 2;
        const gy = ((reference[i + FACE_SIDE] as number) - (reference[i - FACE_SIDE] as number)) / 2;
        slopes.set([gx, gx * u, gx * v, gy, gy * u, gy * v, level, 100, 100 * u, 100 * v], o);
        sum += level;
        squares += level * level;
      }
    }
    return { sum, squares };
  }

  #normalEquations(): void {
    const [a, slopes] = [this.#factor.fill(0), this.#slopes];
    for (let o = 0; o < slopes.length; o += UNKNOWNS) {
      for (let p = 0; p < UNKNOWNS; p++) {
        const value = slopes[o + p] as number;
        for (let q = 0; q <= p; q++)
          a[p * UNKNOWNS + q] = (a[p * UNKNOWNS + q] as number) + value * (slopes[o + q] as number);
      }
    }
    // A little stiffness keeps a featureless face from being warped at will, and the matrix from being singular.
    for (let p = 0; p < UNKNOWNS; p++) a[p * UNKNOWNS + p] = (a[p * UNKNOWNS + p] as number) * 1.0001 + 1;
    factorise(a, UNKNOWNS);
  }

  /** Least squares at the present warp. */
  #fit(): void {
    const [b, slopes, warped] = [this.#answer.fill(0), this.#slopes, this.#warped];
    this.#bringOver();
    for (let i = 0, o = 0; i < PIXELS; i++, o += UNKNOWNS) {
      const level = warped[i] as number;
      for (let p = 0; p < UNKNOWNS; p++) b[p] = (b[p] as number) + (slopes[o + p] as number) * level;
    }
    solveFactorised(this.#factor, b, UNKNOWNS);
  }

  /** What the last fit leaves stands in `#warped`. */
  #takeFitOff(): void {
    const [b, slopes, warped] = [this.#answer, this.#slopes, this.#warped];
    for (let i = 0, o = 0; i < PIXELS; i++, o += UNKNOWNS) {
      let fitted = 0;
      for (let p = 0; p < UNKNOWNS; p++) fitted += (slopes[o + p] as number) * (b[p] as number);
      warped[i] = (warped[i] as number) - fitted;
    }
  }

  #bringOver(): void {
    const { left, top, columns, rows } = AREA;
    const [w0, w1, w2, w3, w4, w5] = this.#warp as unknown as [number, number, number, number, number, number];
    let i = 0;
    for (let y = top; y < top + rows; y++) {
      const v = (y - CENTRE) / CENTRE;
      for (let x = left; x < left + columns; x++, i++) {
        const u = (x - CENTRE) / CENTRE;
        this.#warped[i] = sampleAt(this.#soft, x + w0 + w1 * u + w2 * v, y + w3 + w4 * u + w5 * v);
      }
    }
  }

  /** Above what all blocks share, which is noise or a misfit of the whole face. */
  #largestBlock(): number {
    const { columns, rows } = AREA;
    let count = 0;
    for (let top = 0; top + BLOCK <= rows; top += BLOCK / 2) {
      for (let left = 0; left + BLOCK <= columns; left += BLOCK / 2) {
        let sum = 0;
        for (let y = top; y < top + BLOCK; y++)
          for (let x = left; x < left + BLOCK; x++) sum += this.#warped[y * columns + x] as number;
        this.#blocks[count++] = Math.abs(sum) / (BLOCK * BLOCK);
      }
    }
    const blocks = this.#blocks.sort();
    return Math.max(0, (blocks[count - 1] as number) - 2 * (blocks[count >> 1] as number));
  }
}

function sampleAt(face: Float32Array, x: number, y: number): number {
  const px = clamp(x);
  const py = clamp(y);
  const x0 = px | 0;
  const y0 = py | 0;
  const fx = px - x0;
  const fy = py - y0;
  const i = y0 * FACE_SIDE + x0;
  const upper = (face[i] as number) * (1 - fx) + (face[i + 1] as number) * fx;
  const lower = (face[i + FACE_SIDE] as number) * (1 - fx) + (face[i + FACE_SIDE + 1] as number) * fx;
  return upper * (1 - fy) + lower * fy;
}

const MOST = FACE_SIDE - 1.001;
/** Quicker than Math.min and Math.max, which mind NaN and −0. */
const clamp = (value: number): number => (value < 0 ? 0 : value > MOST ? MOST : value);
