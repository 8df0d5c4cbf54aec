import { describe, expect, it } from "vitest";
import { FaceMotion } from "#eye/quality/face-motion.js";
import { Stillness } from "#eye/quality/stillness.js";
import { type Drawing, drawFace, randomFrom } from "../../../support/drawn-face.js";

/** Plays 14 s at 5 fps and tells at which frame a still picture was seen, if ever. */
function firstStill(drawing: (frame: number) => Drawing): number {
  const stillness = new Stillness();
  return Array.from({ length: 70 }, (_, i) => stillness.isStill(drawFace({ seed: i, ...drawing(i) }), i * 200)).indexOf(
    true,
  );
}

describe("Stillness", () => {
  it("sees a photograph after ten seconds, through sensor noise", () => {
    expect(firstStill(() => ({ noise: 4 }))).toBe(50);
  });

  it("sees a photograph that is moved by hand while the light changes", () => {
    const random = randomFrom(3);
    const wobble = (size: number): number => (random() * 2 - 1) * size;
    expect(
      firstStill(() => ({
        noise: 3,
        x: wobble(0.8),
        y: wobble(0.8),
        turn: wobble(0.04),
        gain: 1 + wobble(0.1),
        offset: wobble(10),
        slope: wobble(8),
      })),
    ).toBe(50);
  });

  it("never takes a face that blinks every four seconds for a photograph", () => {
    expect(firstStill((i) => ({ noise: 4, eyes: i % 20 === 12 ? 0 : 1 }))).toBe(-1);
  });

  it("never takes a speaking face for a photograph", () => {
    expect(firstStill((i) => ({ noise: 4, mouth: 1.2 + Math.sin(i) }))).toBe(-1);
  });

  it("starts again after a gap and after a reset", () => {
    const stillness = new Stillness();
    const face = drawFace();
    for (let t = 0; t < 9_000; t += 200) stillness.isStill(face, t);
    expect(stillness.isStill(face, 13_000)).toBe(false);
    for (let t = 13_200; t < 23_000; t += 200) expect(stillness.isStill(face, t)).toBe(false);
    expect(stillness.isStill(face, 23_000)).toBe(true);
    stillness.reset();
    expect(stillness.isStill(face, 23_200)).toBe(false);
  });
});

describe("FaceMotion", () => {
  it("gives a number for a featureless picture too", () => {
    const motion = new FaceMotion();
    const flat = new Float32Array(48 * 48).fill(90);
    motion.setReference(flat);
    expect(motion.changeTo(flat)).toBeCloseTo(0, 3);
  });
});
