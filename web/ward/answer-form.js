import { make } from "./elements.js";
import { ask } from "./hub.js";
import { wordsOf } from "./language.js";
import { tellStatus, tellTrouble } from "./notices.js";

/** @import { AnswerKind } from "../../src/contract/feedback.ts" */

const KINDS = /** @type {const} */ (["accepted", "explained"]);

/**
 * Neither kind is chosen beforehand: which one it is, is the office's word to the citizen.
 * @param {number} id @param {() => void} again
 */
export function answerForm(id, again) {
  const trouble = make("p", { id: `kind-trouble-${id}`, class: "problem", role: "alert" });
  const radios = KINDS.map((kind) => make("input", { type: "radio", name: `kind-${id}`, value: kind }));
  const box = make("textarea", { id: `answer-${id}`, maxlength: "2000", required: "" });
  const form = make(
    "form",
    {},
    make(
      "fieldset",
      { class: "kinds", "aria-describedby": trouble.id },
      make("legend", {}, wordsOf("kindLabel")),
      ...radios.map((radio, i) => kindChoice(radio, KINDS[i] ?? "explained")),
    ),
    trouble,
    make("label", { for: `answer-${id}` }, wordsOf("answerLabel")),
    box,
    make("div", { class: "row" }, make("button", { type: "submit", class: "primary" }, wordsOf("sendAnswer"))),
  );
  form.addEventListener("change", () => trouble.replaceChildren());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const kind = radios.find(({ checked }) => checked)?.value;
    if (!kind) {
      trouble.textContent = wordsOf("kindMissing");
      radios[0]?.focus();
      return;
    }
    const reply = await ask("POST", `/v1/feedback/${id}/answer`, { body: { kind, answer: box.value } });
    if (!reply.ok) return tellTrouble(reply.trouble);
    again();
    tellStatus(wordsOf("answerSent"));
  });
  return form;
}

/** @param {HTMLInputElement} radio @param {AnswerKind} kind */
const kindChoice = (radio, kind) =>
  make(
    "label",
    {},
    radio,
    make(
      "span",
      {},
      make("strong", {}, wordsOf(`kind_${kind}`)),
      " ",
      make("span", { class: "hint" }, wordsOf(`kindHint_${kind}`)),
    ),
  );
