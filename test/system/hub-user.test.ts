import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { cliScript } from "#commands/places.js";
import { temporaryFolder } from "../support/temporary-folder.js";

it("hailong hub user and audit: the first admin is made at the machine, and the log tells it", async () => {
  await using folder = await temporaryFolder();
  const config = folder.file("hub.yaml");
  const hub = { ward: "phuong-mau", data: "hub", mqtt: { url: "mqtt://127.0.0.1:1" }, devicesFile: "devices.yaml" };
  writeFileSync(config, JSON.stringify(hub));
  const run = (args: string[], input = "") =>
    spawnSync(process.execPath, [cliScript(), "hub", "-c", config, ...args], {
      input,
      encoding: "utf8",
      timeout: 60_000,
    });

  const password = "mot hai ba bon nam";
  expect(run(["user", "add", "van-phong", "admin"], `${password}\n`)).toMatchObject({ status: 0 });
  const short = run(["user", "add", "lanh-dao", "viewer"], "ngan\n");
  expect([short.status, short.stderr]).toEqual([2, expect.stringMatching(/password: expected 10 or more/)]);
  expect(short.stderr).not.toContain("ngan\n");
  expect(run(["user", "disable", "van-phong"])).toMatchObject({ status: 0 });
  expect(run(["user", "list"]).stdout).toMatch(/^van-phong {2}admin {2}\(đã khóa/);
  expect(readFileSync(folder.file("hub/office.db")).includes(password)).toBe(false);

  const told = run(["audit"]).stdout.trim().split("\n");
  expect(told.map((line) => line.split("  ").slice(2, 4))).toEqual([
    ["(console)", "person.added"],
    ["(console)", "person.disabled"],
  ]);
  expect(run(["audit", "--verify"])).toMatchObject({ status: 0, stdout: expect.stringContaining("nguyên vẹn") });
});
