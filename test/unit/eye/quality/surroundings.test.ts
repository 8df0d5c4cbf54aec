import { describe, expect, it } from "vitest";
import { surroundings } from "#eye/quality/surroundings.js";

const BOX = { x: 70, y: 80, width: 60, height: 60 };

/** A picture whose pixels have the grey level that `level` gives. */
function picture(level: (x: number, y: number) => number) {
  const [width, height] = [200, 200];
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) rgb.fill(level(i % width, Math.floor(i / width)), i * 3, i * 3 + 3);
  return { rgb, width, height };
}

describe("what stands behind a face", () => {
  it("is blown out where the light is beyond the camera, whatever its white", () => {
    expect(
      surroundings(
        picture(() => 254),
        BOX,
      ),
    ).toEqual({ luminance: expect.closeTo(254), saturated: 1 });
    expect(
      surroundings(
        picture((x) => (x < 160 ? 221 : 90)),
        BOX,
      ).saturated,
    ).toBeGreaterThan(0.6);
  });

  it("is not blown out where a white wall has shades, or a grey one has none", () => {
    expect(
      surroundings(
        picture((x, y) => 205 + (x + y) / 20),
        BOX,
      ).saturated,
    ).toBe(0);
    expect(
      surroundings(
        picture(() => 150),
        BOX,
      ),
    ).toEqual({ luminance: expect.closeTo(150), saturated: 0 });
  });

  it("leaves out the face, and what lies beyond the picture", () => {
    const face = picture((x, y) => (x >= 70 && x < 130 && y >= 90 ? 20 : 150));
    expect(surroundings(face, BOX).luminance).toBeCloseTo(150);
    expect(surroundings(face, { x: 900, y: 900, width: 10, height: 10 })).toEqual({ luminance: 0, saturated: 0 });
  });
});
