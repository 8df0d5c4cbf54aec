import type { Row } from "#contract/calibration.js";
import { FIGURE_FORMATS } from "#words/figure-words.js";
import { wizardWords } from "#words/wizard-words.js";
import type { Words } from "#words/words.js";

export type Language = keyof Words;

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

export function limitsText({ unit, pass, fail }: Pick<Row, "unit" | "pass" | "fail">, language: Language): string {
  const { limitsWithin, limitsLeast, limitsMost } = wizardWords;
  const template = unit === "degrees" ? limitsWithin : pass >= fail ? limitsLeast : limitsMost;
  return template[language]
    .replace("{pass}", figureText(pass, unit, language))
    .replace("{fail}", figureText(fail, unit, language));
}
