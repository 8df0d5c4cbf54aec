import type { Evaluation } from "#eye/evaluation/evaluation.js";
import type { Confusion } from "#eye/evaluation/figures/confusion.js";
import type { Figures } from "#eye/evaluation/figures/figures.js";
import { GROUP_MEASURES } from "#eye/evaluation/figures/groups.js";
import { decimals, intervalText, percent, shareText } from "#eye/evaluation/report/number-text.js";
import { evaluationWords as words } from "#words/evaluation-words.js";
import { bothLanguages, type Words } from "#words/words.js";

/** What a person reads at once: the figures that decide first, then each class, the groups and the bad rows. */
export function textReport(evaluation: Evaluation): string {
  const { counts, figures } = evaluation;
  const parts = [head(evaluation)];
  if (counts.evaluated === 0) parts.push(bothLanguages(words.nothing));
  else {
    parts.push(mainFigures(figures));
    if (figures.eight.n > 0) parts.push(perClass(figures.eight.classes), confusionText(figures.eight.confusion));
    if (figures.three.n > 0) parts.push(perClass(figures.three.classes), confusionText(figures.three.confusion));
    parts.push(coverage(figures));
  }
  if (figures.groupings.length > 0) parts.push(groups(figures));
  if (counts.bad > 0) parts.push(badRows(evaluation));
  return parts.join("\n\n");
}

function head({ model, set, crop, seconds, counts, interrupted }: Evaluation): string {
  const lines = [
    bothLanguages(words.title),
    `  ${words.model.vi}: ${model.name} (${model.sha256.slice(0, 12)}…), T = ${model.temperature}`,
    `  ${words.set.vi}: ${set}`,
    `  ${words.crop.vi}: ${crop} – ${bothLanguages(crop === "full" ? words.cropFull : words.cropDetect)}`,
    `  ${counts.evaluated} ${bothLanguages(words.evaluated)}, ${seconds.toFixed(1)} s (${Math.round(counts.rows / Math.max(seconds, 1e-3))}/s)`,
  ];
  const also: [number, Words][] = [
    [counts.leftOut, words.leftOut],
    [counts.undetected, words.undetected],
    [counts.bordered, words.bordered],
    [counts.bad, words.bad],
  ];
  for (const [count, name] of also) if (count > 0) lines.push(`  ${count} ${bothLanguages(name)}`);
  if (interrupted) lines.push(`  ${bothLanguages(words.interrupted)}`);
  return lines.join("\n");
}

function mainFigures({ eight, seven, three, calibration, refused, coveredRead, detected }: Figures): string {
  const rows: [Words, string][] = [];
  if (eight.n > 0) {
    rows.push([words.accuracyEight, shareText(eight.accuracy)], [words.accuracySeven, shareText(seven.accuracy)]);
    rows.push([words.macroF1, `${decimals(eight.macroF1)} (n = ${eight.n}); 7: ${decimals(seven.macroF1)}`]);
  }
  if (three.n > 0) {
    rows.push([words.accuracyThree, shareText(three.accuracy)]);
    rows.push([words.aucPositive, `${decimals(three.aucPositive)} (n = ${three.n})`]);
    rows.push([words.aucNegative, `${decimals(three.aucNegative)} (n = ${three.n})`]);
    rows.push([words.neutralCalledNegative, shareText(three.neutralCalledNegative)]);
  }
  rows.push([words.calibrationError, `${decimals(calibration.error)} (n = ${calibration.n})`]);
  if (refused.n > 0) rows.push([words.refused, shareText(refused)]);
  if (coveredRead.n > 0) rows.push([words.coveredRead, shareText(coveredRead)]);
  if (detected) rows.push([words.detected, shareText(detected)]);
  const width = Math.max(...rows.map(([name]) => bothLanguages(name).length));
  return rows.map(([name, text]) => `  ${bothLanguages(name).padEnd(width)}  ${text}`).join("\n");
}

function perClass(classes: Figures["eight"]["classes"]): string {
  const cell = (text: string): string => text.padEnd(22);
  const lines = classes
    .filter(({ recall, precision }) => recall.n + precision.n > 0)
    .map(
      ({ name, precision, recall, f1 }) =>
        `  ${name.padEnd(10)}${cell(`${percent(precision.share)} ${intervalText(precision)}`)}${cell(
          `${percent(recall.share)} ${intervalText(recall)}`,
        )}${cell(`${decimals(f1.value)} ${f1.low.toFixed(2)}–${f1.high.toFixed(2)}`)}n = ${recall.n}`,
    );
  const title = `  ${"".padEnd(10)}${cell(words.precision.en)}${cell(words.recall.en)}F1`;
  return [`${bothLanguages(words.perClass)} (${words.interval.vi})`, title, ...lines].join("\n");
}

function confusionText({ classes, counts }: Confusion): string {
  const width = Math.max(6, ...counts.flat().map((count) => String(count).length + 1));
  const title = classes.map((name) => name.slice(0, width - 1).padStart(width)).join("");
  const rows = counts.map(
    (row, i) => `  ${(classes[i] ?? "").padEnd(10)}${row.map((count) => String(count).padStart(width)).join("")}`,
  );
  const caption = `${bothLanguages(words.confusion)} (${bothLanguages(words.confusionAxes)})`;
  return [caption, `  ${"".padEnd(10)}${title}`, ...rows].join("\n");
}

const coverage = (figures: Figures): string =>
  [
    bothLanguages(words.coverage),
    ...figures.coverage.map(({ coverage: part, accuracy }) => `  ${percent(part).padStart(7)}  ${shareText(accuracy)}`),
  ].join("\n");

function groups({ groupings, worstGap }: Figures): string {
  const lines = groupings.flatMap(({ column, slices }) => [
    `  ${column}`,
    ...slices.map(({ value, n, ...shares }) => {
      const texts = GROUP_MEASURES.filter((measure) => shares[measure].n > 0).map(
        (measure) =>
          `${words[measure].vi.toLowerCase()} ${percent(shares[measure].share)} ${intervalText(shares[measure])}`,
      );
      return `    ${value} (n = ${n}): ${texts.join("; ")}`;
    }),
  ]);
  if (worstGap) {
    const { column, measure, best, worst, gap, clear } = worstGap;
    const verdict = bothLanguages(clear ? words.clearGap : words.unclearGap);
    lines.push(
      `  ${bothLanguages(words.worstGap)}: ${column}, ${words[measure].vi.toLowerCase()}: ${worst} ↔ ${best}, ${(100 * gap).toFixed(1)} (${verdict})`,
    );
  }
  return [bothLanguages(words.groups), ...lines].join("\n");
}

function badRows({ badRows: rows, counts }: Evaluation): string {
  const lines = rows.map(({ where, problem }) => `  ${where}: ${problem}`);
  if (counts.bad > rows.length) lines.push(`  ${bothLanguages(words.badMore)}: ${counts.bad - rows.length}`);
  return [`${bothLanguages(words.bad)}: ${counts.bad}`, ...lines].join("\n");
}
