import { describe, expect, it } from "vitest";
import { blankedAreas, shareLeft, shareSeen } from "#eye/source/blanking.js";
import { type Outline, zoneSchema } from "#eye/source/zone.js";

const TRIANGLE: Outline = [
  [0.2, 0.1],
  [0.9, 0.3],
  [0.4, 0.9],
];
const POINTS = 90;
const STAFF: Outline = [
  [0.6, 0],
  [1, 0.1],
  [1, 0.5],
  [0.7, 0.4],
];

/** Even-odd rule. */
function inside(outline: Outline, x: number, y: number): boolean {
  let odd = false;
  outline.forEach(([x0, y0], i) => {
    const [x1, y1] = outline[(i + 1) % outline.length] as [number, number];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)) odd = !odd;
  });
  return odd;
}

describe("what is blanked", () => {
  it("is nothing for a rectangle without an exclusion", () => {
    expect(blankedAreas({ zone: zoneSchema.parse({}), exclude: [] })).toEqual([]);
  });

  it("covers every point outside the polygon and every excluded one, and little more", () => {
    const zone = zoneSchema.parse({ polygon: TRIANGLE });
    const areas = blankedAreas({ zone, exclude: [STAFF] });
    const blank = (x: number, y: number): boolean => {
      const [u, v] = [(x - zone.x) / zone.width, (y - zone.y) / zone.height];
      return areas.some(({ left, top, right, bottom }) => u >= left && u <= right && v >= top && v <= bottom);
    };
    let [visible, wasted] = [0, 0];
    for (let row = 0; row < POINTS; row++) {
      for (let column = 0; column < POINTS; column++) {
        const [u, v] = [(column + 0.37) / POINTS, (row + 0.37) / POINTS];
        const [x, y] = [zone.x + u * zone.width, zone.y + v * zone.height];
        if (!inside(TRIANGLE, x, y) || inside(STAFF, x, y)) expect(blank(x, y)).toBe(true);
        else visible++;
        if (inside(TRIANGLE, x, y) && !inside(STAFF, x, y) && blank(x, y)) wasted++;
      }
    }
    expect(wasted / visible).toBeLessThan(0.08);
    expect(shareLeft(areas)).toBeCloseTo((visible - wasted) / POINTS ** 2, 2);
  });

  it("needs one rectangle for one", () => {
    const exclude: Outline[] = [
      [
        [0.5, 0],
        [1, 0],
        [1, 1],
        [0.5, 1],
      ],
    ];
    const areas = blankedAreas({ zone: zoneSchema.parse({ x: 0, width: 1 }), exclude });
    expect(areas).toEqual([{ left: 0.5, top: 0, right: 1, bottom: 1 }]);
    const frame = { left: 0, top: 0, width: 200, height: 100 };
    expect(shareSeen({ x: 80, y: 20, width: 40, height: 40 }, frame, areas)).toBeCloseTo(0.5);
    expect(shareSeen({ x: -20, y: 20, width: 40, height: 40 }, frame, areas)).toBeCloseTo(0.5);
  });
});
