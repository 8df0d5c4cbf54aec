import { make } from "./elements.js";
import { languageNow, wordsOf } from "./language.js";
import { meanText, shareText } from "./numbers.js";

/** @import { NotesView, Overview } from "../../src/contract/ward-views.ts" */

/**
 * The period in a few sentences, before any chart.
 * @param {Pick<Overview, "figures" | "k">} overview @param {NotesView["whole"]} whole against the period `before`
 * @param {string} before @param {string} work what is to be done @param {boolean} [withCamera]
 */
export function makeHeadline({ figures, k }, whole, before, work, withCamera = true) {
  const { satisfaction, camera, ratingCoverage, cameraCoverage } = figures;
  const against = (/** @type {{ difference: { verdict: string } }} */ { difference }) =>
    wordsOf(`headline_${difference.verdict}`, { before: languageNow() === "vi" ? before.toLowerCase() : before });
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
      ...(withCamera && camera.state === "shown"
        ? [" ", wordsOf("headlineCamera", { mean: meanText(camera, k), against: against(whole.camera) })]
        : []),
    ),
    make("p", { class: "work" }, work),
  );
}
