import { describe, expect, it } from "vitest";
import { checkOf, type Drill } from "#contract/drill.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { ReadingReason } from "#contract/reading.js";
import { Calibration } from "#desk/calibration/calibration.js";
import { startDrill, viewDrill } from "#desk/calibration/drill.js";
import { measureAt, measuresOver } from "../../../support/measures.js";

type Said = ReadingReason | "expression";
const TIMING = { countdownSeconds: 2, holdSeconds: 5 };

/** A drill during which the eye says `said`; before it is held, the citizen is read. */
function rowOf(drill: Drill, said: (t: number) => Said) {
  const calibration = new Calibration({ policy: DEFAULT_POLICY, fieldOfView: 70 });
  calibration.startDrill(drill, 0, TIMING);
  for (let t = 0; t <= 7_200; t += 200) {
    const word = t < 2_000 ? "expression" : said(t);
    calibration.add(word === "expression" ? measureAt(t) : measureAt(t, { reason: word }));
  }
  expect(calibration.drill(7_400)).toBeUndefined();
  return calibration.rows().find(({ check }) => check === checkOf(drill));
}

describe("a drill", () => {
  it.each<[Drill, Said]>([
    ["cover", "dark"],
    ["cover", "no_face"],
    ["turn", "pose"],
    ["mask", "unreadable"],
    ["second", "several_faces"],
    ["staff", "expression"],
    ["replaced", "person_changed"],
  ])("%s passes when the eye says %s", (drill, said) => {
    expect(rowOf(drill, () => said)).toMatchObject({ verdict: "pass", figure: 1, detail: said, remedy: null });
  });

  it.each<[Drill, Said]>([
    ["cover", "blur"],
    ["turn", "expression"],
    ["mask", "pose"],
    ["second", "expression"],
    ["staff", "person_changed"],
    ["replaced", "expression"],
  ])("%s fails when the eye says %s", (drill, said) => {
    expect(rowOf(drill, () => said)).toMatchObject({ verdict: "fail", detail: said, remedy: { code: "repeat_drill" } });
  });

  it("fails when too many frames were read all the same, whatever the others say", () => {
    expect(rowOf("turn", (t) => (t % 1_000 === 0 ? "expression" : "pose"))?.verdict).toBe("fail");
  });

  it("counts down, is held, and is over", () => {
    const run = startDrill("turn", 1_000, TIMING);
    expect(viewDrill(run, 1_000)).toMatchObject({ phase: "countdown", prompt: "turn", secondsLeft: 2 });
    expect(viewDrill(run, 2_500)).toMatchObject({ phase: "countdown", secondsLeft: 1 });
    expect(viewDrill(run, 3_000)).toMatchObject({ phase: "hold", secondsLeft: 5 });
    expect(viewDrill(run, 8_000)).toMatchObject({ phase: "done", secondsLeft: 0 });
  });

  it("does not count against the picture, nor for the yield", () => {
    const calibration = new Calibration({ policy: DEFAULT_POLICY, fieldOfView: 70 });
    for (const measure of measuresOver(10)) calibration.add(measure);
    calibration.startDrill("turn", 10_000, TIMING);
    for (const measure of measuresOver(7, () => ({ reason: "pose", quality: { yaw: 60 } }), 10_000))
      calibration.add(measure);
    expect(calibration.rows().find(({ check }) => check === "yaw")).toMatchObject({ verdict: "pass", figure: 2 });
  });
});

describe("the expression drill", () => {
  const prompts = ["neutral", "smile", "frown"];

  function rowFor(mood: (step: number) => { happiness?: number; anger?: number; reason?: ReadingReason }) {
    const calibration = new Calibration({ policy: DEFAULT_POLICY, fieldOfView: 70 });
    calibration.startDrill("expression", 0, TIMING);
    for (let t = 0; t <= 21_200; t += 200) {
      const view = calibration.drill(t);
      if (view && view.phase !== "done") expect(view.prompt).toBe(prompts[Math.floor(t / 7_000)]);
      calibration.add(measureAt(t, mood(Math.min(2, Math.floor(t / 7_000)))));
    }
    return calibration.rows().find(({ check }) => check === "drill_expression");
  }

  it("passes when frown, neutral and smile are apart and in order; its figure is the smaller step", () => {
    const row = rowFor((step) => [{}, { happiness: 0.7 }, { anger: 0.3 }][step] ?? {});
    expect(row).toMatchObject({ verdict: "pass", figure: 0.3, unit: "valence" });
  });

  it("fails out of order, without a difference, and when a step could not be read", () => {
    expect(rowFor((step) => [{}, { anger: 0.4 }, { happiness: 0.4 }][step] ?? {})?.verdict).toBe("fail");
    expect(rowFor(() => ({ happiness: 0.1 }))).toMatchObject({ verdict: "fail", figure: 0 });
    expect(rowFor((step) => (step === 1 ? { reason: "pose" } : {}))).toMatchObject({
      verdict: "fail",
      remedy: { code: "mend_rows_above" },
    });
  });
});
