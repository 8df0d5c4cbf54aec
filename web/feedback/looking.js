import { ask } from "./ask.js";
import { byId, say, wordsOf } from "./language.js";
import { settings } from "./settings.js";

/** @import { FeedbackStanding } from "../../src/contract/feedback.ts" */

/** The author looks up the answer. → shows it again, in another language. */
export function startLooking() {
  /** @type {FeedbackStanding | undefined} */
  let standing;
  const show = () => {
    byId("standing").hidden = standing === undefined;
    if (!standing) return;
    byId("state").textContent = say(settings.states[standing.state]);
    byId("wrote").textContent = standing.words;
    byId("kind").textContent = standing.kind ? say(settings.kinds[standing.kind]) : "";
    byId("answer").textContent =
      standing.answer ?? wordsOf(standing.state === "closed" ? "closedUnanswered" : "noAnswer");
  };
  byId("looking").hidden = false;
  byId("look").addEventListener("submit", async (event) => {
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (byId("code"));
    byId("look-trouble").textContent = "";
    standing = undefined;
    const answer = await ask("/v1/feedback/standing", { receipt: input.value.trim().toUpperCase() });
    if (answer.status === 200) standing = answer.body;
    else byId("look-trouble").textContent = wordsOf(answer.status === 0 ? "notSent" : "notFound");
    show();
  });
  return show;
}
