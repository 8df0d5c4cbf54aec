import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tilesOf } from "#eye/face/detector.js";

describe("tilesOf", () => {
  it("puts one square around a picture that is nearly square", () => {
    expect(tilesOf({ width: 640, height: 720 })).toEqual([{ x: -40, y: 0, side: 720 }]);
  });

  it("reads a wide picture in two squares as high as it is", () => {
    expect(tilesOf({ width: 1280, height: 720 }).map(({ x, y }) => [x, y])).toEqual([
      [0, expect.closeTo((720 - 742.4) / 2, 9)],
      [expect.closeTo(1280 - 742.4, 9), expect.closeTo((720 - 742.4) / 2, 9)],
    ]);
  });

  it("leaves no part of any picture unsearched, and no seam without overlap", () => {
    const sides = fc.integer({ min: 60, max: 4_000 });
    fc.assert(
      fc.property(sides, sides, (width, height) => {
        const tiles = tilesOf({ width, height });
        const covers = (x: number, y: number): boolean =>
          tiles.some((t) => x >= t.x - 1e-6 && y >= t.y - 1e-6 && x <= t.x + t.side + 1e-6 && y <= t.y + t.side + 1e-6);
        for (const u of [0, 0.25, 0.5, 0.75, 1])
          for (const v of [0, 0.25, 0.5, 0.75, 1]) if (!covers(u * width, v * height)) return false;
        const [first, second] = tiles;
        if (!first || !second) return true;
        const shared = first.side - Math.max(second.x - first.x, second.y - first.y);
        return shared >= 0.15 * Math.max(width, height);
      }),
    );
  });
});
