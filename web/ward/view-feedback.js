import { answerForm } from "./answer-form.js";
import { make, makeButton, makeTable } from "./elements.js";
import { makeSection } from "./empty.js";
import { ask } from "./hub.js";
import { wordsOf } from "./language.js";
import { tellStatus, tellTrouble } from "./notices.js";
import { dayText, number } from "./numbers.js";
import { periodText } from "./period.js";
import { goTo } from "./route.js";

/** @import { FeedbackItem, FeedbackList } from "../../src/contract/feedback.ts" */
/** @import { Place } from "./ward.js" */

const STATES = /** @type {const} */ (["received", "answered", "closed"]);

/** @param {Place} place */
export async function showFeedback({ content, by, session, again }) {
  const state = STATES.find((one) => one === by);
  const answer = await ask("GET", `/v1/feedback${state ? `?state=${state}` : ""}`);
  if (!answer.ok) return answer.trouble;
  /** @type {FeedbackList} */
  const list = answer.body;
  const isNew = Object.values(list.states).every((n) => n === 0);
  const mayAnswer = session.person?.role !== "viewer";
  content.append(
    make("p", { class: "lead" }, wordsOf("feedbackHint")),
    choice(state, list.states),
    ...(mayAnswer ? [] : [make("p", { class: "hint" }, wordsOf("onlyOperators"))]),
    list.items.length === 0
      ? make("div", { class: "card empty" }, make("p", {}, wordsOf(isNew ? "feedbackNever" : "feedbackNone")))
      : make("ul", { class: "plain stack" }, ...list.items.map((one) => item(one, mayAnswer, again))),
    ...qrRatings(list),
  );
  return undefined;
}

/** @param {string | undefined} chosen @param {FeedbackList["states"]} states */
const choice = (chosen, states) =>
  make(
    "div",
    { class: "choice", role: "group", "aria-label": wordsOf("feedbackTitle") },
    ...[undefined, ...STATES].map((state) => {
      const text = state ? `${wordsOf(`state_${state}`)} (${number(states[state])})` : wordsOf("state_all");
      return makeButton(text, () => goTo({ by: state ?? "" }), { "aria-pressed": String(state === chosen) });
    }),
  );

const TONES = { received: "look", answered: "good", closed: "calm" };

/** What a citizen wrote is text, whatever it looks like. @param {FeedbackItem} given @param {boolean} mayAnswer @param {() => void} again */
function item({ id, state, topic, day, words, answer, kind, answeredBy, answeredOn, closedOn }, mayAnswer, again) {
  return make(
    "li",
    { class: "card item", "data-tone": TONES[state] },
    make(
      "div",
      { class: "head" },
      make("h2", {}, `${wordsOf(`topic_${topic}`)} · ${dayText(day)}`),
      make("span", { class: "tone" }, wordsOf(`state_${state}`)),
    ),
    make("p", { class: "words" }, words === "" ? wordsOf("noWords") : words),
    ...(answer === null
      ? []
      : [
          make(
            "div",
            { class: "answer" },
            ...(kind ? [make("p", { class: "kind" }, wordsOf(`kind_${kind}`))] : []),
            make("p", { class: "words" }, answer),
            make(
              "p",
              { class: "hint" },
              wordsOf("answeredBy", { person: answeredBy ?? "", day: answeredOn ? dayText(answeredOn) : "" }),
            ),
          ),
        ]),
    ...(closedOn ? [make("p", { class: "hint" }, wordsOf("closedOn", { day: dayText(closedOn) }))] : []),
    ...(mayAnswer && state === "received" ? [answerForm(id, again)] : []),
    ...(mayAnswer && state === "answered" ? [closeButton(id, again)] : []),
  );
}

/** @param {number} id @param {() => void} again */
const closeButton = (id, again) =>
  make(
    "div",
    { class: "row" },
    makeButton(wordsOf("closeItem"), async () => {
      const reply = await ask("POST", `/v1/feedback/${id}/close`, { body: {} });
      if (!reply.ok) return tellTrouble(reply.trouble);
      again();
      tellStatus(wordsOf("itemClosed"));
    }),
  );

/** @param {FeedbackList} list */
function qrRatings({ months, k }) {
  if (months.length === 0) return [];
  const levels = /** @type {const} */ (["very_satisfied", "satisfied", "dissatisfied"]);
  const table = makeTable({
    caption: wordsOf("qrRatings"),
    head: [wordsOf("month"), ...levels.map((level) => wordsOf(level))],
    rows: months.map(({ month, ratings }) => [
      periodText(month),
      ...levels.map((level) => (ratings ? number(ratings[level]) : wordsOf("few", { k }))),
    ]),
  });
  return [makeSection(wordsOf("qrRatings"), wordsOf("qrRatingsHint"), table)];
}
