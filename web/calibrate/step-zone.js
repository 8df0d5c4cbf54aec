import { ask } from "./desk.js";
import { buttonOf, byId, makeButton, write } from "./elements.js";
import { wordsOf } from "./language.js";
import { status, trouble, whileBusy } from "./notices.js";
import { ZoneDraft } from "./zone-draft.js";
import { createZoneEditor, nameOf } from "./zone-editor.js";
import { faultOf } from "./zone-geometry.js";

/** @import { WizardView } from "../../src/contract/wizard.ts" */

const FAULTS = { crossing: "faultCrossing", small: "faultSmall", covered: "faultCovered" };

const draft = new ZoneDraft();
/** @type {{ show: () => void, focus: () => void }} */
let editor = { show: () => {}, focus: () => {} };

export const zoneIsDrawn = () => draft.dirty;

/** In words; empty where nothing is wrong. */
export function zoneFault() {
  const fault = faultOf(draft.shapes);
  return fault ? wordsOf(FAULTS[fault.fault], { outline: nameOf(fault.outline) }) : "";
}

/** @param {() => void} onDrawn */
export function startZoneStep(onDrawn) {
  const changed = () => {
    show();
    onDrawn();
  };
  editor = createZoneEditor(draft, changed);
  /** @type {[string, () => void][]} */
  const tools = [
    ["add-corner", () => draft.addCorner()],
    ["remove-corner", () => draft.removeCorner()],
    ["add-mask", () => draft.addMask()],
    ["remove-mask", () => draft.removeMask()],
    ["undo", () => draft.undo()],
    ["reset", () => draft.reset()],
  ];
  for (const [id, deed] of tools)
    buttonOf(id).addEventListener("click", () => {
      if (buttonOf(id).getAttribute("aria-disabled") === "true") return;
      deed();
      changed();
    });
  buttonOf("save-zone").addEventListener("click", () => {
    if (faultOf(draft.shapes)) editor.focus();
    else whileBusy(buttonOf("save-zone"), save);
  });
}

async function save() {
  const { shapes } = draft;
  const answer = await ask("POST", "zone", shapes);
  if (!answer.ok) return trouble(answer.trouble);
  draft.saved(shapes);
  show();
  status(wordsOf("zoneSaved"));
}

/** @param {WizardView} view */
export function showZone({ camera: { zone, exclude } }) {
  draft.take({ zone, exclude });
  show();
}

function show() {
  editor.show();
  const names = draft.outlines.map((_, i) => nameOf(i));
  const picks = byId("outlines");
  if ([...picks.children].map(({ textContent }) => textContent).join() !== names.join())
    picks.replaceChildren(
      ...names.map((name, i) =>
        makeButton(name, () => {
          draft.pick(i);
          show();
        }),
      ),
    );
  [...picks.children].forEach((pick, i) => {
    pick.setAttribute("aria-pressed", String(i === draft.outline));
  });
  const fault = zoneFault();
  write(byId("zone-fault"), fault);
  write(byId("zone-state"), draft.dirty ? wordsOf("zoneUnsaved") : "");
  allow("remove-corner", draft.mayRemoveCorner);
  allow("add-mask", draft.mayAddMask);
  allow("remove-mask", draft.outline > 0);
  allow("undo", draft.canUndo);
  allow("save-zone", fault === "");
}

/** Off, but where the focus may stay. @param {string} id @param {boolean} may */
function allow(id, may) {
  if (may) buttonOf(id).removeAttribute("aria-disabled");
  else buttonOf(id).setAttribute("aria-disabled", "true");
}
