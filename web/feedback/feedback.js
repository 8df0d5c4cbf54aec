import { ask } from "./ask.js";
import { byId, startLanguage, wordsOf } from "./language.js";
import { startLooking } from "./looking.js";

/** @import { FeedbackReceipt } from "../../src/contract/feedback.ts" */

const CODE = /^#([A-Za-z0-9_-]{22})$/;
/** The hub takes no form that is filled in faster. */
const TRIES = 2;

const code = CODE.exec(location.hash)?.[1];
// Neither the history nor whoever is shown the page next has it.
history.replaceState(null, "", location.pathname);
/** @type {FeedbackReceipt | undefined} */
let given;

const form = /** @type {HTMLFormElement} */ (byId("form"));

function show() {
  const what = code ? "ofVisit" : "general";
  byId("about-what").dataset.words = what;
  byId("about-what").textContent = wordsOf(what);
  byId("giving").hidden = given !== undefined;
  byId("given").hidden = given === undefined;
  if (!given) return;
  byId("given-title").textContent = wordsOf("thanks");
  byId("keep").hidden = given.receipt === null;
  byId("receipt").textContent = given.receipt ?? "";
  byId("masked").hidden = !given.masked;
}

async function send() {
  const fields = new FormData(form);
  const rating = fields.get("rating");
  const words = String(fields.get("words") ?? "").trim();
  if (rating === null && words === "") {
    byId("trouble").textContent = wordsOf("empty");
    return;
  }
  const button = /** @type {HTMLButtonElement} */ (byId("send"));
  button.disabled = true;
  button.textContent = wordsOf("sending");
  const answer = await submit({
    ...(code ? { code } : {}),
    ...(rating === null ? {} : { rating }),
    ...{ topic: fields.get("topic"), words, website: fields.get("website") },
  });
  button.disabled = false;
  button.textContent = wordsOf("send");
  if (answer.status === 201) {
    given = answer.body;
    show();
    byId("given-title").focus();
  } else byId("trouble").textContent = answer.status === 429 ? answer.body.title : wordsOf("notSent");
}

/**
 * With the page's own ticket; where the page stood open for too long, with a fresh one that is let grow old enough.
 * @param {object} said
 */
async function submit(said) {
  let ticket = String(new FormData(form).get("ticket"));
  for (let left = TRIES; ; left--) {
    const answer = await ask("/v1/feedback", { ticket, ...said });
    if (answer.body.code !== "feedback.hasty" || left === 1) return answer;
    const fresh = await ask("/v1/feedback/ticket");
    if (fresh.status !== 200) return answer;
    ticket = fresh.body.ticket;
    await new Promise((resolve) => setTimeout(resolve, fresh.body.waitMs + 100));
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  byId("trouble").textContent = "";
  void send();
});
const again = startLooking();
startLanguage(() => {
  show();
  again();
});
show();
