import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { type Measures, reasonAgainst, weightOf } from "#eye/quality/judge-face.js";

const LIMITS = DEFAULT_POLICY.reading;
const GOOD: Measures = {
  faceWidth: 170,
  interEye: 73,
  yaw: 3,
  pitch: -2,
  roll: 1,
  sharpness: 120,
  luminance: 140,
  contrast: 110,
  unreadable: 0.02,
  glare: 0,
  behind: { luminance: 180, saturated: 0 },
};
const judge = (change: Partial<Measures>) => reasonAgainst({ ...GOOD, ...change }, LIMITS);

describe("reasonAgainst", () => {
  it("has nothing against a good face", () => {
    expect(judge({})).toBeUndefined();
  });

  it.each<[string, Partial<Measures>]>([
    ["too_small", { faceWidth: 60 }],
    ["too_small", { interEye: 26 }],
    ["dark", { luminance: 20 }],
    ["dark", { luminance: 80, contrast: 10 }],
    ["glare", { luminance: 240 }],
    ["glare", { glare: 0.4 }],
    ["glare", { luminance: 180, contrast: 10 }],
    ["glare", { luminance: 85, behind: { luminance: 240, saturated: 0.7 } }],
    ["pose", { yaw: -50 }],
    ["pose", { pitch: 40 }],
    ["pose", { roll: 50 }],
    ["blur", { sharpness: 6 }],
    ["unreadable", { unreadable: 0.8 }],
  ])("is %s for %o", (reason, change) => {
    expect(judge(change)).toBe(reason);
  });

  it("tells the first of several reasons", () => {
    expect(judge({ faceWidth: 30, luminance: 5, yaw: 80, sharpness: 0, unreadable: 1 })).toBe("too_small");
    expect(judge({ luminance: 5, yaw: 80, sharpness: 0 })).toBe("dark");
    expect(judge({ yaw: 80, sharpness: 0, unreadable: 1 })).toBe("pose");
  });

  it("does not call a turned head small for its eyes standing close", () => {
    expect(judge({ yaw: 50, interEye: 20 })).toBe("pose");
  });

  it("calls a cover a cover, though keypoints slip on it", () => {
    expect(judge({ unreadable: 0.98, pitch: 35 })).toBe("unreadable");
    expect(judge({ unreadable: 0.98, sharpness: 9 })).toBe("unreadable");
    expect(judge({ unreadable: 0.98, yaw: 55 })).toBe("pose");
  });

  it("does not refuse a dark-skinned face in front of a white wall", () => {
    expect(judge({ luminance: 75, contrast: 60, behind: { luminance: 225, saturated: 0.1 } })).toBeUndefined();
  });
});

describe("weightOf", () => {
  const weight = (change: Partial<Measures>): number => weightOf({ ...GOOD, ...change }, LIMITS);

  it("is nearly one for a good face, and never outside 0–1", () => {
    expect(weight({})).toBeGreaterThan(0.9);
    expect(weight({ faceWidth: 5_000, sharpness: 9_999, unreadable: 0 })).toBeLessThanOrEqual(1);
    expect(weight({ yaw: 89, pitch: 89, sharpness: 0, unreadable: 1 })).toBe(0);
  });

  it.each<[keyof Measures, number, number]>([
    ["yaw", 10, 30],
    ["pitch", -5, -28],
    ["faceWidth", 100, 66],
    ["sharpness", 24, 15],
    ["unreadable", 0.1, 0.4],
  ])("falls with %s from %d to %d", (measure, better, worse) => {
    expect(weight({ [measure]: better })).toBeGreaterThan(weight({ [measure]: worse }));
  });
});
