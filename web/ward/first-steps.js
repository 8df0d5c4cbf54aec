import { make } from "./elements.js";
import { makeSection } from "./empty.js";
import { ask } from "./hub.js";
import { wordsOf } from "./language.js";
import { seeLink } from "./see-link.js";

/** @import { FleetView } from "../../src/contract/fleet.ts" */

/** What has to be done before a ward has figures, with what of it is done. */
export async function makeFirstSteps() {
  const fleet = await ask("GET", "/v1/ward/fleet");
  /** @type {FleetView["desks"]} */
  const desks = fleet.ok ? fleet.body.desks : [];
  const step = (/** @type {number} */ n, /** @type {boolean} */ done) =>
    make(
      "li",
      { "data-tone": done ? "good" : "calm" },
      make("strong", {}, wordsOf(`step_${n}`)),
      ...(done ? [" ", make("span", { class: "tone" }, wordsOf("stepDone"))] : []),
      make("p", {}, wordsOf(`stepHow_${n}`)),
    );
  return makeSection(
    wordsOf("firstSteps"),
    "",
    make(
      "ol",
      { class: "steps" },
      step(1, desks.length > 0),
      step(
        2,
        desks.some(({ certificate }) => certificate !== null && certificate.verdict !== "fail"),
      ),
      step(3, false),
    ),
    seeLink("fleet"),
  );
}
