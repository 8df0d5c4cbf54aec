import type { DoubleRating } from "#commands/demo/double-rating.js";
import { demoWords } from "#words/demo-words.js";
import { stepWords } from "#words/kiosk-words.js";
import { bothLanguages, type Words } from "#words/words.js";

type Figure = { value: number; low: number; high: number } | { value: null; why: Words };

/** Taps against the camera's scores, as lines for the terminal: rows what was tapped, columns the level of the score. */
export function agreementLines({ taps, agreement }: DoubleRating): string[] {
  const { double, tapped, scored, scripted, recall } = demoWords;
  const head = `  ${bothLanguages(double)}: ${bothLanguages(tapped)} ${taps.given}`;
  if (agreement.outcome === "withheld") return [head, `  ${bothLanguages(agreement.why)}`];
  const levels = stepWords[3].map(({ vi }) => vi);
  const width = Math.max(...levels.map((level) => level.length));
  const row = (cells: readonly (string | number)[]): string =>
    `  ${cells.map((cell, i) => (i === 0 ? String(cell).padEnd(width) : String(cell).padStart(width))).join("   ")}`;
  const labels = row([`${tapped.vi} \\ ${scored.vi}`, ...levels]);
  return [
    `${head}, n = ${agreement.n}`,
    labels,
    `  ${"─".repeat(labels.length - 2)}`,
    ...agreement.matrix.map((cells, i) => row([levels[i] ?? "", ...cells])),
    `  κ ${figure(agreement.kappa)}`,
    `  AC2 ${figure(agreement.ac2)}`,
    `  ${bothLanguages(recall)}: ${"hits" in agreement.recall ? `${agreement.recall.hits}/${agreement.recall.n}, ` : ""}${figure(agreement.recall)}`,
    `  ${bothLanguages(scripted)}`,
  ];
}

const figure = (of: Figure): string =>
  of.value === null ? bothLanguages(of.why) : `${two(of.value)} (${two(of.low)} … ${two(of.high)})`;
const two = (value: number): string => value.toFixed(2).replace("-", "−");
