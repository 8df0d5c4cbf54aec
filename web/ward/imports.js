import { make, makeTable } from "./elements.js";
import { makeSection } from "./empty.js";
import { ask } from "./hub.js";
import { say, wordsOf } from "./language.js";
import { tellStatus, tellTrouble } from "./notices.js";
import { dayText, exactNumber, number, timeText } from "./numbers.js";
import { periodText } from "./period.js";

/** @import { ImportChange, ImportConflict, ImportFault, ImportList } from "../../src/contract/imports.ts" */

const KINDS = ["counts", "due", "points"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @param {ImportList} list @param {boolean} mayImport @param {() => void} again */
export function makeImports({ months }, mayImport, again) {
  const table =
    months.length === 0
      ? make("p", {}, wordsOf("importsNone"))
      : makeTable({
          caption: wordsOf("imports"),
          head: [wordsOf("month"), wordsOf("received"), wordsOf("resolved"), wordsOf("importedAt")],
          rows: months.map(({ month, received, resolved, importedAt }) => [
            periodText(month),
            number(received),
            number(resolved),
            timeText(importedAt),
          ]),
        });
  const templates = KINDS.map((kind) =>
    make(
      "a",
      { class: "button", href: `/v1/imports/template.csv?kind=${kind}`, download: "" },
      wordsOf(`template_${kind}`),
    ),
  );
  return makeSection(
    wordsOf("imports"),
    wordsOf("importsHint"),
    table,
    ...(mayImport ? [make("div", { class: "row" }, ...templates), importForm(again)] : []),
  );
}

/** @param {() => void} again */
function importForm(again) {
  const file = make("input", { type: "file", id: "import-file", accept: ".csv,text/csv", class: "unseen" });
  // The browser's own button speaks the browser's language: a label in the page's stands for it, and says what was chosen.
  const name = make("span", { id: "import-name" }, wordsOf("importNoFile"));
  const answer = make("div", { tabindex: "-1" });
  const form = make(
    "form",
    {},
    make(
      "div",
      { class: "row chooser" },
      file,
      make("label", { for: "import-file", class: "button" }, wordsOf("importFile")),
      name,
    ),
    // Above the button that is pressed again.
    answer,
    make("div", { class: "row" }, make("button", { type: "submit", class: "primary" }, wordsOf("importSend"))),
  );
  file.setAttribute("aria-describedby", "import-name");
  file.addEventListener("change", () => {
    name.textContent = file.files?.[0]?.name ?? wordsOf("importNoFile");
    // What was said of another file.
    answer.replaceChildren();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = file.files?.[0];
    if (!chosen) return tellTrouble(wordsOf("importChooseFirst"));
    // What was ticked allows what was shown beside it, and no more.
    const replace = answer.querySelector(/** @type {"input"} */ ("input:checked"))?.value;
    answer.replaceChildren();
    // As it is, byte for byte: the hub finds out its encoding.
    const path = `/v1/imports${replace ? `?replace=${replace}` : ""}`;
    const reply = await ask("POST", path, { body: chosen, type: "text/csv" });
    if (reply.ok) {
      again();
      const { outcome, rows } = reply.body;
      tellStatus(wordsOf(outcome === "stored" ? "importStored" : "importUnchanged", { n: number(rows) }));
      return;
    }
    if (reply.body?.faults) answer.replaceChildren(faultTable(reply.body.faults));
    else if (reply.body?.changes) answer.replaceChildren(...changesToReplace(reply.body));
    else return tellTrouble(reply.trouble);
    tellTrouble("");
    // It says itself what is wrong, and is what is to be read next.
    answer.focus();
  });
  return form;
}

/** @param {ImportFault[]} faults */
const faultTable = (faults) =>
  makeTable({
    caption: wordsOf("importFaults"),
    shownCaption: true,
    head: [wordsOf("line"), wordsOf("column"), wordsOf("whatToDo")],
    rows: faults.map(({ line, column, ...words }) => [number(line), column, say(words)]),
  });

/** What is held beside what is brought, and the tick that lets it be replaced. @param {ImportConflict} conflict */
function changesToReplace({ code, changes, more, replace }) {
  const table = makeTable({
    caption: wordsOf(code === "import.changed" ? "importChangedSince" : "importChanges"),
    shownCaption: true,
    head: [wordsOf("importRow"), wordsOf("column"), wordsOf("importHeld"), wordsOf("importBrought")],
    rows: changes.map(({ period, column, key, held, brought, how, vi, en }) => [
      period === null ? say({ vi, en }) : `${say({ vi, en })}, ${periodText(period)}`,
      columnText(key, column),
      figure(held),
      brought === null
        ? wordsOf("importLost")
        : `${figure(brought)}${how === "byProcedures" ? ` (${wordsOf("importByProcedures")})` : ""}`,
    ]),
  });
  const allow = make("input", { type: "checkbox", id: "import-replace", value: replace });
  return [
    table,
    ...(more > 0 ? [make("p", { class: "hint" }, wordsOf("importMore", { n: number(more) }))] : []),
    make("label", { for: "import-replace", class: "tick" }, allow, wordsOf("importReplace")),
  ];
}

/** What stands there, and what the file calls it where that is another language. @param {string} key @param {string} column */
function columnText(key, column) {
  const name = wordsOf(`figure_${key}`);
  if (name.toLowerCase() === column.toLowerCase()) return column;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} (${column})`;
}

/** @param {ImportChange["held"]} value */
function figure(value) {
  if (typeof value === "object") return say(value);
  if (typeof value === "number") return exactNumber(value);
  return DAY.test(value) ? dayText(value) : value;
}
