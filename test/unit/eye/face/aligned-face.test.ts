import { expect, it } from "vitest";
import { AlignedFace } from "#eye/face/aligned-face.js";

const grey = (width: number, height: number, level: number) => ({
  rgb: new Uint8Array(width * height * 3).fill(level),
  width,
  height,
});

it.each([
  ["nothing", false],
  ["a larger, brighter face", true],
])("the picture's border goes on beyond its edges, when %s was cut out before", (_what, before) => {
  for (const [tx, ty] of [
    [-60, -70],
    [50, 40],
    [90, 95],
  ] as const) {
    const aligned = new AlignedFace();
    if (before) aligned.sample(grey(300, 300, 255), { a: 4, b: 0.5, tx: 40, ty: 40 });
    aligned.sample(grey(100, 100, 100), { a: 2, b: -0.3, tx, ty });
    expect(Math.min(...aligned.detail)).toBeCloseTo(100, 3);
    expect(Math.max(...aligned.detail)).toBeCloseTo(100, 3);
  }
});
