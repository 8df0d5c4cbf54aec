import { make, makeTable } from "./elements.js";
import { makeSection } from "./empty.js";
import { ask } from "./hub.js";
import { knows, wordsOf } from "./language.js";
import { tellStatus, tellTrouble } from "./notices.js";
import { timeText } from "./numbers.js";
import { makePolicy } from "./policy.js";

/** @import { Audit } from "../../src/contract/people.ts" */
/** @import { Place } from "./ward.js" */

/** @param {Place} place */
export async function showSettings({ content, session, again }) {
  const isAdmin = session.person?.role === "admin";
  const [policy, audit] = await Promise.all([
    ask("GET", "/v1/ward/policy"),
    isAdmin ? ask("GET", "/v1/people/audit") : undefined,
  ]);
  if (!policy.ok) return policy.trouble;
  if (audit && !audit.ok) return audit.trouble;
  content.append(makePolicy(policy.body, isAdmin, again));
  if (audit) content.append(auditSection(audit.body));
  content.append(passwordForm(session.person?.name ?? ""));
  return undefined;
}

/** @param {Audit} audit */
const auditSection = ({ rows, whole }) =>
  makeSection(
    wordsOf("audit"),
    wordsOf("auditHint"),
    make("p", { class: "verdict", "data-tone": whole ? "good" : "act" }, wordsOf(whole ? "auditWhole" : "auditBroken")),
    makeTable({
      caption: wordsOf("audit"),
      head: [wordsOf("when"), wordsOf("person"), wordsOf("action"), wordsOf("detail")],
      rows: rows.map(({ at, person, action, detail }) => [
        timeText(at),
        person,
        knows(`action_${action}`) ? wordsOf(`action_${action}`) : action,
        make("span", { class: "long" }, detailText(detail)),
      ]),
    }),
  );

/** @param {Record<string, string | number>} detail */
const detailText = (detail) =>
  Object.entries(detail)
    .map(([key, value]) => `${key}: ${value}`)
    .join("; ");

/** @param {string} name */
function passwordForm(name) {
  const field = (/** @type {string} */ id, /** @type {string} */ words, /** @type {string} */ autocomplete) => [
    make("label", { for: id }, wordsOf(words)),
    make("input", { type: "password", id, maxlength: "200", required: "", autocomplete }),
  ];
  // Who it is for: what a browser's own store of passwords asks for.
  const whose = make("input", { type: "text", autocomplete: "username", value: name, hidden: "" });
  const form = make(
    "form",
    {},
    whose,
    ...field("old-password", "oldPassword", "current-password"),
    ...field("new-password", "newPassword", "new-password"),
    make("div", { class: "row" }, make("button", { type: "submit" }, wordsOf("savePassword"))),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [old, next] = form.querySelectorAll(/** @type {"input"} */ ("input[type=password]"));
    if (!old || !next) return;
    const reply = await ask("POST", "/v1/people/password", { body: { old: old.value, new: next.value } });
    old.value = "";
    next.value = "";
    if (reply.ok) tellStatus(wordsOf("passwordSaved"));
    else tellTrouble(reply.trouble);
  });
  return makeSection(wordsOf("ownPassword"), wordsOf("peopleHint"), form);
}
