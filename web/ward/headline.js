import { make } from "./elements.js";
import { languageNow, wordsOf } from "./language.js";
import { meanText, shareText } from "./numbers.js";

/** @import { NotesView, Overview } from "../../src/contract/ward-views.ts" */

/** The period in a few sentences, before any chart. @param {Overview} overview @param {NotesView} view @param {string} before */
export function makeHeadline({ figures, k }, { notes, whole }, before) {
  const { satisfaction, camera, ratingCoverage, cameraCoverage } = figures;
  const against = (/** @type {{ difference: { verdict: string } }} */ { difference }) =>
    wordsOf(`headline_${difference.verdict}`, { before: languageNow() === "vi" ? before.toLowerCase() : before });
  const count = (/** @type {string} */ tone) => notes.filter((note) => note.tone === tone).length;
  const [act, look] = [count("act"), count("look")];
  return make(
    "div",
    { class: "card headline" },
    make(
      "p",
      { class: "first" },
      satisfaction.state === "shown"
        ? wordsOf("headlineTaps", { share: shareText(satisfaction, k), against: against(whole.satisfaction) })
        : wordsOf("headlineNoTaps", { k }),
    ),
    make(
      "p",
      {},
      wordsOf("headlineCoverage", { taps: shareText(ratingCoverage, k), camera: shareText(cameraCoverage, k) }),
      ...(camera.state === "shown"
        ? [" ", wordsOf("headlineCamera", { mean: meanText(camera, k), against: against(whole.camera) })]
        : []),
    ),
    make("p", { class: "work" }, act + look === 0 ? wordsOf("headlineNoWork") : wordsOf("headlineWork", { act, look })),
  );
}
