import { actionText, detailText, personText } from "./audit-text.js";
import { make, makeButton, makeTable } from "./elements.js";
import { makeSection } from "./empty.js";
import { ask } from "./hub.js";
import { wordsOf } from "./language.js";
import { tellStatus, tellTrouble } from "./notices.js";
import { number, timeText } from "./numbers.js";
import { momentText } from "./period.js";
import { makePolicy } from "./policy.js";

/** @import { Audit } from "../../src/contract/people.ts" */
/** @import { RetentionView } from "../../src/contract/transparency.ts" */
/** @import { Place } from "./ward.js" */

/** As many as the hub gives at once. */
const AUDIT_ROWS = 100;

/** @param {Place} place */
export async function showSettings({ content, session, again }) {
  const isAdmin = session.person?.role === "admin";
  const [policy, retention, audit] = await Promise.all([
    ask("GET", "/v1/ward/policy"),
    ask("GET", "/v1/ward/retention"),
    isAdmin ? ask("GET", "/v1/people/audit") : undefined,
  ]);
  if (!policy.ok) return policy.trouble;
  if (!retention.ok) return retention.trouble;
  if (audit && !audit.ok) return audit.trouble;
  content.append(makePolicy(policy.body, isAdmin, again));
  content.append(retentionSection(retention.body));
  if (audit) content.append(auditSection(audit.body));
  content.append(passwordForm(session.person?.name ?? ""));
  return undefined;
}

/** For how long what is kept, and what was erased with the proof that the rest still holds. @param {RetentionView} retention */
function retentionSection({ contentMonths, feedbackMonths, auditMonths, erasures }) {
  const kept = [
    ["events", contentMonths === null ? wordsOf("keptUntilErased") : wordsOf("keptMonths", { n: contentMonths })],
    ["feedback", wordsOf("keptMonths", { n: feedbackMonths })],
    ["audit", wordsOf("keptMonths", { n: auditMonths })],
  ];
  const proofOf = (/** @type {RetentionView["erasures"][number]} */ { chains, faults }) =>
    chains === undefined ? "–" : wordsOf(faults === 0 ? "proofHolds" : "proofBroken", { chains, faults: faults ?? 0 });
  return makeSection(
    wordsOf("retention"),
    wordsOf("retentionHint"),
    makeTable({
      caption: wordsOf("retention"),
      head: [wordsOf("what"), wordsOf("keptFor")],
      rows: kept.map(([what = "", long = ""]) => [wordsOf(`erased_${what}`), long]),
    }),
    erasures.length === 0
      ? make("p", {}, wordsOf("erasuresNone"))
      : makeTable({
          caption: wordsOf("erasures"),
          head: [wordsOf("when"), wordsOf("what"), wordsOf("erasedBefore"), wordsOf("erasedCount"), wordsOf("proof")],
          rows: erasures.map((one) => [
            timeText(one.at),
            wordsOf(`erased_${one.what}`),
            momentText(one.before),
            number(one.count),
            proofOf(one),
          ]),
          shownCaption: true,
        }),
  );
}

/** @param {Audit} audit the newest rows; older ones come when they are asked for */
function auditSection({ rows, whole, names }) {
  const place = make("div", {}, auditTable(rows, names));
  const all = [...rows];
  const named = { fields: { ...names.fields }, procedures: { ...names.procedures } };
  const older = makeButton(wordsOf("older"), async () => {
    const reply = await ask("GET", `/v1/people/audit?before=${all.at(-1)?.id ?? 1}`);
    if (!reply.ok) return tellTrouble(reply.trouble);
    all.push(...reply.body.rows);
    Object.assign(named.fields, reply.body.names.fields);
    Object.assign(named.procedures, reply.body.names.procedures);
    place.replaceChildren(auditTable(all, named));
    older.hidden = all.at(-1)?.id === 1 || reply.body.rows.length === 0;
  });
  older.hidden = rows.length < AUDIT_ROWS;
  return makeSection(
    wordsOf("audit"),
    wordsOf("auditHint"),
    make("p", { class: "verdict", "data-tone": whole ? "good" : "act" }, wordsOf(whole ? "auditWhole" : "auditBroken")),
    place,
    make("div", { class: "row" }, older),
  );
}

/** @param {Audit["rows"]} rows @param {Audit["names"]} names */
const auditTable = (rows, names) =>
  makeTable({
    caption: wordsOf("audit"),
    head: [wordsOf("when"), wordsOf("person"), wordsOf("action"), wordsOf("detail")],
    rows: rows.map((row) => [
      timeText(row.at),
      personCell(row.person),
      actionText(row.action),
      make("span", { class: "long" }, detailText(row, names)),
    ]),
  });

/** The name of an account breaks nowhere. @param {string} person */
function personCell(person) {
  const words = personText(person);
  return words === person ? make("span", { class: "exact" }, person) : words;
}

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
