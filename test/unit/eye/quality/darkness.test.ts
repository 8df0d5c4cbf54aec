import { describe, expect, it } from "vitest";
import { isDarkBelow } from "#eye/quality/darkness.js";

const room = (level: number, lamp = 0) => {
  const [width, height] = [320, 240];
  const rgb = new Uint8Array(width * height * 3).fill(level);
  rgb.fill(255, 0, lamp * width * 3);
  return { rgb, width, height };
};

describe("isDarkBelow", () => {
  it("is so in a dark room and behind a covered lens, a lamp or not", () => {
    expect(isDarkBelow(45, room(0))).toBe(true);
    expect(isDarkBelow(45, room(30, 2))).toBe(true);
  });

  it("is not so in a lit room, or in one whose half is lit", () => {
    expect(isDarkBelow(45, room(60))).toBe(false);
    expect(isDarkBelow(45, room(10, 120))).toBe(false);
  });
});
