import { make, makeTable } from "./elements.js";
import { makeSection } from "./empty.js";
import { ask } from "./hub.js";
import { say, wordsOf } from "./language.js";
import { tellStatus, tellTrouble } from "./notices.js";
import { number, timeText } from "./numbers.js";
import { periodText } from "./period.js";

/** @import { ImportFault, ImportList } from "../../src/contract/imports.ts" */

const KINDS = ["counts", "due", "points"];

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
  const file = make("input", { type: "file", id: "import-file", accept: ".csv,text/csv", required: "" });
  const replace = make("input", { type: "checkbox", id: "import-replace" });
  const faults = make("div", {});
  const form = make(
    "form",
    {},
    make("label", { for: "import-file" }, wordsOf("importFile")),
    file,
    make("label", { for: "import-replace", class: "tick" }, replace, wordsOf("importReplace")),
    make("div", { class: "row" }, make("button", { type: "submit", class: "primary" }, wordsOf("importSend"))),
    faults,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = file.files?.[0];
    if (!chosen) return;
    faults.replaceChildren();
    // As it is, byte for byte: the hub finds out its encoding.
    const reply = await ask("POST", `/v1/imports${replace.checked ? "?replace=1" : ""}`, {
      body: chosen,
      type: "text/csv",
    });
    if (reply.ok) {
      again();
      const { outcome, rows } = reply.body;
      tellStatus(wordsOf(outcome === "stored" ? "importStored" : "importUnchanged", { n: number(rows) }));
      return;
    }
    tellTrouble(reply.trouble);
    if (reply.body?.faults) faults.replaceChildren(faultTable(reply.body.faults));
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
