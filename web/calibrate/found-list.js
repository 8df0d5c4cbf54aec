import { byId, make, makeButton } from "./elements.js";
import { say, wordsOf } from "./language.js";

/** @import { FoundCamera, FoundCameras } from "../../src/contract/wizard.ts" */

/**
 * The cameras that were found, each with a button to choose it, and what could not be looked at.
 * @param {FoundCameras} found
 * @param {(camera: FoundCamera) => void} onChoose
 */
export function showFoundList({ cameras, problems }, onChoose) {
  byId("found-list").replaceChildren(
    ...cameras.map((camera) => cameraItem(camera, () => onChoose(camera))),
    ...(cameras.length === 0 ? [make("li", {}, wordsOf("foundNone"))] : []),
    ...problems.map((problem) => make("li", { class: "hint" }, say(problem))),
  );
}

/** @param {FoundCamera} camera @param {() => void} onChoose */
function cameraItem({ source, name, detail, needsLogin }, onChoose) {
  const pick = makeButton(wordsOf("choose"), onChoose);
  pick.setAttribute("aria-label", `${wordsOf("choose")}: ${name}`);
  const more = needsLogin ? `${detail} · ${wordsOf("needsLogin")}` : detail;
  return make(
    "li",
    { class: "entry" },
    make("div", {}, make("strong", {}, name), make("p", { class: "hint" }, more), make("p", { class: "code" }, source)),
    pick,
  );
}
