import { EXPRESSIONS, type Probabilities } from "#contract/expression.js";
import type { Reading } from "#contract/reading.js";

type Read = Extract<Reading, { outcome: "expression" }>;
type Step = (reading: Read) => Probabilities;
/** One way of reading over time; `begin` forgets what came before. Causal: nothing waits for a later reading. */
export type Smoothing = {
  readonly name: string;
  readonly begin: () => Step;
  /** How far behind its readings it speaks, on average, where one comes every `periodMs`. */
  readonly delayMs: (periodMs: number) => number;
};

/** A gap as long as a reading may speak in the window begins anew. */
const GAP_MS = 1_000;
/** Keeps the logarithm of a class that a network does not know finite. */
const LEAST = 1e-6;

export const AS_READ: Smoothing = {
  name: "as read",
  begin: () => (reading) => reading.probabilities,
  delayMs: () => 0,
};

/**
 * First-order low-pass with a time constant, on capture times: s += (1 − e^(−Δt/τ))·(x − s), so that 5 and 15 fps agree.
 * `logits`: on log probabilities, which differ from logits by what the softmax removes.
 */
export function exponential(seconds: number, kind: "probabilities" | "logits"): Smoothing {
  const [into, outOf] = kind === "logits" ? [(p: number) => Math.log(Math.max(LEAST, p)), Math.exp] : [same, same];
  return {
    name: `${kind === "logits" ? "logits" : "exponential"} ${seconds} s`,
    delayMs: () => seconds * 1_000,
    begin: () => {
      let state: number[] | undefined;
      let last = 0;
      return ({ t, probabilities }) => {
        const values = EXPRESSIONS.map((name) => into(probabilities[name]));
        const share = 1 - Math.exp(-(t - last) / (seconds * 1_000));
        const before = state;
        state = before ? values.map((value, i) => lerp(before[i] ?? value, value, share)) : values;
        last = t;
        return normalised(state.map(outOf));
      };
    },
  };
}

/** The median of the last `count` readings, class by class. */
export function median(count: number): Smoothing {
  return {
    name: `median of ${count}`,
    delayMs: (periodMs) => ((count - 1) / 2) * periodMs,
    begin: () => {
      const kept: Probabilities[] = [];
      return ({ probabilities }) => {
        kept.push(probabilities);
        if (kept.length > count) kept.shift();
        return normalised(EXPRESSIONS.map((name) => middle(kept.map((each) => each[name]))));
      };
    },
  };
}

/** The readings with smoothed probabilities; another person or a gap begins anew, other refusals are bridged. */
export function smoothed(readings: readonly Reading[], { begin }: Smoothing): Reading[] {
  let step = begin();
  let last = Number.NEGATIVE_INFINITY;
  return readings.map((reading) => {
    if (reading.outcome === "none") {
      if (reading.reason === "person_changed") last = Number.NEGATIVE_INFINITY;
      return reading;
    }
    if (reading.t - last > GAP_MS) step = begin();
    last = reading.t;
    return { ...reading, probabilities: step(reading) };
  });
}

const same = (x: number): number => x;
const lerp = (from: number, to: number, share: number): number => from + share * (to - from);

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2;
}

function normalised(values: readonly number[]): Probabilities {
  const total = values.reduce((sum, value) => sum + value, 0);
  return Object.fromEntries(EXPRESSIONS.map((name, i) => [name, (values[i] ?? 0) / total])) as Probabilities;
}
