import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DriftScene, ELSEWHERE, MINUTE } from "../../../support/drift-scene.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

let folder: TemporaryFolder;
let scene: DriftScene;
beforeEach(async () => {
  folder = await temporaryFolder();
  scene = new DriftScene(folder.file("drift.json"));
  scene.pass(10 * MINUTE);
});
afterEach(() => folder[Symbol.asyncDispose]());

const at = (day: number, hour: number): number => new Date(2026, 2, day, hour).getTime();

function serve(n: number, luminance = 110): void {
  for (let i = 0; i < n; i++) scene.serve({ luminance });
}

describe("a day", () => {
  it("is one, whatever number of times the machine was started in it", () => {
    serve(8);
    scene.restart({ at: at(2, 12) });
    expect(scene.kept.today).toMatchObject({ day: "2026-03-02", sums: { windows: 8, faces: 8, lights: 880 } });
    scene.pass(MINUTE);
    serve(7, 80);
    scene.restart({ at: at(3, 7) });
    scene.pass(MINUTE);
    expect(scene.kept.first).toEqual([
      expect.objectContaining({ day: "2026-03-02", windows: 15, scored: 15, faceLight: 96 }),
    ]);
    expect(scene.kept.today).toBeNull();
  });

  it("loses fewer than five windows where the machine is cut from the mains", () => {
    for (let i = 0; i < 14; i++) {
      serve(1);
      scene.pass(MINUTE);
    }
    scene.restart({ at: at(3, 7), cut: true });
    scene.pass(MINUTE);
    expect(scene.kept.first).toEqual([expect.objectContaining({ day: "2026-03-02", windows: 10 })]);
  });

  it("of fewer than five windows is never written", () => {
    serve(4);
    scene.pass(MINUTE);
    scene.restart({ at: at(2, 12) });
    expect(scene.kept.today).toBeNull();
    scene.restart({ at: at(3, 7) });
    scene.pass(MINUTE);
    expect(scene.kept.first).toEqual([]);
  });

  it("is not that of another certificate", () => {
    serve(20);
    scene.pass(MINUTE);
    expect(scene.kept.today).not.toBeNull();
    scene.certificate = "bbbbbbbbbbbbbbbb";
    scene.shows = ELSEWHERE;
    scene.restart();
    scene.pass(MINUTE);
    expect(scene.kept.today).toBeNull();
    scene.restart({ at: at(3, 7) });
    scene.pass(MINUTE);
    expect(scene.kept.first).toEqual([]);
  });
});

it("a week forms where the machine is switched off every evening", () => {
  for (let day = 2; day < 9; day++) {
    scene.pass(MINUTE);
    serve(18, day < 6 ? 110 : 40);
    scene.pass(MINUTE);
    expect(scene.desk.findings).toEqual([]);
    scene.restart({ at: at(day + 1, 7), cut: day % 2 === 0 });
  }
  scene.pass(MINUTE);
  expect([scene.kept.first.length, scene.kept.last.length]).toEqual([3, 4]);
  expect(scene.desk.findings).toEqual(["drifted"]);
});
