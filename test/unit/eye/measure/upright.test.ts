import { describe, expect, it } from "vitest";
import type { Face } from "#eye/face/face.js";
import type { Picture } from "#eye/face/picture.js";
import { Upright } from "#eye/measure/upright.js";

const face = (score: number): Face => ({ box: { x: 0, y: 0, width: 9, height: 9 }, points: [], score });
/** Surest of a picture that begins with red. */
const looking = (right: number, wrong: number) => {
  let searched = 0;
  const detector = {
    findAll: async ({ rgb }: Picture) => {
      searched++;
      const score = rgb[0] === 255 ? right : wrong;
      return score > 0 ? [face(score)] : [];
    },
  };
  return { upright: new Upright(detector), searches: () => searched };
};
const UPRIGHT: Picture = { rgb: Uint8Array.from([255, 0, 0, 1, 2, 3, 4, 5, 6, 0, 0, 255]), width: 2, height: 2 };
const TURNED: Picture = { rgb: Uint8Array.from([0, 0, 255, 4, 5, 6, 1, 2, 3, 255, 0, 0]), width: 2, height: 2 };

describe("which way up the camera hangs", () => {
  it("is the way in which a face is found more surely, pixel for pixel turned over", async () => {
    expect(await looking(0.95, 0.8).upright.isUpsideDown(UPRIGHT)).toBe(false);
    expect(await looking(0.95, 0.8).upright.isUpsideDown(TURNED)).toBe(true);
    const seen: Uint8Array[] = [];
    const detector = {
      findAll: async ({ rgb }: Picture) => {
        seen.push(rgb.slice());
        return [];
      },
    };
    await new Upright(detector).isUpsideDown(TURNED);
    expect(seen[1]).toEqual(UPRIGHT.rgb);
  });

  it("stays as it was while nobody convincing is there, and is looked for only now and then", async () => {
    const { upright, searches } = looking(0.95, 0.8);
    for (let i = 0; i < 10; i++) expect(await upright.isUpsideDown(TURNED)).toBe(true);
    expect(searches()).toBe(2);
    const empty = looking(0.5, 0.6).upright;
    expect(await empty.isUpsideDown(TURNED)).toBe(false);
    expect(await empty.isUpsideDown(UPRIGHT)).toBe(false);
  });
});
