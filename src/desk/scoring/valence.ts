import { EXPRESSIONS, type Probabilities } from "#contract/expression.js";
import type { Policy } from "#contract/policy.js";

/** happiness − (anger + disgust + contempt) − 0.6·(sadness + fear), in [−1, 1]; the weights are the policy's. */
export function valenceOf(probabilities: Probabilities, weights: Policy["valence"]): number {
  const sum = EXPRESSIONS.reduce((total, name) => total + weights[name] * probabilities[name], 0);
  return Math.max(-1, Math.min(1, sum));
}
