import { solvePositive } from "#hub/mapping/solve.js";

/** One observation: its level, counted from 0, and its features. */
export type Observation = { readonly level: number; readonly features: readonly number[] };
/** P(level ≤ j) = σ(thresholds[j] − Σ weights·features). */
export type OddsModel = { readonly thresholds: readonly number[]; readonly weights: readonly number[] };

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
/** Keeps the logarithm finite where the model had ruled out what happened. */
const LEAST = 1e-12;
const MAX_STEPS = 50;

/**
 * Proportional odds (McCullagh 1980) with the penalty ½·ridge·|weights|², by Newton's method with step halving. The
 * objective is concave, so the answer does not depend on where it starts. Needs at least one observation of each level.
 */
export function fitProportionalOdds(rows: readonly Observation[], levels: number, ridge: number): OddsModel {
  const features = rows[0]?.features.length ?? 0;
  let model: OddsModel = { thresholds: startingThresholds(rows, levels), weights: new Array(features).fill(0) };
  let value = penalised(model, rows, ridge);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const { gradient, information } = derivatives(model, rows, ridge);
    const move = solvePositive(information, gradient);
    if (!move) break;
    const next = improve({ model, value, move, rows, ridge });
    if (!next) break;
    const gain = next.value - value;
    ({ model, value } = next);
    if (gain < 1e-9 * rows.length) break;
  }
  return model;
}

const linearOf = ({ weights }: OddsModel, features: readonly number[]): number =>
  weights.reduce((sum, weight, j) => sum + weight * (features[j] ?? 0), 0);

/** Logarithm of the probability that the model gave to what was seen. */
export function logLikelihood(model: OddsModel, { level, features }: Observation): number {
  const linear = linearOf(model, features);
  return Math.log(Math.max(LEAST, below(model, level, linear) - below(model, level - 1, linear)));
}

const below = ({ thresholds }: OddsModel, level: number, linear: number): number =>
  level < 0 ? 0 : level >= thresholds.length ? 1 : logistic((thresholds[level] as number) - linear);

const penalised = (model: OddsModel, rows: readonly Observation[], ridge: number): number =>
  rows.reduce((sum, row) => sum + logLikelihood(model, row), 0) -
  (ridge / 2) * model.weights.reduce((sum, weight) => sum + weight ** 2, 0);

/** The thresholds of the model without features: the log odds of the shares seen. */
function startingThresholds(rows: readonly Observation[], levels: number): number[] {
  return Array.from({ length: levels - 1 }, (_, j) => {
    const share = rows.filter(({ level }) => level <= j).length / rows.length;
    return Math.log(share / (1 - share));
  });
}

/** Gradient and negated Hessian over thresholds, then weights. */
function derivatives(model: OddsModel, rows: readonly Observation[], ridge: number) {
  const { thresholds, weights } = model;
  const borders = thresholds.length;
  const size = borders + weights.length;
  const gradient = new Array<number>(size).fill(0);
  const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const sides = [new Array<number>(size).fill(0), new Array<number>(size).fill(0)] as const;
  for (const { level, features } of rows) {
    const linear = linearOf(model, features);
    const high = below(model, level, linear);
    const low = below(model, level - 1, linear);
    const p = Math.max(LEAST, high - low);
    const [slopeHigh, slopeLow] = [(high * (1 - high)) / p, (low * (1 - low)) / p];
    const bend = [
      slopeHigh ** 2 - slopeHigh * (1 - 2 * high),
      slopeLow ** 2 + slopeLow * (1 - 2 * low),
      -slopeHigh * slopeLow,
    ] as const;
    for (const [side, border] of [level, level - 1].entries()) {
      const line = sides[side] as number[];
      for (let j = 0; j < borders; j += 1) line[j] = j === border ? 1 : 0;
      for (let j = 0; j < features.length; j += 1) line[borders + j] = -(features[j] as number);
    }
    for (let i = 0; i < size; i += 1) {
      const [up, down] = [sides[0][i] as number, sides[1][i] as number];
      gradient[i] = (gradient[i] as number) + slopeHigh * up - slopeLow * down;
      const row = information[i] as number[];
      const [a, b] = [bend[0] * up + bend[2] * down, bend[1] * down + bend[2] * up];
      for (let j = 0; j < size; j += 1) {
        row[j] = (row[j] as number) + a * (sides[0][j] as number) + b * (sides[1][j] as number);
      }
    }
  }
  for (let j = 0; j < weights.length; j += 1) {
    const i = borders + j;
    gradient[i] = (gradient[i] as number) - ridge * (weights[j] as number);
    (information[i] as number[])[i] = ((information[i] as number[])[i] as number) + ridge;
  }
  return { gradient, information };
}

type Improvement = {
  readonly model: OddsModel;
  readonly value: number;
  readonly move: readonly number[];
  readonly rows: readonly Observation[];
  readonly ridge: number;
};

/** The longest of the halved steps that raises the objective and keeps the thresholds in order. */
function improve({ model, value, move, rows, ridge }: Improvement): { model: OddsModel; value: number } | undefined {
  const borders = model.thresholds.length;
  for (let length = 1; length > 1e-6; length /= 2) {
    const next: OddsModel = {
      thresholds: model.thresholds.map((threshold, j) => threshold + length * (move[j] as number)),
      weights: model.weights.map((weight, j) => weight + length * (move[borders + j] as number)),
    };
    if (next.thresholds.some((threshold, j) => j > 0 && threshold <= (next.thresholds[j - 1] as number))) continue;
    const reached = penalised(next, rows, ridge);
    if (reached > value) return { model: next, value: reached };
  }
  return undefined;
}
