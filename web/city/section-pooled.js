import { make } from "./elements.js";
import { makeSection } from "./empty.js";
import { say, wordsOf } from "./language.js";
import { number, percent, percentOf } from "./numbers.js";

/** @import { Agreement } from "../../src/contract/double-rating.ts" */
/** @import { AgreementView } from "../../src/contract/ward-views.ts" */
/** @typedef {Extract<Agreement, { outcome: "shown" }>} Shown */

/** What the double ratings of all wards say of the camera, in words. @param {AgreementView} view */
export function makePooled({ agreement, recallFloor }) {
  if (agreement.outcome === "withheld")
    return makeSection(wordsOf("pooled"), "", make("p", {}, `${say(agreement.why)}.`), who());
  const { mode, why } = agreement.supports;
  return makeSection(
    wordsOf("pooled"),
    "",
    make(
      "div",
      { class: "stack" },
      make(
        "p",
        { class: "first" },
        wordsOf("pooledMode", { mode: wordsOf(mode), why: say(why) }),
        " ",
        wordsOf(`pooledMode_${mode}`),
      ),
      make("p", {}, wordsOf("pooledPairs", { n: number(agreement.n) })),
      make("p", {}, sentence("pooledRecall", agreement.recall, { floor: percent(recallFloor, 0) })),
      make("p", {}, sentence("pooledFalseAlarm", agreement.falseAlarm)),
      who(),
    ),
  );
}

const who = () => make("p", { class: "hint" }, wordsOf("pooledWho"));

/** @param {string} key @param {Shown["recall"]} figure @param {Record<string, string>} [slots] */
function sentence(key, figure, slots = {}) {
  if (figure.value === null) return `${say(figure.why)}.`;
  const { hits, n, low, high } = figure;
  return wordsOf(key, {
    ...slots,
    ...{ n: number(n), hits: number(hits), share: percentOf(hits, n) },
    ...{ low: number(low * 100, 1), high: percent(high) },
  });
}
