import type { Probabilities } from "#contract/expression.js";
import type { Reading, ReadingReason } from "#contract/reading.js";
import { CLEAR_VIEW } from "#simulation/clear-view.js";

/** Class probabilities with what is named, and neutral for the rest. */
function probabilities(named: Partial<Probabilities> = {}): Probabilities {
  const given = Object.values(named).reduce((sum, value) => sum + value, 0);
  const none = { happiness: 0, surprise: 0, sadness: 0, anger: 0, disgust: 0, fear: 0, contempt: 0 };
  return { neutral: Math.max(0, 1 - given), ...none, ...named };
}

export function expressionAt(t: number, named: Partial<Probabilities> = {}, weight = 1): Reading {
  return {
    outcome: "expression",
    t,
    latencyMs: 20,
    probabilities: probabilities(named),
    quality: { ...CLEAR_VIEW, weight },
  };
}

export const noneAt = (t: number, reason: ReadingReason): Reading => ({ outcome: "none", t, latencyMs: 20, reason });
