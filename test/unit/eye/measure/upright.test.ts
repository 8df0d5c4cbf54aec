import { describe, expect, it } from "vitest";
import type { Face } from "#eye/face/face.js";
import type { Picture } from "#eye/face/picture.js";
import { Upright } from "#eye/measure/upright.js";

const face = (score: number): Face => ({ box: { x: 0, y: 0, width: 9, height: 9 }, points: [], score });
/** Surest of a picture that begins with red. */
const looking = (right: number, wrong: number) => {
  let searched = 0;
  const look = (surely: number, hardly: number): void => {
    [right, wrong] = [surely, hardly];
  };
  const detector = {
    findAll: async ({ rgb }: Picture) => {
      searched++;
      const score = rgb[0] === 255 ? right : wrong;
      return score > 0 ? [face(score)] : [];
    },
  };
  return { upright: new Upright(detector), searches: () => searched, look };
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

  it("is looked for in every frame until three have shown a face, then in every tenth", async () => {
    const { upright, searches } = looking(0.95, 0.8);
    for (let i = 0; i < 12; i++) expect(await upright.isUpsideDown(TURNED)).toBe(true);
    expect(searches()).toBe(2 * 3);
    await upright.isUpsideDown(TURNED);
    expect(searches()).toBe(2 * 4);
  });

  it("is told by the first frame with a face, however long nobody was there", async () => {
    const scene = looking(0, 0);
    for (let i = 0; i < 13; i++) expect(await scene.upright.isUpsideDown(TURNED)).toBe(false);
    scene.look(0.95, 0.8);
    expect(await scene.upright.isUpsideDown(TURNED)).toBe(true);
  });

  it("is not told by shapes that convince nobody", async () => {
    const { upright } = looking(0.5, 0.6);
    expect(await upright.isUpsideDown(UPRIGHT)).toBe(false);
    expect(await upright.isUpsideDown(TURNED)).toBe(false);
  });

  it("does not turn over for one frame that misleads, the first or a later one", async () => {
    const { upright, look } = looking(0.7, 0.75);
    await upright.isUpsideDown(TURNED);
    look(0.95, 0.8);
    const told: boolean[] = [];
    for (let i = 0; i < 40; i++) {
      if (i === 12) look(0.7, 0.75);
      else look(0.95, 0.8);
      told.push(await upright.isUpsideDown(TURNED));
    }
    expect(told).toEqual(Array(40).fill(true));
  });

  it("turns over when the technician has turned the camera", async () => {
    const { upright } = looking(0.95, 0.8);
    for (let i = 0; i < 5; i++) expect(await upright.isUpsideDown(TURNED)).toBe(true);
    const told: boolean[] = [];
    for (let i = 0; i < 13; i++) told.push(await upright.isUpsideDown(UPRIGHT));
    expect(told.at(-1)).toBe(false);
    upright.clear();
    expect(await upright.isUpsideDown(TURNED)).toBe(true);
  });
});
