import { describe, expect, it } from "vitest";
import { levelsOf, sampleFace } from "#eye/expression/face-levels.js";
import { InputTensor } from "#eye/expression/input-tensor.js";
import { channelsOf, type NetworkInput, networkShape, OUR_NETWORK } from "#eye/expression/network.js";
import { AlignedFace } from "#eye/face/aligned-face.js";
import type { Picture } from "#eye/face/picture.js";

const inputOf = (change: object): NetworkInput => networkShape.input.parse({ ...OUR_NETWORK.input, ...change });

/** Red grows to the right, green downwards, blue is even: 2 levels per pixel. */
const SIDE = 120;
const ramp: Picture = {
  rgb: Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return [2 * (pixel % SIDE), 2 * Math.floor(pixel / SIDE), 80][i % 3] as number;
  }),
  width: SIDE,
  height: SIDE,
};
function cut(input: NetworkInput, similarity = { a: 1, b: 0, tx: 30, ty: 40 }): Float32Array {
  const into = new Float32Array(input.width * input.height * channelsOf(input));
  sampleFace({ picture: ramp, similarity, input, into });
  return into;
}

describe("sampleFace", () => {
  it("cuts what our own network is shown, from a small, a large and a turned face", () => {
    for (const similarity of [
      { a: 0.8, b: 0, tx: 30, ty: 40 },
      { a: 1.9, b: 0.2, tx: 12, ty: 3 },
      { a: 1.2, b: -0.5, tx: 10, ty: 50 },
    ]) {
      const aligned = new AlignedFace();
      aligned.sample(ramp, similarity);
      const levels = cut(inputOf({}), similarity);
      for (let i = 0; i < levels.length; i++)
        expect(Math.abs((levels[i] as number) - (aligned.face[i] as number))).toBeLessThan(1);
    }
  });

  it("keeps the colours apart, red first", () => {
    const levels = cut(inputOf({ colour: "rgb" }));
    expect([...levels.slice(0, 3)].map(Math.round)).toEqual([60, 80, 80]);
    expect([...levels.slice(-3)].map(Math.round)).toEqual([2 * (30 + 47), 2 * (40 + 47), 80]);
  });

  it("covers the same face at another size", () => {
    const levels = cut(inputOf({ colour: "rgb", width: 96, height: 24 }));
    // The first pixel of 96 is centred a quarter pixel of 48 left of the first of 48, the first of 24 half a pixel below.
    expect(levels[0]).toBeCloseTo(2 * (30 - 0.25), 3);
    expect(levels[1]).toBeCloseTo(2 * (40 + 0.5), 3);
  });

  it("takes a wider crop, moved down, about the same centre", () => {
    const centreOf = (levels: Float32Array, channel: number): number => {
      const at = (i: number): number => levels[3 * i + channel] as number;
      return (at(0) + at(48 * 48 - 1)) / 2;
    };
    const widthOf = (levels: Float32Array): number => (levels[3 * 47] as number) - (levels[0] as number);
    const [plain, wide] = [
      cut(inputOf({ colour: "rgb" })),
      cut(inputOf({ colour: "rgb", framing: { scale: 1.25, down: 0.1 } })),
    ];
    expect(widthOf(wide) / widthOf(plain)).toBeCloseTo(1.25, 3);
    expect(centreOf(wide, 0)).toBeCloseTo(centreOf(plain, 0), 3);
    // 0.1 of 48 px, 2 levels a pixel.
    expect(centreOf(wide, 1) - centreOf(plain, 1)).toBeCloseTo(9.6, 3);
  });
});

describe("InputTensor", () => {
  const levels = Float32Array.from({ length: 16 * 16 * 3 }, (_, i) => (i * 5) % 256);
  const at = (x: number, y: number, channel: number): number => levels[(y * 16 + x) * 3 + channel] as number;
  const fill = (change: object): { data: Float32Array; dims: readonly number[] } => {
    const tensor = new InputTensor(inputOf({ colour: "rgb", width: 16, height: 16, ...change }), 1);
    tensor.fill(levels, 0);
    return { data: tensor.data, dims: tensor.tensor(1).dims };
  };

  it("lays colours one after another, or side by side", () => {
    const planes = fill({ mirror: false });
    expect(planes.dims).toEqual([1, 3, 16, 16]);
    expect(planes.data[2 * 256 + 3 * 16 + 5]).toBeCloseTo(at(5, 3, 2) / 255, 6);
    const beside = fill({ mirror: false, layout: "nhwc" });
    expect(beside.dims).toEqual([1, 16, 16, 3]);
    expect(beside.data[(3 * 16 + 5) * 3 + 2]).toBeCloseTo(at(5, 3, 2) / 255, 6);
  });

  it("turns red and blue round for bgr, and the mean goes with the place", () => {
    const { data } = fill({ colour: "bgr", range: [0, 255], mean: [100, 110, 120], mirror: false });
    expect(data[0]).toBeCloseTo(at(0, 0, 2) - 100, 4);
    expect(data[256]).toBeCloseTo(at(0, 0, 1) - 110, 4);
    expect(data[512]).toBeCloseTo(at(0, 0, 0) - 120, 4);
  });

  it("scales to its range, then takes mean and deviation", () => {
    expect(fill({ range: [-1, 1], mirror: false }).data[5]).toBeCloseTo((at(5, 0, 0) / 255) * 2 - 1, 6);
    const { data } = fill({ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], mirror: false });
    expect(data[256]).toBeCloseTo((at(0, 0, 1) / 255 - 0.456) / 0.224, 5);
  });

  it.each(["nchw", "nhwc"])("puts the mirror image after the face (%s)", (layout) => {
    const { data, dims } = fill({ layout });
    expect(dims[0]).toBe(2);
    const index = (x: number, y: number, c: number): number =>
      layout === "nchw" ? c * 256 + y * 16 + x : (y * 16 + x) * 3 + c;
    for (const [x, y, c] of [
      [0, 0, 0],
      [3, 9, 1],
      [15, 15, 2],
    ] as const) {
      expect(data[768 + index(15 - x, y, c)]).toBe(data[index(x, y, c)]);
    }
  });
});

describe("levelsOf", () => {
  it("is the luma for grey, and the colours otherwise", () => {
    const picture = { rgb: Uint8Array.from([10, 20, 30, 255, 255, 255]), width: 2, height: 1 };
    expect([...levelsOf(picture, 3)]).toEqual([10, 20, 30, 255, 255, 255]);
    const [first, white] = levelsOf(picture, 1);
    expect(first).toBeCloseTo(0.299 * 10 + 0.587 * 20 + 0.114 * 30, 4);
    expect(white).toBeCloseTo(255, 4);
  });
});
