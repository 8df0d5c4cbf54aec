import { mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DriftScene, ELSEWHERE, HERE, MINUTE } from "../../../support/drift-scene.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

let folder: TemporaryFolder;
let scene: DriftScene;
beforeEach(async () => {
  folder = await temporaryFolder();
  scene = new DriftScene(folder.file("drift.json"));
});
afterEach(() => folder[Symbol.asyncDispose]());

const said = (event: string): string[] => scene.log.lines.filter((line) => line.includes(`"${event}"`));

describe("a file that cannot be read", () => {
  it.each([
    ["cut short", '{"certificate":"aaaa'],
    ["of something else", '{"found":["moved"]}'],
    ["empty", ""],
  ])("because it is %s is kept aside, said once, and taken anew", (_what, text) => {
    writeFileSync(scene.file, text);
    scene.restart({ cut: true });
    expect(readFileSync(`${scene.file}.bad`, "utf8")).toBe(text);
    expect(scene.desk.findings).toEqual([]);
    scene.pass(10 * MINUTE);
    expect(scene.kept.reference).toEqual(HERE);
    scene.restart();
    expect(said("drift.unreadable")).toEqual([
      expect.stringMatching(/"level":"warn".*"error":"message.invalid".*\.bad"/),
    ]);
    expect(scene.log.lines.join()).not.toContain("found");
  });

  it("because the system refuses it does not end the desk", () => {
    mkdirSync(scene.file);
    scene.restart({ cut: true });
    expect(said("drift.unreadable")).toEqual([expect.stringContaining('"error":"EISDIR"')]);
    expect(statSync(`${scene.file}.bad`).isDirectory()).toBe(true);
    scene.pass(10 * MINUTE);
    expect(scene.kept.reference).toEqual(HERE);
  });

  it("nor where it cannot be kept aside either", () => {
    mkdirSync(scene.file);
    writeFileSync(`${scene.file}.bad`, "an older one");
    scene.restart({ cut: true });
    scene.pass(10 * MINUTE);
    expect([said("drift.unreadable").length, said("drift.not_written").length]).toEqual([1, 1]);
    expect(scene.desk.findings).toEqual([]);
    rmdirSync(scene.file);
    scene.pass(2 * MINUTE);
    expect(scene.kept.reference).toEqual(HERE);
  });
});

describe("a file that cannot be written", () => {
  it("is said once, and written as soon as it can be", () => {
    scene.pass(10 * MINUTE);
    mkdirSync(`${scene.file}.new`);
    scene.shows = ELSEWHERE;
    scene.untilHour(3, 10);
    expect(scene.desk.findings).toEqual(["moved"]);
    expect(scene.kept.found).toEqual([]);
    expect(said("drift.not_written").length).toBe(1);
    rmdirSync(`${scene.file}.new`);
    scene.pass(MINUTE + 10_000);
    expect(scene.kept.found).toEqual(["moved"]);
  });

  it("is tried once more at the desk's end", () => {
    scene.pass(10 * MINUTE);
    mkdirSync(`${scene.file}.new`);
    for (let i = 0; i < 5; i++) scene.serve();
    scene.pass(10_000);
    expect(scene.kept.today).toBeNull();
    rmdirSync(`${scene.file}.new`);
    scene.restart();
    expect(scene.kept.today?.sums.windows).toBe(5);
  });
});
