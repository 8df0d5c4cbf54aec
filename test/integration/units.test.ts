import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { atRoot } from "../support/footage.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const run = promisify(execFile);
let folder: TemporaryFolder;
let units: string[];

/** Templates get an instance, and programs of the package stand-ins: neither is installed here. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const names = await readdir(atRoot("systemd"));
  for (const name of names) {
    const text = await readFile(join(atRoot("systemd"), name), "utf8");
    const here = text.replace(/^(ExecStart=)\/usr\/(?:lib\/hailong|bin)\/\S+/gm, "$1/usr/bin/env");
    await writeFile(folder.file(name), here);
    if (name.includes("@.")) await writeFile(folder.file(name.replace("@.", "@edge.")), here);
  }
  units = (await readdir(folder.path)).filter((name) => !name.includes("@."));
});
afterAll(() => folder[Symbol.asyncDispose]());

const analyze = (args: string[]) =>
  run("systemd-analyze", args, { env: { ...process.env, SYSTEMD_UNIT_PATH: `${folder.path}:` } });

/** Of a unit's section, the last value of each key; a list key that is given twice is not asked for here. */
async function valuesOf(name: string): Promise<Map<string, string>> {
  const text = await readFile(join(atRoot("systemd"), name), "utf8");
  return new Map([...text.matchAll(/^([A-Za-z]+)=(.*)$/gm)].map(([, key = "", value = ""]) => [key, value]));
}

test("systemd has nothing against any unit", async () => {
  expect(units.length).toBeGreaterThanOrEqual(10);
  const { stdout, stderr } = await analyze(["verify", "--man=no", ...units.map((name) => folder.file(name))]);
  expect(stdout + stderr).toBe("");
});

test("a mistake in a unit would be found", async () => {
  const name = folder.file("hailong-wrong.service");
  await writeFile(name, "[Service]\nExecStart=/usr/bin/env\nProtectSysten=strict\n");
  const { stderr } = await analyze(["verify", "--man=no", name]);
  expect(stderr).toContain("ProtectSysten");
});

test.each(["hailong-eye@edge", "hailong-camera@edge", "hailong-desk", "hailong-hub"])(
  "%s is exposed to 2.0 of 10 at most",
  async (unit) => {
    const { stdout } = await analyze([
      "security",
      "--offline=yes",
      "--threshold=20",
      "--no-pager",
      folder.file(`${unit}.service`),
    ]);
    expect(stdout).toMatch(/Overall exposure level .*: [01]\.\d|: 2\.0/);
  },
);

test.each(["hailong-eye@", "hailong-camera@", "hailong-desk", "hailong-hub"])(
  "%s leaves no memory behind and is watched",
  async (unit) => {
    const values = await valuesOf(`${unit}.service`);
    expect(values.get("LimitCORE")).toBe("0");
    expect(values.get("Type")).toBe("notify");
    expect(Number(values.get("WatchdogSec"))).toBeGreaterThan(0);
    expect(values.get("User")).toMatch(/^hailong/);
    expect(values.get("StartLimitIntervalSec")).toBe("0");
  },
);

test("what holds pictures is never swapped; the eye has no network", async () => {
  const names = ["hailong-eye@.service", "hailong-camera@.service", "hailong-desk.service"] as const;
  const [eye, camera, desk] = await Promise.all([valuesOf(names[0]), valuesOf(names[1]), valuesOf(names[2])]);
  for (const values of [eye, camera, desk]) expect(values.get("MemorySwapMax")).toBe("0");
  expect(eye.get("PrivateNetwork")).toBe("yes");
  expect(eye.get("RestrictAddressFamilies")).toBe("AF_UNIX");
  expect(eye.get("LoadCredential")).toBeUndefined();
  expect(camera.get("IPAddressDeny")).toBe("any");
});
