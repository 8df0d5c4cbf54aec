import { describe, expect, it } from "vitest";
import { PictureMeter } from "#eye/measure/picture-meter.js";
import { randomFrom } from "../../../support/drawn-face.js";

const [WIDTH, HEIGHT] = [320, 240];

/** A grey scene with sensor noise; `light` per row, and a dark figure whose left edge stands at `figure`. */
function scene(options: { seed: number; light?: (row: number) => number; figure?: number }) {
  const random = randomFrom(options.seed);
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const inFigure = options.figure !== undefined && x >= options.figure && x < options.figure + 90 && y > 60;
      const base = inFigure ? 60 + (y % 40) : 130;
      const level = base * (options.light?.(y) ?? 1) + (random() - 0.5) * 8;
      rgb.fill(Math.min(255, level), (y * WIDTH + x) * 3, (y * WIDTH + x) * 3 + 3);
    }
  }
  return { rgb, width: WIDTH, height: HEIGHT };
}

const bands = (phase: number) => (row: number) => 1 + 0.06 * Math.sin((2 * Math.PI * row) / 120 + phase);

describe("the picture meter", () => {
  it("tells bands of a lamp's flicker from a person who moves and from noise", () => {
    const meter = new PictureMeter();
    meter.measure(scene({ seed: 1 }));
    expect(meter.measure(scene({ seed: 2 })).flicker).toBeLessThan(1);
    expect(meter.measure(scene({ seed: 3, figure: 40 })).flicker).toBeLessThan(1.5);
    expect(meter.measure(scene({ seed: 4, figure: 70 })).flicker).toBeLessThan(1.5);
    meter.measure(scene({ seed: 5, light: bands(0) }));
    expect(meter.measure(scene({ seed: 6, light: bands(2) })).flicker).toBeGreaterThan(4);
  });

  it("knows a picture that is repeated to the bit, and how light it is", () => {
    const meter = new PictureMeter();
    expect(meter.measure(scene({ seed: 1 }))).toMatchObject({ repeated: false, flicker: 0, saturated: 0 });
    const again = meter.measure(scene({ seed: 1 }));
    expect(again.repeated).toBe(true);
    expect(again.luminance).toBeGreaterThan(125);
    expect(again.luminance).toBeLessThan(135);
    expect(meter.measure(scene({ seed: 7 })).repeated).toBe(false);
    const white = meter.measure(scene({ seed: 8, light: () => 3 }));
    expect(white).toMatchObject({ saturated: 1, histogram: [...Array(15).fill(0), 1] });
    expect(again.histogram.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1);
    expect(again.histogram[15]).toBe(0);
  });
});
