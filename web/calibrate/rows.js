/** @import { Check, Row, RowVerdict } from "../../src/contract/calibration.ts" */
/** @import { FigureFormat } from "../../src/contract/wizard-page.ts" */
/** @import { WizardStep } from "../../src/contract/wizard.ts" */
/** @typedef {"vi" | "en"} Language */
/** @typedef {{ from: number, to: number, verdict: "pass" | "warn" | "fail" }} Segment shares of the bar's length */

/**
 * The rows that each step mends; each stands in one step only.
 * @type {Readonly<Record<WizardStep, readonly Check[]>>}
 */
export const CHECKS_OF = {
  camera: ["source_rate", "stalls", "latency"],
  aim: ["faces", "face_width", "inter_eye", "yaw", "pitch", "roll"],
  zone: ["staff"],
  light: ["luminance", "contrast", "backlight", "flicker", "lux"],
  face: ["sharpness", "motion_blur"],
  drills: [
    "drill_expression",
    "drill_cover",
    "drill_turn",
    "drill_mask",
    "drill_second",
    "drill_staff",
    "drill_replaced",
  ],
  soak: ["yield"],
  certificate: [],
};

const RANK = ["fail", "unmeasured", "warn", "pass"];

/**
 * What a step stands at: the worst of its rows. One that may stay unmeasured says nothing until it is measured.
 * @param {readonly Pick<Row, "check" | "verdict">[]} rows
 * @param {readonly Check[]} checks
 * @param {readonly Check[]} optional
 * @returns {RowVerdict}
 */
export function worstOf(rows, checks, optional) {
  const verdicts = checks.flatMap((check) => {
    const verdict = rows.find((row) => row.check === check)?.verdict ?? "unmeasured";
    return verdict === "unmeasured" && optional.includes(check) ? [] : [verdict];
  });
  return /** @type {RowVerdict} */ (RANK.find((rank) => verdicts.some((verdict) => verdict === rank)) ?? "unmeasured");
}

/**
 * @param {number} figure
 * @param {FigureFormat} format
 * @param {Language} language
 */
export function figureText(figure, { factor, digits, suffix }, language) {
  const [whole = "", decimals = ""] = Math.abs(figure * factor)
    .toFixed(digits)
    .split(".");
  const kept = decimals.replace(/0+$/, "");
  const number = kept === "" ? whole : `${whole}${language === "vi" ? "," : "."}${kept}`;
  const sign = figure < 0 && /[1-9]/.test(number) ? "−" : "";
  return `${sign}${number}${suffix[language]}`;
}

/**
 * What passes and what fails, with the slots of `templates` filled.
 * @param {Pick<Row, "unit" | "pass" | "fail">} row
 * @param {FigureFormat} format
 * @param {{ within: string, least: string, most: string }} templates
 * @param {Language} language
 */
export function limitsText({ unit, pass, fail }, format, templates, language) {
  const kind = unit === "degrees" ? "within" : pass >= fail ? "least" : "most";
  return templates[kind]
    .replace("{pass}", figureText(pass, format, language))
    .replace("{fail}", figureText(fail, format, language));
}

/** A bar's length, where nothing else says it. */
const ENDS = { grey: 255, share: 1, degrees: 45 };

/**
 * A row as a bar: its red, amber and green parts, and where the figure stands; shares of its length.
 * @param {Pick<Row, "unit" | "pass" | "fail" | "figure">} row
 * @returns {{ segments: Segment[], at: number | null }}
 */
export function barOf({ unit, pass, fail, figure }) {
  const more = pass >= fail;
  const end = ENDS[/** @type {keyof typeof ENDS} */ (unit)] ?? (more ? pass * 2 : Math.max(fail * 2, 1));
  if (unit === "degrees") {
    const at = figure === null ? null : share((figure + end) / (2 * end));
    const [low, high] = [share((end - pass) / (2 * end)), share((end + pass) / (2 * end))];
    return { segments: cut([low, "fail"], [high, "pass"], [1, "fail"]), at };
  }
  const at = figure === null ? null : share(figure / end);
  // Counts are whole: the colour changes between them, so that a figure at its limit stands in its own.
  const half = unit === "count" ? 0.5 : 0;
  const [a, b] = [share((Math.min(pass, fail) + half) / end), share((Math.max(pass, fail) - half) / end)];
  const segments = more ? cut([a, "fail"], [b, "warn"], [1, "pass"]) : cut([a, "pass"], [b, "warn"], [1, "fail"]);
  return { segments, at };
}

/** @param {number} value */
const share = (value) => Math.min(1, Math.max(0, value));

/** @param {[number, Segment["verdict"]][]} ends */
function cut(...ends) {
  let from = 0;
  /** @type {Segment[]} */
  const segments = [];
  for (const [to, verdict] of ends) {
    if (to > from) segments.push({ from, to, verdict });
    from = Math.max(from, to);
  }
  return segments;
}
