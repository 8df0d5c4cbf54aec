import { byId, draw, make } from "./elements.js";
import { wordsOf } from "./language.js";
import { announce } from "./notices.js";

/** @import { ZoneDraft } from "./zone-draft.js" */
/** @import { Outline } from "./zone-geometry.js" */

/** Shares of the picture per press of an arrow. */
const STEP = 0.01;
const FAR = 0.05;
const ARROWS = /** @type {Record<string, readonly [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});

/** @param {number} outline */
export const nameOf = (outline) => (outline === 0 ? wordsOf("citizenZone") : wordsOf("mask", { n: outline }));

/**
 * The outlines over the picture; the corners of the one that is edited are buttons.
 * @param {ZoneDraft} draft
 * @param {() => void} onChange
 */
export function createZoneEditor(draft, onChange) {
  const editor = byId("editor");
  const lines = draw("svg", { viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" });
  const handles = make("div", {});
  editor.replaceChildren(lines, handles);
  /** @type {HTMLButtonElement[]} */
  let corners = [];

  const show = () => {
    lines.replaceChildren(
      draw("path", { class: "outside", "fill-rule": "evenodd", d: `M0 0H1V1H0Z ${pathOf(draft.shapes.zone)}` }),
      ...draft.outlines.map((outline, i) => {
        const classes = [i === 0 ? "zone" : "mask", ...(i === draft.outline ? ["active"] : [])];
        return draw("path", { class: classes.join(" "), d: pathOf(outline) });
      }),
    );
    if (corners.length !== draft.active.length) {
      corners = draft.active.map((_, i) => makeCorner(i));
      handles.replaceChildren(...corners);
    }
    draft.active.forEach(([x, y], i) => {
      const corner = corners[i];
      if (!corner) return;
      corner.style.left = `${x * 100}%`;
      corner.style.top = `${y * 100}%`;
      corner.setAttribute("aria-label", labelOf(i));
      corner.classList.toggle("picked", i === draft.corner);
    });
  };

  /** @param {number} index */
  const labelOf = (index) => {
    const [x, y] = draft.active[index] ?? [0, 0];
    return wordsOf("corner", {
      outline: nameOf(draft.outline),
      n: index + 1,
      of: draft.active.length,
      x: Math.round(x * 100),
      y: Math.round(y * 100),
    });
  };

  /** @param {number} index */
  const makeCorner = (index) => {
    const corner = make("button", { type: "button", class: "corner" }, make("i", {}));
    corner.addEventListener("focus", () => {
      if (draft.corner === index) return;
      draft.corner = index;
      onChange();
    });
    corner.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      corner.setPointerCapture(event.pointerId);
      corner.focus({ preventScroll: true });
      draft.remember();
    });
    corner.addEventListener("pointermove", ({ clientX, clientY, pointerId }) => {
      if (!corner.hasPointerCapture(pointerId)) return;
      const { left, top, width, height } = editor.getBoundingClientRect();
      draft.move([(clientX - left) / width, (clientY - top) / height]);
      onChange();
    });
    corner.addEventListener("keydown", (event) => onKey(event));
    return corner;
  };

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    const arrow = ARROWS[event.key];
    const [x, y] = draft.active[draft.corner] ?? [0, 0];
    if (arrow) {
      if (!event.repeat) draft.remember();
      const step = event.shiftKey ? FAR : STEP;
      draft.move([x + arrow[0] * step, y + arrow[1] * step]);
    } else if (event.key === "Insert") draft.addCorner();
    else if (event.key === "Delete") draft.removeCorner();
    else return;
    event.preventDefault();
    onChange();
    announce("corner", labelOf(draft.corner));
    if (!arrow) focus();
  };

  const focus = () => corners[draft.corner]?.focus({ preventScroll: true });

  return { show, focus };
}

/** @param {Outline} outline */
const pathOf = (outline) => `M${outline.map(([x, y]) => `${x} ${y}`).join("L")}Z`;
