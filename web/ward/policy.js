import { make, makeTable } from "./elements.js";
import { makeSection } from "./empty.js";
import { ask } from "./hub.js";
import { wordsOf } from "./language.js";
import { tellStatus, tellTrouble } from "./notices.js";
import { timeText } from "./numbers.js";
import { changeText, keyText, valueText } from "./setting-text.js";

/** @import { WardPolicyView } from "../../src/contract/ward-policy.ts" */

/** What this page lets an administrator change, and with what kind of field. */
const FIELDS = /** @type {const} */ ({
  k: { type: "number", min: "5", max: "1000", step: "1" },
  mode: { choices: ["learned", "advisory", "suspended"] },
  recallFloor: { type: "number", min: "0.5", max: "1", step: "0.05" },
  grainMinutes: { type: "number", min: "5", max: "60", step: "1" },
  requireCertificate: { choices: ["true", "false"] },
});
/** What a technician or a city tunes, figure by figure, in a file. @type {readonly string[]} */
const GROUPS = ["valence", "score", "window", "reading", "calibration"];
/** @typedef {keyof typeof FIELDS} Key */
/** What somebody typed, and has not saved. @typedef {{ key: Key, value: string }} Draft */
/** @typedef {{ again: () => void, fill: (view: WardPolicyView, draft?: Draft) => void, draft: Draft | undefined }} Doing */

/** @param {WardPolicyView} view @param {boolean} isAdmin @param {() => void} again */
export function makePolicy(view, isAdmin, again) {
  const place = make("div", { class: "stack" });
  /** @type {Doing["fill"]} */
  const fill = (now, draft) => place.replaceChildren(...sectionsOf(now, isAdmin, { again, fill, draft }));
  fill(view);
  return place;
}

/** @param {WardPolicyView} view @param {boolean} isAdmin @param {Doing} doing */
function sectionsOf(view, isAdmin, doing) {
  const { authority, keys, inForce, procedureNames } = view;
  const settled = /** @type {Record<string, unknown>} */ (inForce);
  const shown = keys.filter(({ key }) => !GROUPS.includes(key));
  const table = makeTable({
    caption: wordsOf("policyTitle", { number: view.number }),
    head: [wordsOf("key"), wordsOf("value"), wordsOf("setBy")],
    rows: shown.map(({ key, from }) => [
      keyText(key),
      valueText(key, settled[key], procedureNames),
      wordsOf(`layer_${from}`),
    ]),
  });
  const change =
    authority !== "page"
      ? make("p", { class: "hint" }, wordsOf(`authority_${authority}`))
      : isAdmin
        ? changeForm(view, doing)
        : make("p", { class: "hint" }, wordsOf("onlyAdmins"));
  return [
    makeSection(wordsOf("policyTitle", { number: view.number }), wordsOf("policyHint"), table),
    makeSection(wordsOf("changePolicy"), "", change),
    history(view),
  ];
}

/** @param {WardPolicyView} view @param {Doing} doing */
function changeForm({ keys, patch, revision, inForce }, { again, fill, draft }) {
  const settable = /** @type {Key[]} */ (Object.keys(FIELDS)).filter((key) =>
    keys.some((one) => one.key === key && one.settable),
  );
  const which = make(
    "select",
    { id: "policy-key" },
    ...settable.map((key) =>
      make("option", { value: key, ...(key === draft?.key ? { selected: "" } : {}) }, keyText(key)),
    ),
  );
  const place = make("div", {});
  const field = () => {
    const key = /** @type {Key} */ (which.value);
    const given = FIELDS[key];
    const settled = key === "mode" && !("mode" in patch) ? "learned" : String(inForce[key]);
    const now = draft?.key === key ? draft.value : settled;
    const made =
      "choices" in given
        ? make("select", { id: "policy-value" }, ...given.choices.map((one) => choice(key, one, now)))
        : make("input", { id: "policy-value", required: "", value: now, ...given });
    place.replaceChildren(made);
    return made;
  };
  which.addEventListener("change", field);
  field();
  const form = make(
    "form",
    {},
    make("label", { for: "policy-key" }, wordsOf("changeKey")),
    which,
    make("label", { for: "policy-value" }, wordsOf("newValue")),
    place,
    make("div", { class: "row" }, make("button", { type: "submit", class: "primary" }, wordsOf("savePolicy"))),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const key = /** @type {Key} */ (which.value);
    const { value } = /** @type {HTMLInputElement} */ (place.firstElementChild);
    const { [key]: _, ...others } = patch;
    const body = { patch: value === "learned" ? others : { ...others, [key]: typed(key, value) }, basedOn: revision };
    const reply = await ask("POST", "/v1/ward/policy", { body });
    if (!reply.ok && reply.body?.code === "policy.changed") return tellWhoWasQuicker(fill, { key, value });
    if (!reply.ok) return tellTrouble(reply.trouble);
    again();
    tellStatus(wordsOf("policySaved", { number: reply.body.number }));
  });
  return form;
}

/** What is so now, with what was typed still there to be saved. @param {Doing["fill"]} fill @param {Draft} draft */
async function tellWhoWasQuicker(fill, draft) {
  const now = await ask("GET", "/v1/ward/policy");
  if (!now.ok) return tellTrouble(now.trouble);
  /** @type {WardPolicyView} */
  const view = now.body;
  fill(view, draft);
  const [last] = view.history;
  if (!last) return tellTrouble(wordsOf("policyReread"));
  const { person, at } = last;
  const changes = last.changes.map((change) => changeText(change, view.procedureNames)).join("; ");
  tellTrouble(wordsOf("policyChanged", { person, at: timeText(at), changes }));
}

/** @param {Key} key @param {string} value @param {string} now */
const choice = (key, value, now) =>
  make(
    "option",
    { value, ...(value === now ? { selected: "" } : {}) },
    value === "learned"
      ? wordsOf("asLearned")
      : valueText(key, value === "true" ? true : value === "false" ? false : value, {}),
  );

/** @param {Key} key @param {string} value */
function typed(key, value) {
  if ("type" in FIELDS[key]) return Number(value);
  return value === "true" ? true : value === "false" ? false : value;
}

/** @param {WardPolicyView} view */
function history({ history, procedureNames }) {
  const title = wordsOf("history");
  if (history.length === 0) return makeSection(title, "", make("p", {}, wordsOf("historyNone")));
  return makeSection(
    title,
    "",
    makeTable({
      caption: title,
      head: [wordsOf("when"), wordsOf("person"), wordsOf("change"), wordsOf("policyNumber")],
      rows: history.map(({ at, person, changes, number: policy }) => [
        timeText(at),
        person,
        changes.map((change) => changeText(change, procedureNames)).join("; "),
        policy === null ? "–" : String(policy),
      ]),
    }),
  );
}
