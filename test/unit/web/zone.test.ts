import { describe, expect, it } from "vitest";
import { zoneChoiceSchema } from "#contract/wizard.js";
import { ZoneDraft } from "../../../web/calibrate/zone-draft.js";
import {
  areaOf,
  contains,
  crosses,
  faultOf,
  insertCorner,
  moveCorner,
  openShare,
  removeCorner,
} from "../../../web/calibrate/zone-geometry.js";

type Corner = readonly [number, number];
const square = (x: number, y: number, size: number): Corner[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
];
const HOURGLASS: Corner[] = [
  [0.2, 0.2],
  [0.8, 0.8],
  [0.8, 0.2],
  [0.2, 0.8],
];

describe("an outline", () => {
  it("crosses itself or does not, dented or not", () => {
    expect(crosses(square(0.2, 0.2, 0.5))).toBe(false);
    expect(crosses(HOURGLASS)).toBe(true);
    const dented: Corner[] = [
      [0.1, 0.1],
      [0.9, 0.1],
      [0.9, 0.9],
      [0.5, 0.4],
      [0.1, 0.9],
    ];
    expect(crosses(dented)).toBe(false);
    expect(crosses(moveCorner(dented, 3, [0.5, 0.05])), "the dent breaks through the other side").toBe(true);
    expect(crosses(moveCorner(dented, 3, [0.5, 0.1])), "the dent touches the other side").toBe(true);
  });

  it("has an area and an inside", () => {
    expect(areaOf(square(0.2, 0.2, 0.5))).toBeCloseTo(0.25);
    expect(areaOf([...square(0.2, 0.2, 0.5)].reverse())).toBeCloseTo(0.25);
    expect(contains(square(0.2, 0.2, 0.5), [0.3, 0.3])).toBe(true);
    expect(contains(square(0.2, 0.2, 0.5), [0.1, 0.3])).toBe(false);
  });

  it("keeps its corners in the picture, between three and sixteen of them", () => {
    expect(moveCorner(square(0, 0, 1), 1, [1.7, -0.4])[1]).toEqual([1, 0]);
    let outline = insertCorner(square(0.2, 0.2, 0.5), 3);
    expect(outline.at(-1), "between the last and the first").toEqual([0.2, 0.45]);
    for (let i = 0; i < 40; i++) outline = insertCorner(outline, 0);
    expect(outline).toHaveLength(16);
    for (let i = 0; i < 40; i++) outline = removeCorner(outline, 0);
    expect(outline).toHaveLength(3);
  });
});

describe("what is wrong with a zone", () => {
  const zone = square(0.2, 0.2, 0.5);
  it("is found, with the outline that it is in", () => {
    expect(faultOf({ zone, exclude: [square(0, 0, 0.3)] })).toBeNull();
    expect(faultOf({ zone: HOURGLASS, exclude: [] })).toEqual({ fault: "crossing", outline: 0 });
    expect(faultOf({ zone, exclude: [square(0, 0, 0.3), HOURGLASS] })).toEqual({ fault: "crossing", outline: 2 });
    expect(faultOf({ zone: square(0.5, 0.5, 0.02), exclude: [] })).toEqual({ fault: "small", outline: 0 });
    expect(faultOf({ zone, exclude: [square(0.1, 0.1, 0.9)] })).toEqual({ fault: "covered", outline: 0 });
  });

  it("counts a place once that two masks cover", () => {
    const half = [
      [0.2, 0.2],
      [0.45, 0.2],
      [0.45, 0.7],
      [0.2, 0.7],
    ] as const;
    expect(openShare({ zone, exclude: [half] })).toBeCloseTo(0.5, 1);
    expect(openShare({ zone, exclude: [half, half] })).toBe(openShare({ zone, exclude: [half] }));
  });
});

describe("a draft", () => {
  const saved = { zone: square(0.2, 0.2, 0.5), exclude: [square(0, 0, 0.3)] };
  const drawn = (): ZoneDraft => {
    const draft = new ZoneDraft();
    draft.take(saved);
    return draft;
  };

  it("takes what the desk has, but never over what a technician is drawing", () => {
    const draft = drawn();
    expect(draft.shapes).toEqual(saved);
    draft.remember();
    draft.move([0.1, 0.1]);
    draft.take({ zone: square(0, 0, 1), exclude: [] });
    expect(draft.shapes.zone[0]).toEqual([0.1, 0.1]);
    draft.saved(draft.shapes);
    expect(draft.dirty).toBe(false);
  });

  it("is undone step by step, back to what was saved", () => {
    const draft = drawn();
    draft.addCorner();
    draft.addMask();
    draft.pick(1);
    draft.removeMask();
    draft.reset();
    for (let i = 0; i < 4; i++) draft.undo();
    expect(draft.shapes).toEqual(saved);
    expect(draft.canUndo).toBe(false);
  });

  it("always has an outline and a corner picked that are there", () => {
    const draft = drawn();
    draft.addMask();
    expect(draft.outline).toBe(2);
    draft.corner = 3;
    draft.removeCorner();
    expect(draft.corner).toBe(2);
    draft.undo();
    draft.undo();
    expect(draft.outline).toBe(0);
    expect(draft.active[draft.corner]).toBeDefined();
  });

  it("has at most four masks, and is always something that the desk takes", () => {
    const draft = new ZoneDraft();
    for (let i = 0; i < 9; i++) draft.addMask();
    draft.move([7, -7]);
    expect(draft.shapes.exclude).toHaveLength(4);
    expect(zoneChoiceSchema.parse(draft.shapes)).toEqual(draft.shapes);
  });
});
