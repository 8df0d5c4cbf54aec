import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Ending } from "#desk/transactions/open-transaction.js";
import { DriftScene, ELSEWHERE, HERE, MINUTE } from "../../../support/drift-scene.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());
const newScene = (): DriftScene => new DriftScene(folder.file("drift.json"));

describe("the desk", () => {
  it("learns what the empty zone looks like from two looks that agree, after each new certificate", () => {
    const scene = newScene();
    scene.pass(MINUTE);
    expect(scene.kept.reference).toBeNull();
    scene.shows = ELSEWHERE;
    scene.pass(5 * MINUTE);
    expect(scene.kept.reference).toBeNull();
    scene.pass(5 * MINUTE);
    expect(scene.kept.reference).toEqual(ELSEWHERE);
    scene.certificate = "bbbbbbbbbbbbbbbb";
    scene.shows = HERE;
    scene.pass(6 * MINUTE);
    expect(scene.kept.reference).toEqual(HERE);
  });

  it("asks for nothing without a certificate, with somebody there, or in a transaction", () => {
    const scene = newScene();
    for (const change of [{ certificate: undefined }, { empty: 9_000 }, { busy: true }]) {
      Object.assign(scene, { certificate: "aaaaaaaaaaaaaaaa", empty: 10 * MINUTE, busy: false }, change);
      scene.pass(20 * MINUTE);
    }
    expect(scene.asked).toEqual([]);
  });

  it("gives up what the eye does not answer, and takes no answer that it did not ask for", () => {
    const scene = newScene();
    scene.desk.take(HERE);
    scene.shows = undefined;
    scene.pass(3 * MINUTE);
    expect(scene.asked).toEqual([true, false]);
    scene.pass(3 * MINUTE);
    expect(scene.asked).toEqual([true, false, true]);
    scene.busy = true;
    scene.pass(10_000);
    expect(scene.asked.at(-1)).toBe(false);
    scene.desk.take(HERE);
    expect(scene.kept.reference).toBeNull();
  });

  it("notices by noon that the camera looks elsewhere since the morning's check, and looks twice for it", () => {
    const scene = newScene();
    scene.pass(10 * MINUTE);
    scene.untilHour(3, 8);
    scene.shows = ELSEWHERE;
    const before = scene.asked.length;
    scene.untilHour(3, 12);
    expect(scene.desk.findings).toEqual(["moved"]);
    expect(scene.asked.length - before).toBe(2);
  });

  it("looks four times a day while all is well", () => {
    const scene = newScene();
    scene.pass(10 * MINUTE);
    scene.untilHour(3, 4);
    const before = scene.asked.length;
    scene.untilHour(4, 4);
    expect(scene.asked.length - before).toBeLessThanOrEqual(5);
  });

  it("notices within a day that the camera looks elsewhere, and forgets it only with a new certificate", () => {
    const scene = newScene();
    scene.pass(10 * MINUTE);
    scene.untilHour(3, 6);
    expect(scene.desk.findings).toEqual([]);
    scene.shows = ELSEWHERE;
    scene.untilHour(3, 9);
    expect(scene.desk.findings).toEqual([]);
    scene.untilHour(3, 12);
    expect(scene.desk.findings).toEqual(["moved"]);
    scene.desk = scene.open();
    scene.shows = HERE;
    scene.untilHour(6, 6);
    expect(scene.desk.findings).toEqual(["moved"]);
    scene.certificate = undefined;
    expect(scene.desk.findings).toEqual([]);
    scene.certificate = "bbbbbbbbbbbbbbbb";
    scene.pass(MINUTE);
    expect(scene.desk.findings).toEqual([]);
  });

  it("lets a bag on the counter pass, a dark night, and daylight that nobody works in", () => {
    const scene = newScene();
    scene.pass(10 * MINUTE);
    for (const [day, shows] of [
      [3, { ...HERE, light: 5 }],
      [4, { ...ELSEWHERE, light: 60 }],
    ] as const) {
      scene.shows = shows;
      scene.untilHour(day, 6);
      scene.shows = HERE;
      scene.untilHour(day, 18);
      expect(scene.desk.findings).toEqual([]);
    }
    scene.shows = ELSEWHERE;
    scene.pass(62 * MINUTE);
    scene.shows = HERE;
    scene.untilHour(5, 6);
    expect(scene.log.lines.filter((line) => line.includes('"elsewhere"')).length).toBe(1);
    expect(scene.desk.findings).toEqual([]);
  });

  it("finds a dirty lens, and finds it wiped", () => {
    const scene = newScene();
    scene.pass(10 * MINUTE);
    scene.shows = { ...HERE, detail: 10 };
    scene.untilHour(3, 10);
    expect(scene.desk.findings).toEqual(["dirty"]);
    scene.shows = { ...HERE, detail: 17 };
    scene.pass(30 * MINUTE);
    expect(scene.desk.findings).toEqual(["dirty"]);
    scene.shows = { ...HERE, detail: 28 };
    scene.pass(16 * MINUTE);
    expect(scene.desk.findings).toEqual([]);
  });

  it("compares the last week with the first days, from figures of whole days", () => {
    const scene = newScene();
    scene.pass(10 * MINUTE);
    const day = (n: number, scored: number): void => {
      for (let i = 0; i < 20; i++) {
        const ending = i < scored ? { kind: "score" } : { kind: "abstention", data: { reason: "pose" } };
        scene.desk.book.left(ending as Ending);
      }
      scene.untilHour(n, 9);
    };
    for (let n = 3; n < 6; n++) day(n, 18);
    expect(scene.kept.first.length).toBe(3);
    for (let n = 6; n < 8; n++) day(n, 2);
    expect(scene.desk.findings).toEqual([]);
    day(8, 2);
    expect(scene.desk.findings).toEqual(["drifted"]);
  });
});
