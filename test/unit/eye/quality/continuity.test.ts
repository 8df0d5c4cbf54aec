import { describe, expect, it } from "vitest";
import type { Attire } from "#eye/quality/attire.js";
import { Continuity } from "#eye/quality/continuity.js";
import { type Drawing, drawFace } from "../../../support/drawn-face.js";

const SHIRT: Attire = [1.1, 1, 0.9, 0.2];
const JACKET: Attire = [0.8, 1, 1.2, -0.8];
type Verdict = ReturnType<Continuity["judge"]>;
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

  it("is sure at the third frame that another has come, and stays so", () => {
    const continuity = new Continuity();
    play(continuity, {}, 0, 5);
    expect(play(continuity, { drawing: OTHER, attire: JACKET }, 1_000, 10)).toEqual(Array(10).fill("other"));
  });

  it("forgives a hand or a sheet of paper that passes", () => {
    const continuity = new Continuity();
    play(continuity, {}, 0, 5);
    expect(play(continuity, { drawing: OTHER }, 1_000, 2)).toEqual(["other", "other"]);
    expect(play(continuity, {}, 1_400, 3)).toEqual(["same", "same", "same"]);
    expect(play(continuity, { attire: JACKET }, 2_000, 1)).toEqual(["other"]);
    expect(play(continuity, {}, 2_200, 3)).toEqual(["same", "same", "same"]);
  });

  it("knows the citizen again after a minute over a form, and not somebody else in the same place", () => {
    const continuity = new Continuity();
    play(continuity, {}, 0, 5);
    expect(play(continuity, { drawing: { mouth: 3, gain: 0.7 } }, 60_000, 3)).toEqual(Array(3).fill("same"));
    expect(play(continuity, { drawing: { head: 1.5 }, attire: JACKET }, 120_000, 5)).toEqual(Array(5).fill("other"));
  });

  it("wants a newcomer to be surely the same", () => {
    const cousin: Attire = [1.05, 1, 0.95, 0];
    const [followed, newcomer] = [new Continuity(), new Continuity()];
    for (const continuity of [followed, newcomer]) play(continuity, {}, 0, 5);
    newcomer.expectNewcomer();
    const alike = { drawing: { head: 1 }, attire: cousin };
    expect(play(followed, alike, 1_000, 5)).toEqual(Array(5).fill("same"));
    expect(play(newcomer, alike, 1_000, 5)).toEqual(Array(5).fill("other"));
    expect(play(newcomer, {}, 2_000, 5)).toEqual(["other", "other", "same", "same", "same"]);
  });

  it("never holds on to a wrong verdict: the citizen is taken back at the third frame", () => {
    const continuity = new Continuity();
    play(continuity, {}, 0, 5);
    play(continuity, { drawing: OTHER, attire: JACKET }, 1_000, 20);
    expect(play(continuity, {}, 5_000, 5)).toEqual(["other", "other", "same", "same", "same"]);
  });

  it("takes nobody for the citizen whose face it never saw, once that one has gone", () => {
    const continuity = new Continuity();
    continuity.expectNewcomer();
    expect(play(continuity, {}, 0, 5)).toEqual(Array(5).fill("other"));
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
