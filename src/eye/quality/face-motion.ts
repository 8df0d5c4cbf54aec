import { FACE_SIDE } from "#eye/face/align.js";
import { solveSymmetric } from "#eye/quality/linear-fit.js";

const UNKNOWNS = 10;
const STEPS = 4;
/** Rows and columns that are compared: the face proper, in blocks of BLOCK px. */
const AREA = { left: 9, top: 10, right: 39, bottom: 46 };
const BLOCK = 6;
const PIXELS = FACE_SIDE * FACE_SIDE;

/**
 * How far two aligned faces differ beyond what a moved picture explains. The newer one is brought onto the older by an
 * affine warp and by a gain, an offset and a slope of light, all by least squares (Lucas–Kanade); what is left is averaged
 * over blocks, which silences sensor noise, and the largest block is told as a share of the face's own contrast.
 */
export class FaceMotion {
  readonly #smooth = new Float32Array(PIXELS);
  readonly #scratch = new Float32Array(PIXELS);
  readonly #residual = new Float32Array(PIXELS);
  readonly #matrix = new Float64Array(UNKNOWNS * UNKNOWNS);
  readonly #vector = new Float64Array(UNKNOWNS);
  readonly #row = new Float64Array(UNKNOWNS);

  /** `reference` and the answer of `smoothed` are softened pictures. */
  between(reference: Float32Array, current: Float32Array): number {
    // x' = x + w0 + w1·x + w2·y; y' = y + w3 + w4·x + w5·y, with x and y from the centre in units of half a side.
    const warp = new Float64Array(6);
    for (let step = 0; step < STEPS; step++) {
      if (!this.#fit(reference, current, warp)) return 0;
      for (let k = 0; k < 6; k++) warp[k] = (warp[k] as number) - (this.#vector[k] as number);
    }
    return this.#fit(reference, current, warp) ? this.#largestBlock(reference) : 0;
  }

  smoothed(face: Float32Array, into: Float32Array): void {
    blurRows(face, this.#scratch);
    blurColumns(this.#scratch, into);
  }

  clear(): void {
    for (const buffer of [this.#smooth, this.#scratch, this.#residual]) buffer.fill(0);
  }

  /** One Gauss–Newton step at `warp`: fills the answer and the residual that it would leave. */
  #fit(reference: Float32Array, current: Float32Array, warp: Float64Array): boolean {
    const [a, b, row] = [this.#matrix.fill(0), this.#vector.fill(0), this.#row];
    const warped = this.#smooth;
    for (let i = 0, y = AREA.top; y < AREA.bottom; y++) {
      for (let x = AREA.left; x < AREA.right; x++, i++) {
        const level = sampleWarped(current, warp, x, y);
        warped[i] = level;
        fillRow(row, reference, x, y);
        for (let p = 0; p < UNKNOWNS; p++) {
          const value = row[p] as number;
          b[p] = (b[p] as number) + value * level;
          for (let q = 0; q <= p; q++)
            a[p * UNKNOWNS + q] = (a[p * UNKNOWNS + q] as number) + value * (row[q] as number);
        }
      }
    }
    for (let p = 0; p < 6; p++) a[p * UNKNOWNS + p] = (a[p * UNKNOWNS + p] as number) * 1.001 + 1;
    if (!solveSymmetric(a, b, UNKNOWNS)) return false;
    for (let i = 0, y = AREA.top; y < AREA.bottom; y++) {
      for (let x = AREA.left; x < AREA.right; x++, i++) {
        fillRow(row, reference, x, y);
        let fitted = 0;
        for (let p = 0; p < UNKNOWNS; p++) fitted += (row[p] as number) * (b[p] as number);
        this.#residual[i] = (warped[i] as number) - fitted;
      }
    }
    const gain = Math.max(0.2, Math.abs(b[6] as number));
    for (let p = 0; p < 6; p++) b[p] = (b[p] as number) / gain;
    return true;
  }

  #largestBlock(reference: Float32Array): number {
    const columns = AREA.right - AREA.left;
    const rows = AREA.bottom - AREA.top;
    let largest = 0;
    for (let top = 0; top + BLOCK <= rows; top += BLOCK / 2) {
      for (let left = 0; left + BLOCK <= columns; left += BLOCK / 2) {
        let sum = 0;
        for (let y = top; y < top + BLOCK; y++)
          for (let x = left; x < left + BLOCK; x++) sum += this.#residual[y * columns + x] as number;
        largest = Math.max(largest, Math.abs(sum) / (BLOCK * BLOCK));
      }
    }
    return largest / Math.max(4, deviation(reference));
  }
}

/** Derivatives of the reference by the six numbers of the warp, then gain, offset and the two slopes of light. */
function fillRow(row: Float64Array, reference: Float32Array, x: number, y: number): void {
  const i = y * FACE_SIDE + x;
  const u = (x - CENTRE) / CENTRE;
  const v = (y - CENTRE) / CENTRE;
  const gx = ((reference[i + 1] as number) - (reference[i - 1] as number)) / 2;
  const gy = ((reference[i + FACE_SIDE] as number) - (reference[i - FACE_SIDE] as number)) / 2;
  row[0] = gx;
  row[1] = gx * u;
  row[2] = gx * v;
  row[3] = gy;
  row[4] = gy * u;
  row[5] = gy * v;
  row[6] = (reference[i] as number) - 128;
  row[7] = 100;
  row[8] = 100 * u;
  row[9] = 100 * v;
}

const CENTRE = (FACE_SIDE - 1) / 2;

function sampleWarped(face: Float32Array, warp: Float64Array, x: number, y: number): number {
  const u = (x - CENTRE) / CENTRE;
  const v = (y - CENTRE) / CENTRE;
  const px = clamp(x + (warp[0] as number) + (warp[1] as number) * u + (warp[2] as number) * v);
  const py = clamp(y + (warp[3] as number) + (warp[4] as number) * u + (warp[5] as number) * v);
  const [x0, y0] = [px | 0, py | 0];
  const [fx, fy] = [px - x0, py - y0];
  const i = y0 * FACE_SIDE + x0;
  const upper = (face[i] as number) * (1 - fx) + (face[i + 1] as number) * fx;
  const lower = (face[i + FACE_SIDE] as number) * (1 - fx) + (face[i + FACE_SIDE + 1] as number) * fx;
  return upper * (1 - fy) + lower * fy;
}

const clamp = (value: number): number => Math.min(FACE_SIDE - 1.001, Math.max(0, value));

function deviation(face: Float32Array): number {
  let [n, sum, squares] = [0, 0, 0];
  for (let y = AREA.top; y < AREA.bottom; y++) {
    for (let x = AREA.left; x < AREA.right; x++) {
      const level = face[y * FACE_SIDE + x] as number;
      sum += level;
      squares += level * level;
      n++;
    }
  }
  return Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2));
}

function blurRows(from: Float32Array, into: Float32Array): void {
  for (let i = 0; i < PIXELS; i++) {
    const x = i % FACE_SIDE;
    const left = from[x > 0 ? i - 1 : i] as number;
    const right = from[x < FACE_SIDE - 1 ? i + 1 : i] as number;
    into[i] = (left + 2 * (from[i] as number) + right) / 4;
  }
}

function blurColumns(from: Float32Array, into: Float32Array): void {
  for (let i = 0; i < PIXELS; i++) {
    const above = from[i >= FACE_SIDE ? i - FACE_SIDE : i] as number;
    const below = from[i < PIXELS - FACE_SIDE ? i + FACE_SIDE : i] as number;
    into[i] = (above + 2 * (from[i] as number) + below) / 4;
  }
}
