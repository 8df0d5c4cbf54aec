import { byId, make, makeButton } from "./elements.js";
import { languageNow, say, wordsOf } from "./language.js";
import { whileBusy } from "./notices.js";
import { figureText } from "./rows.js";
import { settings } from "./settings.js";

/** @import { Advice } from "../../src/contract/wizard.ts" */
/** @typedef {Advice["streams"][number]} Stream */
/** What the advice knows of a stream, besides its address. @typedef {Partial<Pick<Stream, "format" | "size">> & { fieldOfView?: number }} Chosen */

/**
 * The streams as they were measured, each with a button to use it, and what is known of the camera's make.
 * @param {Advice} advice
 * @param {(stream: Stream, chosen: Chosen) => Promise<void>} onUse
 */
export function showAdviceList({ streams, fieldOfView, make: known, problem }, onUse) {
  const lens = fieldOfView === null ? {} : { fieldOfView };
  byId("advice-list").replaceChildren(
    ...(problem ? [make("li", { class: "problem" }, say(problem))] : []),
    ...streams.map((stream) => streamItem(stream, () => onUse(stream, { ...lens, ...captureOf(stream) }))),
    ...(known ? [makeItem(known)] : []),
  );
}

/** Streams of one path differ by what it is asked for. @param {Stream} stream */
const captureOf = ({ format, size }) => ({ ...(format ? { format } : {}), ...(size ? { size } : {}) });

/** @param {Stream} stream @param {() => Promise<void>} onUse */
function streamItem(stream, onUse) {
  const { name, recommended, notes, codec } = stream;
  const badge = recommended ? [make("span", { class: "badge" }, `✓ ${wordsOf("recommended")}`)] : [];
  const said = notes.map((note) => make("p", { class: "hint" }, say(note)));
  // Without a codec it could not be read: there is nothing to tell of it, and nothing to use.
  const facts = codec === "" ? [] : [make("p", {}, factsOf(stream).join(" · "))];
  return make(
    "li",
    { class: recommended ? "entry best" : "entry" },
    make("div", {}, make("strong", {}, name), ...badge, ...facts, ...said),
    ...(codec === "" ? [] : [useButton(stream, onUse)]),
  );
}

/** @param {Stream} stream @param {() => Promise<void>} onUse */
function useButton({ name, recommended }, onUse) {
  const take = makeButton(wordsOf("useStream"), () => whileBusy(take, onUse));
  take.setAttribute("aria-label", `${wordsOf("useStream")}: ${name}`);
  take.classList.toggle("primary", recommended);
  return take;
}

/** @param {Stream} stream */
function factsOf({ codec, width, height, fps, keyframeSeconds, cpuShare }) {
  const rate = settings.figures.fps;
  return [
    codec.toUpperCase(),
    `${width} × ${height}`,
    rate ? figureText(fps, rate, languageNow()) : "",
    ...(keyframeSeconds === null ? [] : [wordsOf("keyframes", { n: local(keyframeSeconds) })]),
    wordsOf("cpu", { n: Math.round(cpuShare * 100) }),
  ];
}

/** @param {number} value */
const local = (value) => String(Math.round(value * 10) / 10).replace(".", languageNow() === "vi" ? "," : ".");

/** Where to set it in the camera's own menu, whose words are the maker's. @param {NonNullable<Advice["make"]>} known */
function makeItem({ name, set, notes }) {
  return make(
    "li",
    {},
    make(
      "details",
      {},
      make("summary", {}, wordsOf("makeSettings", { make: name })),
      ...set.map(({ what, where }) => make("p", {}, say(what), make("span", { class: "hint code" }, where))),
      ...notes.map((note) => make("p", { class: "hint" }, say(note))),
    ),
  );
}
