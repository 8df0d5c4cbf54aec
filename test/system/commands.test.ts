import { once } from "node:events";
import { copyFile, cp, mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { cliScript, defaultModelsFolder, demoFootageFolder } from "#commands/places.js";
import { Child } from "../support/child.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

type Ran = { code: number | null; stdout: string; stderr: string };

describe("the hailong command", () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  const hailong = async (...args: string[]): Promise<Ran> => {
    await using child = new Child(process.execPath, [cliScript(), ...args], { lifeMs: 60_000 });
    const code = await child.ended;
    return { code, stdout: child.stdout, stderr: child.stderr };
  };
  const edge = async (name: string, changes: Record<string, unknown> = {}): Promise<string> => {
    const file = folder.file(name);
    const good = {
      ward: "phuong-mau",
      counter: "quay-01",
      data: name.replace(".yaml", ""),
      camera: { kind: "file", path: join(demoFootageFolder(), "nobody.mp4"), loop: true },
      hub: { mqtt: { url: "mqtt://127.0.0.1:1" }, publicKey: "A".repeat(43) },
      api: { host: "127.0.0.1", port: 0 },
    };
    await writeFile(file, stringify({ ...good, ...changes }));
    return file;
  };

  it("explains itself in both languages and names its exit codes", async () => {
    const { code, stdout } = await hailong("--help");
    expect(code).toBe(0);
    for (const word of ["edge", "hub", "demo", "replay", "check-config", "models", "Mã thoát", "Exit codes"])
      expect(stdout).toContain(word);
  });

  it("an unknown command, or a missing option, is exit 2 with the help", async () => {
    expect((await hailong("fly")).code).toBe(2);
    const { code, stderr } = await hailong("edge");
    expect(code).toBe(2);
    expect(stderr).toContain("--config");
  });

  it("check-config accepts a good file and names key, value, expectation and line of a bad one", async () => {
    expect((await hailong("check-config", await edge("good.yaml"))).code).toBe(0);
    const tells = { kind: "snapshot", url: "http://192.0.2.7/snap?usr=xem&pwd=th%C6%B0" };
    const warned = await hailong("check-config", await edge("tells.yaml", { camera: tells }));
    expect([warned.code, warned.stderr.includes("camera.credentialsFile")]).toEqual([0, true]);
    expect(warned.stderr + warned.stdout).not.toContain("th%C6%B0");
    const { code, stderr } = await hailong(
      "check-config",
      await edge("typo.yaml", { camera: { kind: "rtsp", url: "rtsp://cam/live", fsp: 5, fps: 90 } }),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/camera\.fps: .*30, got 90 \(.*typo\.yaml:\d+\)/);
    expect(stderr).toMatch(/camera\.fsp: unknown key.*typo\.yaml:\d+\)/);
  });

  it("models verify: good as shipped; missing and altered are exit 2 with the remedy", async () => {
    expect((await hailong("models", "verify")).code).toBe(0);
    const models = folder.file("models");
    await mkdir(models);
    for (const name of ["manifest.json", "expression.onnx"])
      await copyFile(join(defaultModelsFolder(), name), join(models, name));
    const onnx = await readFile(join(models, "expression.onnx"));
    onnx[onnx.length >> 1] = (onnx[onnx.length >> 1] ?? 0) ^ 1;
    await writeFile(join(models, "expression.onnx"), onnx);
    const altered = await hailong("models", "verify", "--models", models);
    expect(altered.code).toBe(2);
    expect(altered.stderr).toMatch(/model\.altered: .*expression\.onnx/);
    const replayed = await hailong("replay", join(demoFootageFolder(), "nobody.mp4"), "--models", models);
    expect(replayed.code).toBe(2);
    expect(replayed.stderr).toContain("model.altered");
    const empty = folder.file("no-models");
    await mkdir(empty);
    expect((await hailong("models", "verify", "--models", empty)).stderr).toMatch(/model\.missing/);
  });

  it("an altered model ends the eye with the remedy, and the desk says that its eye is down", async () => {
    const models = folder.file("models");
    const file = await edge("altered.yaml", { models });
    await using child = new Child(process.execPath, [cliScript(), "edge", "--config", file], { lifeMs: 30_000 });
    await child.says(/model\.altered/);
    await child.says(/eye_down|eye\.(ended|down|died)/);
  });

  it("a port in use is named, with the remedy", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const { code, stderr } = await hailong(
      "edge",
      "--config",
      await edge("taken.yaml", { api: { host: "127.0.0.1", port } }),
    );
    taken.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`http\\.port_in_use: .*${port}`));
  });

  it("a second desk on the same data folder is refused", async () => {
    const file = await edge("twice.yaml");
    await using first = new Child(process.execPath, [cliScript(), "edge", "--config", file], { lifeMs: 30_000 });
    await first.says(/eye\.ready|camera\.live|"state":"live"/);
    const { code, stderr } = await hailong("edge", "--config", file);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/ledger\.in_use/);
  });
});

