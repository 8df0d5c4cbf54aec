import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliScript } from "#commands/places.js";
import { Child } from "../support/child.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const STILLS = at("test/fixtures/stills");
const SET = ["--manifest", `${STILLS}/manifest.csv`, "--root", STILLS];

describe("hailong evaluate", () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  const hailong = async (...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> => {
    await using child = new Child(process.execPath, [cliScript(), ...args], { lifeMs: 60_000 });
    const code = await child.ended;
    return { code, stdout: child.stdout, stderr: child.stderr };
  };

  it("prints figures with their n and interval, Vietnamese first, and progress on standard error", async () => {
    const { code, stdout, stderr } = await hailong("evaluate", ...SET);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Độ chính xác 8 lớp · accuracy, 8 classes\s+\d+\.\d % \(\d+\.\d–\d+\.\d\), n = 16/);
    expect(stdout).toMatch(/Chênh lệch lớn nhất|Theo nhóm · By group/);
    expect(stdout).not.toMatch(/NaN|undefined/);
    expect(stderr).toMatch(/16 ảnh · pictures, \d+\/s, 0 hỏng · bad/);
  });

  it("prints one JSON object and writes one HTML file", async () => {
    const { code, stdout } = await hailong("evaluate", ...SET, "--json", "--html", folder.file("report.html"));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      crop: "detect",
      counts: { evaluated: 16 },
      figures: { eight: { n: 16 } },
    });
    expect(await readFile(folder.file("report.html"), "utf8")).toMatch(/^<!doctype html>/);
  });

  it("gives the same figures on one core and on several", async () => {
    const figures = async (threads: string): Promise<unknown> => {
      const { code, stdout } = await hailong("evaluate", ...SET, "--threads", threads, "--json");
      expect(code).toBe(0);
      return JSON.parse(stdout).figures;
    };
    expect(await figures("3")).toEqual(await figures("1"));
  });

  it("is exit 1 when nothing was measured, with the reasons", async () => {
    await writeFile(folder.file("set.csv"), "path,label\nabsent.jpg,happy\n");
    const { code, stdout } = await hailong("evaluate", "--manifest", folder.file("set.csv"), "--root", STILLS);
    expect(code).toBe(1);
    expect(stdout).toContain("Không có ảnh nào để đo.");
    expect(stdout).toContain("no file");
    const { code: absent, stderr } = await hailong("evaluate", "--dir", folder.file("nowhere"));
    expect(absent).toBe(1);
    expect(stderr).toContain("source.invalid");
  });

  it("is exit 2 without a set, with both kinds, and for a model that is not there", async () => {
    for (const args of [[], [...SET, "--threads", "0"], ["--dir", ".", ...SET], [...SET, "--model", "large"]]) {
      const { code, stderr } = await hailong("evaluate", ...args);
      expect(code, args.join(" ")).toBe(2);
      expect(stderr).not.toBe("");
    }
  });
});

describe("hailong models", () => {
  it("lists what the manifest says and verifies it", async () => {
    await using list = new Child(process.execPath, [cliScript(), "models", "list"], { lifeMs: 60_000 });
    expect(await list.ended).toBe(0);
    expect(list.stdout).toContain("grey 48 × 48 nchw → neutral, happiness");
    await using verify = new Child(process.execPath, [cliScript(), "models", "verify"], { lifeMs: 60_000 });
    expect(await verify.ended).toBe(0);
    expect(verify.stdout).toMatch(/expression {2}golden ±\d/);
  });
});
