import { insertCorner, LEAST_CORNERS, MOST_MASKS, moveCorner, removeCorner } from "./zone-geometry.js";

/** @import { Corner, Outline, Shapes } from "./zone-geometry.js" */

/** Undone one by one; nobody goes back farther. */
const MOST_STEPS = 100;
/** As a camera is configured before anybody draws: the middle half, where a clerk at either edge stays outside. */
const DEFAULT = /** @type {Shapes} */ ({
  zone: [
    [0.25, 0],
    [0.75, 0],
    [0.75, 1],
    [0.25, 1],
  ],
  exclude: [],
});
/** A new mask stands where it is seen, to be dragged. */
const NEW_MASK = /** @type {Outline} */ ([
  [0.05, 0.1],
  [0.3, 0.1],
  [0.3, 0.6],
  [0.05, 0.6],
]);

/** What a technician draws, until it is saved. Outline 0 is the zone, the others are masks. */
export class ZoneDraft {
  /** @type {Shapes} */
  shapes = DEFAULT;
  outline = 0;
  corner = 0;
  /** @type {Shapes} */
  #saved = DEFAULT;
  /** @type {Shapes[]} */
  #before = [];

  get dirty() {
    return JSON.stringify(this.shapes) !== JSON.stringify(this.#saved);
  }

  get canUndo() {
    return this.#before.length > 0;
  }

  get outlines() {
    return [this.shapes.zone, ...this.shapes.exclude];
  }

  /** @returns {Outline} */
  get active() {
    return this.outlines[this.outline] ?? this.shapes.zone;
  }

  get mayRemoveCorner() {
    return this.active.length > LEAST_CORNERS;
  }

  get mayAddMask() {
    return this.shapes.exclude.length < MOST_MASKS;
  }

  /** What the desk has: it replaces a draft that nobody has changed. @param {Shapes} shapes */
  take(shapes) {
    const draft = this.dirty;
    this.#saved = shapes;
    if (!draft) this.#show(shapes);
  }

  /** @param {Shapes} shapes as they were sent */
  saved(shapes) {
    this.#saved = shapes;
  }

  /** Before a drag, or a first press of an arrow: what follows is undone as one. */
  remember() {
    this.#before = [...this.#before, this.shapes].slice(-MOST_STEPS);
  }

  undo() {
    const before = this.#before.pop();
    if (before) this.#show(before);
  }

  reset() {
    this.remember();
    this.#show(DEFAULT);
  }

  /** @param {number} outline */
  pick(outline) {
    this.outline = outline;
    this.corner = 0;
  }

  /** @param {Corner} to */
  move(to) {
    this.#replace(moveCorner(this.active, this.corner, to));
  }

  addCorner() {
    const next = insertCorner(this.active, this.corner);
    if (next === this.active) return;
    this.remember();
    this.#replace(next);
    this.corner += 1;
  }

  removeCorner() {
    if (!this.mayRemoveCorner) return;
    this.remember();
    this.#replace(removeCorner(this.active, this.corner));
    this.corner = Math.min(this.corner, this.active.length - 1);
  }

  addMask() {
    if (!this.mayAddMask) return;
    this.remember();
    this.shapes = { ...this.shapes, exclude: [...this.shapes.exclude, NEW_MASK] };
    this.pick(this.shapes.exclude.length);
  }

  removeMask() {
    if (this.outline === 0) return;
    this.remember();
    const exclude = this.shapes.exclude.filter((_, i) => i !== this.outline - 1);
    this.shapes = { ...this.shapes, exclude };
    this.pick(0);
  }

  /** @param {Outline} outline */
  #replace(outline) {
    const { zone, exclude } = this.shapes;
    this.shapes =
      this.outline === 0
        ? { zone: outline, exclude }
        : { zone, exclude: exclude.map((mask, i) => (i === this.outline - 1 ? outline : mask)) };
  }

  /** @param {Shapes} shapes */
  #show(shapes) {
    this.shapes = shapes;
    if (this.outline > shapes.exclude.length) this.outline = 0;
    this.corner = Math.min(this.corner, this.active.length - 1);
  }
}
