import { answerForm } from "./answer-form.js";
import { make, makeButton } from "./elements.js";
import { ask } from "./hub.js";
import { wordsOf } from "./language.js";
import { tellStatus, tellTrouble } from "./notices.js";
import { dayText, number } from "./numbers.js";
import { qrFigures } from "./qr-figures.js";
import { goTo } from "./route.js";

/** @import { FeedbackItem, FeedbackList } from "../../src/contract/feedback.ts" */
/** @import { Place } from "./ward.js" */

const STATES = /** @type {const} */ (["received", "answered", "closed"]);

/** @param {Place} place */
export async function showFeedback({ content, by, session, again }) {
  const state = STATES.find((one) => one === by);
  const answer = await ask("GET", pageOf(state, 1));
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
      : shelf(list, state, (one) => item(one, mayAnswer, again)),
    ...qrFigures(list),
  );
  return undefined;
}

/** @param {FeedbackItem["state"] | undefined} state @param {number} page */
const pageOf = (state, page) => `/v1/feedback?page=${page}${state ? `&state=${state}` : ""}`;

/**
 * What the hub gives at once, and the rest when it is asked for.
 * @param {FeedbackList} list @param {FeedbackItem["state"] | undefined} state @param {(given: FeedbackItem) => Node} show
 */
function shelf({ items, states }, state, show) {
  const all = state ? states[state] : Object.values(states).reduce((sum, n) => sum + n, 0);
  const place = make("ul", { class: "plain stack" }, ...items.map(show));
  let page = 1;
  const more = makeButton(wordsOf("moreItems"), async () => {
    const reply = await ask("GET", pageOf(state, page + 1));
    if (!reply.ok) return tellTrouble(reply.trouble);
    page += 1;
    place.append(...reply.body.items.map(show));
    more.hidden = reply.body.items.length === 0 || place.children.length >= all;
  });
  more.hidden = items.length >= all;
  return make("div", { class: "stack" }, place, make("div", { class: "row" }, more));
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
    ...(mayAnswer && state === "received" ? [answerForm(id, again), unneeded(id, again)] : []),
    ...(mayAnswer && state === "answered" ? [closeButton(id, "closeItem", again)] : []),
  );
}

/** Two steps, for it cannot be undone. @param {number} id @param {() => void} again */
const unneeded = (id, again) =>
  make(
    "details",
    {},
    make("summary", {}, wordsOf("unneeded")),
    make("p", { class: "hint" }, wordsOf("unneededHint")),
    closeButton(id, "closeUnanswered", again),
  );

/** @param {number} id @param {"closeItem" | "closeUnanswered"} words @param {() => void} again */
const closeButton = (id, words, again) =>
  make(
    "div",
    { class: "row" },
    makeButton(wordsOf(words), async () => {
      const reply = await ask("POST", `/v1/feedback/${id}/close`, { body: {} });
      if (!reply.ok) return tellTrouble(reply.trouble);
      again();
      tellStatus(wordsOf("itemClosed"));
    }),
  );
