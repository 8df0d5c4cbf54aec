import { byId, draw, make, write } from "./elements.js";
import { languageNow, say, wordsOf } from "./language.js";
import { figureText } from "./rows.js";
import { settings } from "./settings.js";

/** @import { Measure } from "../../src/contract/measure.ts" */
/** @import { Row } from "../../src/contract/calibration.ts" */

/** A dial's end, degrees. */
const DIAL_END = 45;
/** Marks of the scale when the desk has not said its limit yet. */
const WITHIN = 15;

/**
 * @param {number} figure
 * @param {Row["unit"]} unit
 * @param {number} digits
 */
function short(figure, unit, digits = 0) {
  const format = settings.figures[unit];
  return format ? figureText(figure, { ...format, digits }, languageNow()) : String(figure);
}

/** @param {Measure | undefined} measure @param {number} fps */
export function showLive(measure, fps) {
  const reading = measure?.reading;
  const what = !reading
    ? "–"
    : reading.outcome === "expression"
      ? wordsOf("readable")
      : say(settings.reasons[reading.reason] ?? { vi: reading.reason, en: reading.reason });
  facts("live", [
    ["reading", what],
    ["facesSeen", measure ? String(measure.faces.length) : "–"],
    ["rate", short(fps, "fps", 1).split(" ")[0] ?? ""],
    ["latency", reading ? short(reading.latencyMs, "ms") : "–"],
  ]);
}

/** @param {Measure | undefined} measure @param {readonly Row[]} rows */
export function showDials(measure, rows) {
  const quality = measure?.reading.quality;
  const dials = byId("dials");
  if (dials.children.length === 0) dials.append(...["yaw", "pitch", "roll"].map(dialOf));
  for (const dial of dials.children) {
    const name = /** @type {"yaw" | "pitch" | "roll"} */ (/** @type {HTMLElement} */ (dial).dataset.angle);
    const angle = quality?.[name];
    const within = rows.find(({ check }) => check === name)?.pass ?? WITHIN;
    const needle = /** @type {SVGElement | null} */ (dial.querySelector(".needle"));
    const shown = Math.max(-DIAL_END, Math.min(DIAL_END, angle ?? 0));
    needle?.setAttribute("transform", `rotate(${shown * 2} 50 50)`);
    needle?.toggleAttribute("hidden", angle === undefined);
    const [name_, figure] = dial.querySelectorAll("span");
    if (name_) write(name_, wordsOf(name));
    if (figure) write(figure, angle === undefined ? "–" : short(angle, "degrees"));
    dial.setAttribute("data-verdict", angle === undefined ? "unmeasured" : Math.abs(angle) <= within ? "pass" : "fail");
  }
}

/** @param {string} angle */
function dialOf(angle) {
  const arc = (/** @type {number} */ from, /** @type {number} */ to) => {
    const at = (/** @type {number} */ degrees) => {
      const turn = (degrees * 2 * Math.PI) / 180;
      return `${(50 + 42 * Math.sin(turn)).toFixed(1)} ${(50 - 42 * Math.cos(turn)).toFixed(1)}`;
    };
    return `M${at(from)} A42 42 0 0 1 ${at(to)}`;
  };
  return make(
    "div",
    { class: "dial", "data-angle": angle },
    /** @type {SVGElement} */ (
      draw(
        "svg",
        { viewBox: "0 0 100 58", "aria-hidden": "true" },
        draw("path", { d: arc(-DIAL_END, DIAL_END), class: "scale" }),
        draw("path", { d: arc(-WITHIN, WITHIN), class: "good" }),
        draw("path", { d: "M50 50 V12", class: "needle" }),
        draw("circle", { cx: "50", cy: "50", r: "4", class: "hub" }),
      )
    ),
    make("span", {}),
    make("span", { class: "figure" }),
  );
}

/** How the zone's grey levels are spread, dark to bright; a heap at either end is lost light. @param {Measure | undefined} measure */
export function showHistogram(measure) {
  const bars = byId("histogram");
  const shares = measure?.picture.histogram ?? [];
  if (bars.children.length !== shares.length) bars.replaceChildren(...shares.map(() => make("i", {})));
  const most = Math.max(0.01, ...shares);
  shares.forEach((share, i) => {
    const bar = /** @type {HTMLElement} */ (bars.children[i]);
    bar.style.setProperty("--share", String(share / most));
  });
}

/** Grey levels of the face, of what is behind it and of the zone, on one scale. @param {Measure | undefined} measure */
export function showLevels(measure) {
  const quality = measure?.reading.quality;
  const levels = byId("levels");
  /** @type {[string, number | undefined, string][]} */
  const wanted = [
    ["onFace", quality?.luminance, "grey"],
    ["behind", measure?.face?.behind.luminance, "grey"],
    ["wholeZone", measure?.picture.luminance, "grey"],
    ["contrast", quality?.contrast, "grey"],
    ["glare", measure?.face ? measure.face.glare * 255 : undefined, "share"],
  ];
  if (levels.children.length === 0)
    levels.append(
      ...wanted.map(() =>
        make(
          "div",
          { class: "level" },
          make("span", {}),
          make("i", { "aria-hidden": "true" }),
          make("span", { class: "figure" }),
        ),
      ),
    );
  wanted.forEach(([name, level, unit], i) => {
    const row = /** @type {HTMLElement} */ (levels.children[i]);
    const [label, figure] = row.querySelectorAll("span");
    row.style.setProperty("--level", String((level ?? 0) / 255));
    if (label) write(label, wordsOf(name));
    const text = unit === "share" ? short((level ?? 0) / 255, "share") : String(Math.round(level ?? 0));
    if (figure) write(figure, level === undefined ? "–" : text);
  });
}

/** @param {Measure | undefined} measure */
export function showFaceFacts(measure) {
  const quality = measure?.reading.quality;
  const speed = measure?.face?.speed;
  facts("face-facts", [
    ["sharpness", quality ? short(quality.sharpness, "sharpness") : "–"],
    ["motion", speed === undefined ? "–" : `${short(speed, "valence", 1)} ${wordsOf("motionUnit")}`],
    ["latency", measure ? short(measure.reading.latencyMs, "ms") : "–"],
  ]);
}

/**
 * @param {string} id of a description list
 * @param {[string, string][]} wanted key of the words, value
 */
export function facts(id, wanted) {
  const list = byId(id);
  if (list.children.length === 0) list.append(...wanted.map(() => make("div", {}, make("dt", {}), make("dd", {}))));
  wanted.forEach(([key, value], i) => {
    const [term, text] = list.children[i]?.children ?? [];
    if (term) write(term, wordsOf(key));
    if (text) write(text, value);
  });
}
