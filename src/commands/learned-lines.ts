import type { Learned } from "#hub/mapping/learn-mapping.js";
import type { Shortage } from "#hub/mapping/readiness.js";
import { MAPPING_WORDS, ODD_WORDS, SHORTAGE_WORDS } from "#words/mapping-words.js";
import { bothLanguages } from "#words/words.js";

/** What became of learning a mapping, for people. */
export function learnedLines(learned: Learned): string[] {
  const key = learned.outcome === "refused" ? learned.reason : learned.outcome;
  const lines = [`  ${bothLanguages(MAPPING_WORDS[key])} (n = ${learned.pairs})`];
  if (learned.outcome === "not_enough") lines.push(...learned.missing.map((shortage) => `  ${missing(shortage)}`));
  else {
    const { kappa, information } = learned.gains;
    lines.push(`  Δκ = ${signed(kappa.value)} (≥ ${signed(kappa.least)}; 99 %)`);
    lines.push(`  Δ log L = ${signed(information.value)} (≥ ${signed(information.least)}; 99 %)`);
  }
  for (const { counter, points } of learned.odd) {
    lines.push(`  ${counter}: ${bothLanguages(ODD_WORDS.camera)} (${signed(points, 1)} ${ODD_WORDS.points.vi})`);
  }
  return lines;
}

function missing({ of, have, need, days }: Shortage): string {
  const longer = days === null ? SHORTAGE_WORDS.never : SHORTAGE_WORDS.daysMore;
  return `${have}/${need} ${bothLanguages(SHORTAGE_WORDS[of])}: ${days ?? ""}${days === null ? "" : " "}${bothLanguages(longer)}`;
}

const signed = (value: number, digits = 3): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(digits)}`;
