import { type Background, COEFFICIENT_SIDE } from "#contract/background.js";

/** Cells of the averaged picture: fine ones for its detail, and of four by four of them the coarse ones. */
export const FINE = 256;
const COARSE = 64;
const RATIO = FINE / COARSE;
/** Added to what is compared: black has no logarithm. */
const FLOOR = 8;
/** What the coefficients' root mean square becomes: the largest possible one, √63 times as much, still fits 8 bits. */
const UNIT = 16;

const basis = cosines(COARSE);

/** Two averages of the same picture, from different frames. */
type Averages = readonly [Float32Array, Float32Array];

/**
 * The lowest terms of the picture's logarithm: gain is a constant there and gamma a factor, and both are taken out.
 * `hidden`: fine cells that may not be looked at; they count as the mean of the others.
 */
export function signatureOf(
  averages: Averages,
  hidden: Uint8Array,
): Pick<Background, "coefficients" | "detail" | "light"> {
  const light = (meanOf(averages[0], hidden) + meanOf(averages[1], hidden)) / 2;
  const cells = coarse(averages, hidden);
  const terms = lowestTerms(cells);
  cells.fill(0);
  return {
    coefficients: quantised(terms),
    detail: tenth(Math.min(1_000, (1_000 * fineStructure(averages, hidden)) / (light + FLOOR))),
    light: tenth(light),
  };
}

function meanOf(levels: Float32Array, hidden: Uint8Array): number {
  let [sum, n] = [0, 0];
  for (let i = 0; i < levels.length; i++) {
    if (hidden[i]) continue;
    sum += levels[i] as number;
    n++;
  }
  return n > 0 ? sum / n : 0;
}

/** Logarithms of the coarse cells, about their mean. */
function coarse([one, other]: Averages, hidden: Uint8Array): Float64Array {
  const cells = new Float64Array(COARSE * COARSE);
  let [whole, seen] = [0, 0];
  for (let at = 0; at < cells.length; at++) {
    const [row, column] = [Math.floor(at / COARSE), at % COARSE];
    let [sum, n] = [0, 0];
    for (let y = row * RATIO; y < (row + 1) * RATIO; y++) {
      for (let x = column * RATIO; x < (column + 1) * RATIO; x++) {
        if (hidden[y * FINE + x]) continue;
        sum += ((one[y * FINE + x] as number) + (other[y * FINE + x] as number)) / 2;
        n++;
      }
    }
    cells[at] = n > 0 ? Math.log(sum / n + FLOOR) : Number.NaN;
    whole += n > 0 ? (cells[at] as number) : 0;
    seen += n > 0 ? 1 : 0;
  }
  for (let at = 0; at < cells.length; at++) {
    const level = cells[at] as number;
    cells[at] = Number.isNaN(level) ? 0 : level - whole / seen;
  }
  return cells;
}

function lowestTerms(cells: Float64Array): Float64Array {
  const side = COEFFICIENT_SIDE;
  const rows = new Float64Array(COARSE * side);
  for (let y = 0; y < COARSE; y++) {
    for (let u = 0; u < side; u++) {
      let sum = 0;
      for (let x = 0; x < COARSE; x++) sum += (cells[y * COARSE + x] as number) * (basis[u * COARSE + x] as number);
      rows[y * side + u] = sum;
    }
  }
  const terms = new Float64Array(side * side);
  for (let v = 0; v < side; v++) {
    for (let u = 0; u < side; u++) {
      let sum = 0;
      for (let y = 0; y < COARSE; y++) sum += (rows[y * side + u] as number) * (basis[v * COARSE + y] as number);
      terms[v * side + u] = sum;
    }
  }
  terms[0] = 0;
  return terms;
}

function quantised(terms: Float64Array): number[] {
  const scale = Math.sqrt(terms.reduce((sum, term) => sum + term * term, 0) / (terms.length - 1));
  // A picture without any structure: dividing by its noise would make one up.
  if (scale < 1e-3) return Array.from(terms, () => 0);
  return Array.from(terms, (term) => Math.max(-127, Math.min(127, Math.round((UNIT * term) / scale))) + 0);
}

/** Root mean product of both averages' 4-neighbour Laplacians: noise is in the square of each, and not in this. */
function fineStructure([one, other]: Averages, hidden: Uint8Array): number {
  let [products, n] = [0, 0];
  for (let y = 1; y < FINE - 1; y++) {
    for (let x = 1; x < FINE - 1; x++) {
      const i = y * FINE + x;
      const [up, down, left, right] = [i - FINE, i + FINE, i - 1, i + 1];
      if (hidden[i] || hidden[up] || hidden[down] || hidden[left] || hidden[right]) continue;
      products += laplacian(one, i) * laplacian(other, i);
      n++;
    }
  }
  return Math.sqrt(Math.max(0, products / Math.max(1, n)));
}

const laplacian = (d: Float32Array, i: number): number =>
  4 * (d[i] as number) -
  ((d[i - FINE] as number) + (d[i + FINE] as number) + (d[i - 1] as number) + (d[i + 1] as number));

function cosines(n: number): Float64Array {
  const table = new Float64Array(COEFFICIENT_SIDE * n);
  for (let k = 0; k < COEFFICIENT_SIDE; k++) {
    const norm = Math.sqrt((k === 0 ? 1 : 2) / n);
    for (let x = 0; x < n; x++) table[k * n + x] = norm * Math.cos((Math.PI * k * (x + 0.5)) / n);
  }
  return table;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
