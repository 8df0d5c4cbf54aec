import { describe, expect, it } from "vitest";
import type { Attire } from "#eye/quality/attire.js";
import { Continuity, type Verdict } from "#eye/quality/continuity.js";
import { type Drawing, drawFace } from "../../../support/drawn-face.js";

const SHIRT: Attire = [1.1, 1, 0.9, 4.5];
const JACKET: Attire = [0.8, 1, 1.2, 3.5];
const FRONTAL = { yaw: 0, pitch: 0, roll: 0 };
type Seen = { drawing?: Drawing; attire?: Attire; yaw?: number; t: number };

function judge(continuity: Continuity, { drawing = {}, attire = SHIRT, yaw = 0, t }: Seen): Verdict {
  return continuity.judge({ face: drawFace({ noise: 3, seed: t, ...drawing }), pose: { ...FRONTAL, yaw }, attire, t });
}
const play = (continuity: Continuity, seen: Omit<Seen, "t">, from: number, frames: number): Verdict[] =>
  Array.from({ length: frames }, (_, i) => judge(continuity, { ...seen, t: from + i * 200 }));
/** A picture that has nothing in common with the face before. */
const OTHER: Drawing = { gain: -1, offset: 255 };

describe("Continuity", () => {
  it("takes changing expressions of one face for the same", () => {
    const continuity = new Continuity();
    const verdicts = [0, 1, 2, 3, 4, 5].flatMap((i) =>
      play(continuity, { drawing: { mouth: i % 4, eyes: (i % 3) / 2 } }, i * 1_000, 5),
    );
    expect(new Set(verdicts)).toEqual(new Set(["same"]));
  });

  it("doubts at once and is sure at the third frame that another has come", () => {
    const continuity = new Continuity();
    play(continuity, {}, 0, 5);
    expect(play(continuity, { drawing: OTHER, attire: JACKET }, 1_000, 3)).toEqual(["doubt", "doubt", "changed"]);
  });

  it("forgives a hand or a sheet of paper that passes", () => {
    const continuity = new Continuity();
    play(continuity, {}, 0, 5);
    expect(play(continuity, { drawing: OTHER }, 1_000, 2)).toEqual(["doubt", "doubt"]);
    expect(play(continuity, {}, 1_400, 3)).toEqual(["same", "same", "same"]);
    expect(play(continuity, { attire: JACKET }, 2_000, 3)).toEqual(["same", "same", "same"]);
  });

  it("does not compare a turned face with a frontal one", () => {
    const continuity = new Continuity();
    play(continuity, {}, 0, 5);
    expect(play(continuity, { drawing: OTHER, yaw: 25 }, 1_000, 5)).toEqual(Array(5).fill("same"));
  });

  it("forgets all at a reset", () => {
    const continuity = new Continuity();
    play(continuity, {}, 0, 5);
    continuity.reset();
    expect(play(continuity, { drawing: OTHER, attire: JACKET }, 1_000, 5)).toEqual(Array(5).fill("same"));
  });
});
