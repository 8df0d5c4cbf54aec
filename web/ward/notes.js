import { make } from "./elements.js";
import { say, wordsOf } from "./language.js";
import { number, partsText, percentPoints, shareText } from "./numbers.js";
import { seeLink } from "./see-link.js";
import { settings } from "./settings.js";

/** @import { Note, NotesView } from "../../src/contract/ward-views.ts" */

/** Where there is more about it. @type {Partial<Record<Note["code"], string>>} */
const SEEN_IN = {
  satisfaction_fell: "breakdown",
  satisfaction_rose: "breakdown",
  camera_coverage_fell: "fleet",
  rating_coverage_fell: "trends",
  counters_need_technician: "fleet",
  counters_offline: "fleet",
  mode_suspended: "agreement",
  support_for_suspension: "agreement",
  chains_have_gaps: "integrity",
};

/** "What changed and what to look at". @param {NotesView} view @param {string} before */
export function makeNotes({ notes, k }, before) {
  const list = notes.map((note) =>
    make(
      "li",
      { class: "note", "data-tone": note.tone },
      make("span", { class: "tone" }, wordsOf(note.tone)),
      make("p", {}, sentence(note, k)),
      ...evidence(note, k),
      ...seen(note),
    ),
  );
  return make(
    "section",
    { class: "card notes", "aria-labelledby": "notes-title" },
    make("h2", { id: "notes-title" }, wordsOf("notes")),
    make("p", { class: "hint" }, wordsOf("notesHint", { before })),
    list.length === 0 ? make("p", {}, wordsOf("nothingNew")) : make("ul", { class: "plain" }, ...list),
  );
}

/** @param {Note} note */
function seen({ code }) {
  const view = SEEN_IN[code];
  return view ? [seeLink(view)] : [];
}

/** @param {Note} note @param {number} k */
function sentence(note, k) {
  const shares =
    note.evidence.of === "share"
      ? { now: shareText(note.evidence.compared.now, k), before: shareText(note.evidence.compared.before, k) }
      : { now: "", before: "" };
  return wordsOf(note.code, { name: nameOf(note), ...shares });
}

/** @param {Note} note */
function nameOf({ code, name, subject, evidence: { of }, evidence }) {
  if (name) return say(name);
  const reason = settings.reasons[subject ?? ""];
  if (code === "abstention_grew" && reason) return say(reason);
  return subject ?? (of === "count" && evidence.of === "count" ? number(evidence.n) : "");
}

/** @param {Note} note @param {number} k */
function evidence({ evidence }, k) {
  if (evidence.of !== "share" || evidence.compared.difference.verdict === "unknown") return [];
  const { now, before, difference } = evidence.compared;
  const text = wordsOf("evidenceShare", {
    now: partsText(now) || shareText(now, k),
    before: partsText(before) || shareText(before, k),
    by: percentPoints(difference.by),
    low: percentPoints(difference.low),
    high: percentPoints(difference.high),
    p: pText(difference.p),
  });
  return [make("p", { class: "hint evidence" }, `${wordsOf("evidence")}: ${text}`)];
}

/** @param {number} p */
export const pText = (p) => (p < 0.001 ? `p < ${number(0.001, 3)}` : `p = ${number(p, p < 0.1 ? 3 : 2)}`);
