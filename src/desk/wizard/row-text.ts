import type { Row } from "#contract/calibration.js";
import { FIGURE_FORMATS } from "#words/figure-words.js";
import type { Words } from "#words/words.js";

export type Language = keyof Words;
type Limits = Pick<Row, "unit" | "pass" | "fail">;

/** As web/calibrate/rows.js writes it: a test holds the two together. */
export function figureText(figure: number, unit: Row["unit"], language: Language): string {
  const { factor, digits, suffix } = FIGURE_FORMATS[unit];
  const [whole = "", decimals = ""] = Math.abs(figure * factor)
    .toFixed(digits)
    .split(".");
  const kept = decimals.replace(/0+$/, "");
  const number = kept === "" ? whole : `${whole}${language === "vi" ? "," : "."}${kept}`;
  const sign = figure < 0 && /[1-9]/.test(number) ? "−" : "";
  return `${sign}${number}${suffix[language]}`;
}

/** Which figures pass, and which fail, in so few signs that a row stays one line of paper. */
export function passText({ unit, pass, fail }: Limits, language: Language): string {
  const sign = unit === "degrees" ? "±" : pass >= fail ? "≥ " : "≤ ";
  return `${sign}${figureText(pass, unit, language)}`;
}

export function failText({ unit, pass, fail }: Limits, language: Language): string {
  const sign = unit === "degrees" ? "> ±" : pass >= fail ? "< " : "≥ ";
  return `${sign}${figureText(fail, unit, language)}`;
}
