import { describe, expect, it } from "vitest";
import type { Background } from "#contract/background.js";
import { BackgroundTaker } from "#eye/drift/background-taker.js";
import type { Picture } from "#eye/face/picture.js";
import { contentOf, PADDING } from "#eye/source/content.js";
import { seen } from "../../../support/backgrounds.js";

const SIZE = { width: 64, height: 48 };
/** A grey pattern; `paint` changes it. */
function picture(paint: (x: number, y: number, level: number) => number = (_x, _y, level) => level): Picture {
  const rgb = new Uint8Array(SIZE.width * SIZE.height * 3);
  for (let y = 0; y < SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      const level = paint(x, y, 120 + 60 * Math.sin(x / 7) * Math.cos(y / 5));
      rgb.fill(level, (y * SIZE.width + x) * 3, (y * SIZE.width + x) * 3 + 3);
    }
  }
  return { rgb, ...SIZE };
}
const inBox = (x: number, y: number): boolean => x >= 40 && x < 56 && y >= 16 && y < 40;

/** Shows pictures half a second apart; when the background came, and what it was. */
function show(
  taker: BackgroundTaker,
  pictures: (t: number) => Picture,
  from = 0,
): { at: number; background: Background } {
  for (let t = from; t < from + 60_000; t += 500) {
    const background = taker.look({ ...pictures(t), t, available: t });
    if (background) return { at: t, background };
  }
  throw new Error("none was taken");
}

describe("a background", () => {
  it("takes five seconds of stillness, however bright", () => {
    const still = show(new BackgroundTaker(seen()), () => picture());
    expect(still.at).toBe(5_500);
    expect(still.background).toMatchObject({ frames: 12, extent: { width: 0.5, height: 0.375 } });
    const flickering = show(new BackgroundTaker(seen()), (t) =>
      picture((_x, _y, level) => level * (0.8 + (t % 3) / 10)),
    );
    expect(flickering.at).toBe(5_500);
    expect(flickering.background.coefficients).toEqual(still.background.coefficients);
  });

  it("begins anew when something comes, goes or moves, and after a silence", () => {
    const coming = (t: number) => picture((x, y, level) => (t >= 4_000 && inBox(x, y) ? level / 3 : level));
    expect(show(new BackgroundTaker(seen()), coming).at).toBe(9_500);
    const taker = new BackgroundTaker(seen());
    for (const t of [0, 500, 1_000]) expect(taker.look({ ...picture(), t, available: t })).toBeUndefined();
    expect(show(taker, () => picture(), 6_000).at).toBe(11_500);
  });

  it("holds nothing of what was seen before it was wiped", () => {
    const plain = show(new BackgroundTaker(seen()), () => picture()).background;
    const taker = new BackgroundTaker(seen());
    for (let t = 0; t < 4_000; t += 500) taker.look({ ...picture((_x, _y, level) => 255 - level), t, available: t });
    taker.wipe();
    expect(show(taker, () => picture(), 4_000).background).toEqual(plain);
  });

  it("is the same whatever stands where nothing may be seen", () => {
    const exclude = [
      [
        [0.5, 0.25],
        [0.75, 0.25],
        [0.75, 1],
        [0.5, 1],
      ],
    ];
    const camera = seen({ exclude });
    const [one, other] = [40, 200].map(
      (painted) =>
        show(new BackgroundTaker(camera), () => picture((x, y, level) => (x >= 32 && y >= 12 ? painted : level)))
          .background,
    );
    expect(one).toEqual(other);
  });

  it("is that of the picture, without the padding that it stands in", () => {
    const framed = picture((x, y, level) => (x < 8 || x >= 56 || y < 6 || y >= 42 ? PADDING : level));
    expect(contentOf(framed)).toEqual({ left: 8, top: 6, width: 48, height: 36 });
    expect(contentOf(picture())).toEqual({ left: 0, top: 0, ...SIZE });
    expect(contentOf(picture(() => PADDING))).toEqual({ left: 0, top: 0, ...SIZE });
    // Black of the camera's own is a part of the picture.
    expect(contentOf(picture((x, _y, level) => (x < 8 || x >= 56 ? 0 : level)))).toEqual({ left: 0, top: 0, ...SIZE });
    expect(contentOf(picture((x, _y, level) => (x < 8 ? PADDING : level)))).toEqual({ left: 0, top: 0, ...SIZE });
    expect(show(new BackgroundTaker(seen()), () => framed).background.extent).toEqual({ width: 0.5, height: 0.375 });
  });

  it("of a blank wall says nothing", () => {
    const blank = show(new BackgroundTaker(seen()), () => picture(() => 150)).background;
    expect(blank.coefficients.every((term) => term === 0)).toBe(true);
    expect(blank).toMatchObject({ detail: 0, light: 150 });
  });
});