describe("hailong replay", () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  const replay = async (...args: string[]): Promise<Ran & { lines: Record<string, unknown>[] }> => {
    await using child = new Child(process.execPath, [cliScript(), "replay", "--json", ...args], { lifeMs: 90_000 });
    const code = await child.ended;
    const lines = child.stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    return { code, stdout: child.stdout, stderr: child.stderr, lines };
  };
  const clip = (name: string): string => join(demoFootageFolder(), `${name}.mp4`);

  it("says the same twice, to the digit, and faster than the clip", async () => {
    const began = performance.now();
    const first = await replay(clip("happy-transaction"));
    const seconds = (performance.now() - began) / 1_000;
    const second = await replay(clip("happy-transaction"));
    expect(first.code).toBe(0);
    expect(first.stdout).toBe(second.stdout);
    expect(seconds).toBeLessThan(12);
    expect(first.lines.at(-1)).toMatchObject({ outcome: "score", reason: null });
    expect(first.lines[0]).toHaveProperty("t");
  });

  it("judges the spans of a transactions file apart", async () => {
    const file = folder.file("transactions.yaml");
    await writeFile(
      file,
      stringify([
        { from: 0, to: 6 },
        { from: 6, to: 14 },
      ]),
    );
    const { lines } = await replay(clip("mixed"), "--transactions", file);
    const verdicts = lines.filter((line) => "coverage" in line);
    expect(verdicts).toHaveLength(2);
    expect(verdicts[1]?.score as number).toBeGreaterThan(verdicts[0]?.score as number);
  });

  it("obeys a policy file", async () => {
    const file = folder.file("policy.yaml");
    await writeFile(file, stringify({ window: { minimumSeconds: 60 } }));
    const { lines } = await replay(clip("happy-transaction"), "--policy", file);
    expect(lines.at(-1)).toMatchObject({ outcome: "abstention", reason: "too_short" });
  });

  it("garbage and a missing file end with words and an exit code", async () => {
    const garbage = folder.file("garbage.mp4");
    await writeFile(garbage, "not a video".repeat(1_000));
    for (const file of [garbage, folder.file("absent.mp4")]) {
      const { code, stderr } = await replay(file);
      expect(code, file).toBe(1);
      expect(stderr).toMatch(/source\.invalid/);
    }
  });

  it("a truncated clip is read as far as it goes, and said to be damaged", async () => {
    const cut = folder.file("cut.mp4");
    await cp(clip("happy-transaction"), cut);
    await truncate(cut, 400_000);
    const { code, stderr, lines } = await replay(cut);
    const readings = (await replay(clip("happy-transaction"))).lines.length;
    expect(code).toBe(0);
    expect(stderr).toMatch(/source\.damaged/);
    expect(lines.length).toBeLessThan(readings);
    expect(lines.length).toBeGreaterThan(5);
  });
});
