import { describe, expect, it } from "vitest";
import { DETAIL_SIDE } from "#eye/face/aligned-face.js";
import { pictureQuality } from "#eye/quality/picture-quality.js";
import { drawFace, randomFrom } from "../../../support/drawn-face.js";

/** Grey levels of a 96 px picture by a function of its coordinates; the 48 px one is its means. */
function picture(level: (x: number, y: number) => number) {
  const detail = new Float32Array(DETAIL_SIDE * DETAIL_SIDE);
  for (let i = 0; i < detail.length; i++) detail[i] = level(i % DETAIL_SIDE, Math.floor(i / DETAIL_SIDE));
  const face = new Float32Array(48 * 48);
  for (let i = 0; i < face.length; i++) {
    const o = Math.floor(i / 48) * 2 * DETAIL_SIDE + (i % 48) * 2;
    face[i] = [0, 1, DETAIL_SIDE, DETAIL_SIDE + 1].reduce((sum, d) => sum + (detail[o + d] as number), 0) / 4;
  }
  return { detail, face };
}
/** A pattern with a period in px of 96: the longer, the softer. */
const waves = (period: number, height = 50) =>
  picture((x, y) => 128 + height * Math.sin((x * 2 * Math.PI) / period) * Math.cos((y * 2 * Math.PI) / period));

describe("pictureQuality", () => {
  it("tells mean, spread and saturation of the grey levels", () => {
    expect(pictureQuality(picture(() => 90))).toMatchObject({ luminance: 90, contrast: 0, glare: 0, sharpness: 0 });
    const halves = pictureQuality(picture((x) => (x < 48 ? 255 : 55)));
    expect(halves.contrast).toBe(200);
    expect(halves.glare).toBeCloseTo(0.5, 1);
  });

  it("finds a fine pattern sharper than a coarse one", () => {
    const sharpness = [6, 10, 20, 40].map((period) => pictureQuality(waves(period)).sharpness);
    expect(sharpness).toEqual([...sharpness].sort((a, b) => b - a));
    expect((sharpness[0] ?? 0) / (sharpness[3] ?? 1)).toBeGreaterThan(20);
  });

  it("does not take a dim face for a blurred one", () => {
    const [bright, dim] = [pictureQuality(waves(12, 90)), pictureQuality(waves(12, 30))];
    expect(dim.sharpness / bright.sharpness).toBeCloseTo(1, 1);
  });

  it("does not take sensor noise for sharpness", () => {
    const random = randomFrom(4);
    const noisy = waves(40);
    const clean = pictureQuality(waves(40)).sharpness;
    for (let i = 0; i < noisy.detail.length; i++) {
      noisy.detail[i] = (noisy.detail[i] as number) + (random() + random() + random() + random() - 2) * 3;
    }
    expect(pictureQuality(noisy).sharpness).toBeLessThan(clean + 6);
  });

  it("gives finite numbers for black, for white and for a drawn face", () => {
    for (const level of [0, 255]) {
      expect(Object.values(pictureQuality(picture(() => level))).every(Number.isFinite)).toBe(true);
    }
    const face = drawFace();
    const { contrast } = pictureQuality({ face, detail: picture(() => 0).detail });
    expect(contrast).toBeGreaterThan(40);
  });
});
