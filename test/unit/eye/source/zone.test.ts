import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameSize, placeInFrame, zonePixels, zoneSchema } from "#eye/source/zone.js";

const size = fc.record({ width: fc.integer({ min: 1, max: 5000 }), height: fc.integer({ min: 1, max: 5000 }) });
const zone = fc
  .tuple(fc.double({ min: 0, max: 0.95, noNaN: true }), fc.double({ min: 0, max: 0.95, noNaN: true }))
  .chain(([x, y]) =>
    fc.record({
      x: fc.constant(x),
      y: fc.constant(y),
      width: fc.double({ min: 0.05, max: 1 - x, noNaN: true }),
      height: fc.double({ min: 0.05, max: 1 - y, noNaN: true }),
    }),
  );

describe("zone", () => {
  it("is the middle half of the width by default", () => {
    const byDefault = zoneSchema.parse({});
    expect(zonePixels({ width: 1280, height: 720 }, byDefault)).toEqual({ left: 320, top: 0, width: 640, height: 720 });
    expect(frameSize({ width: 1280, height: 720 }, byDefault)).toEqual({ width: 640, height: 720 });
  });

  it("stays inside every picture and is never empty", () => {
    fc.assert(
      fc.property(size, zone, (picture, of) => {
        const cut = zonePixels(picture, of);
        expect(cut.left).toBeGreaterThanOrEqual(0);
        expect(cut.top).toBeGreaterThanOrEqual(0);
        expect(Math.min(cut.width, cut.height)).toBeGreaterThanOrEqual(1);
        expect(cut.left + cut.width).toBeLessThanOrEqual(picture.width);
        expect(cut.top + cut.height).toBeLessThanOrEqual(picture.height);
      }),
    );
  });

  it("places any picture inside any frame, never enlarged", () => {
    fc.assert(
      fc.property(size, size, (cropped, frame) => {
        const place = placeInFrame(cropped, frame);
        expect(place.width).toBeLessThanOrEqual(Math.min(cropped.width, frame.width));
        expect(place.height).toBeLessThanOrEqual(Math.min(cropped.height, frame.height));
        expect(Math.min(place.width, place.height)).toBeGreaterThanOrEqual(1);
        expect(place.left + place.width).toBeLessThanOrEqual(frame.width);
        expect(place.top + place.height).toBeLessThanOrEqual(frame.height);
      }),
    );
  });

  it.each([
    [
      { width: 2000, height: 1000 },
      { left: 0, top: 75, width: 300, height: 150 },
    ],
    [
      { width: 200, height: 600 },
      { left: 100, top: 0, width: 100, height: 300 },
    ],
    [
      { width: 100, height: 100 },
      { left: 100, top: 100, width: 100, height: 100 },
    ],
  ])("keeps the aspect of %o and centres it", (cropped, place) => {
    expect(placeInFrame(cropped, { width: 300, height: 300 })).toEqual(place);
  });

  it("refuses a zone that ends outside the picture, and takes one that ends at its edge", () => {
    expect(zoneSchema.safeParse({ x: 0.6, width: 0.5 }).error?.issues[0]?.message).toContain("outside the picture");
    expect(zoneSchema.safeParse({ y: 0.6, height: 0.5 }).error?.issues[0]?.path).toEqual(["height"]);
    expect(zoneSchema.safeParse({ x: 0.3, width: 0.7, y: 0.1, height: 0.9 }).success).toBe(true);
    expect(zoneSchema.safeParse({ width: 0 }).success).toBe(false);
  });
});
