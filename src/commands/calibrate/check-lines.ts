import type { CalibrationVerdict, Row } from "#contract/calibration.js";
import type { DrillView } from "#desk/calibration/drill.js";
import { calibrateWords as words } from "#words/calibrate-command-words.js";
import { CHECK_WORDS, PROMPT_WORDS, remedyWords, UNIT_WORDS, VERDICT_WORDS } from "#words/calibration-words.js";
import { bothLanguages } from "#words/words.js";

/** One line per check, and what to do under those that are not good. */
export function rowLines(rows: readonly Row[]): string[] {
  return rows.flatMap((row) => {
    const figure = row.figure === null ? "" : ` ${figureOf(row)}`;
    const line = `${VERDICT_WORDS[row.verdict].vi.padEnd(9)} ${bothLanguages(CHECK_WORDS[row.check])}${figure}`;
    return row.remedy ? [line, `          → ${bothLanguages(remedyWords(row.remedy))}`] : [line];
  });
}

const figureOf = ({ figure, unit, pass, fail }: Row): string =>
  `${figure} ${UNIT_WORDS[unit].vi} (${words.limits.vi} ${pass} / ${fail})`;

export const verdictLine = (verdict: CalibrationVerdict): string =>
  `${bothLanguages(words.verdict)}: ${bothLanguages(VERDICT_WORDS[verdict])}`;

export function promptLine({ prompt, phase, secondsLeft }: DrillView): string {
  const what = bothLanguages(PROMPT_WORDS[prompt]);
  return phase === "countdown"
    ? `${secondsLeft} s … ${what}`
    : `${bothLanguages(words.hold)} ${secondsLeft} s: ${what}`;
}
