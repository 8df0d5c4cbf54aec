import { describe, expect, it } from "vitest";
import { alignment } from "#eye/face/align.js";
import type { Face } from "#eye/face/face.js";

const CANONICAL = [
  [14.8, 18.3],
  [32.2, 18.3],
  [23.5, 28.4],
  [23.5, 36.75],
  [6, 22],
  [41, 22],
] as const;

function turned(a: number, b: number, tx: number, ty: number): Face {
  const points = CANONICAL.map(([u, v]) => ({ x: a * u - b * v + tx, y: b * u + a * v + ty }));
  return { box: { x: 0, y: 0, width: 100, height: 100 }, points, score: 1 };
}

describe("alignment", () => {
  it("finds scale, turn and place of a canonical face exactly", () => {
    const found = alignment(turned(3.1, -0.7, 210, 95));
    expect(found.a).toBeCloseTo(3.1, 9);
    expect(found.b).toBeCloseTo(-0.7, 9);
    expect(found.tx).toBeCloseTo(210, 7);
    expect(found.ty).toBeCloseTo(95, 7);
  });

  it("takes no notice of the ears: on a turned head they are guesses", () => {
    const face = turned(3, 0, 0, 0);
    const moved = { ...face, points: face.points.map((p, i) => (i > 3 ? { x: p.x + 50, y: p.y - 30 } : p)) };
    expect(alignment(moved)).toEqual(alignment(face));
  });
});
