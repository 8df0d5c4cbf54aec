import { copyFile, readFile, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { cliScript } from "#commands/places.js";
import { isSignedBy, readPolicyMessage } from "#hub/policy/policy-message.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { Child } from "../support/child.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const mapping = {
  weights: { valenceWhole: 1, valenceEnd: 1, positiveShare: 0, negativeShare: 0, shortSmileShare: 0 },
  cuts: { satisfied: -0.5, verySatisfied: 0.5 },
};

it("lists, looks, and rolls back into the policy file, which the hub watches", async () => {
  await using folder = await temporaryFolder();
  const hailong = async (...args: string[]) => {
    await using child = new Child(process.execPath, [cliScript(), "policy", ...args], { lifeMs: 60_000 });
    const code = await child.ended;
    return { code, stdout: child.stdout, stderr: child.stderr };
  };
  const hub = { ward: "phuong-mau", data: ".", mqtt: { url: "mqtt://127.0.0.1:1" }, devicesFile: "devices.yaml" };
  const config = folder.file("hub.yaml");
  await writeFile(config, stringify({ ...hub, policyFile: "policy.yaml" }));
  await writeFile(folder.file("bare.yaml"), stringify(hub));
  await writeFile(folder.file("policy.yaml"), "k: 30\n");
  await using store = openSqliteStore(folder.file("hub.db"));
  for (const [i, patch] of [{ k: 20 }, { k: 20, mapping, mode: "active" }, { k: 30, mapping }, { gone: 1 }].entries()) {
    await store.savePolicy({ number: i + 1, patch });
  }

  const listed = await hailong("list", "-c", config);
  expect(listed.stdout.split("\n").filter(Boolean)).toHaveLength(4);
  expect((await hailong("rollback", "-c", config, "--to", "1")).code).toBe(0);
  expect(parse(await readFile(folder.file("policy.yaml"), "utf8"))).toEqual({ k: 20, mapping: null, mode: "advisory" });
  expect(await readFile(folder.file("policy.yaml.before"), "utf8")).toBe("k: 30\n");
  expect((await hailong("rollback", "-c", config, "--to", "2")).stdout).toContain("Đã ghi");
  expect(parse(await readFile(folder.file("policy.yaml"), "utf8"))).toEqual({ k: 20, mapping, mode: "active" });

  await copyFile(folder.file("policy.yaml"), folder.file("kept.yaml"));
  for (const [args, said] of [
    [["--to", "9"], "there are 1, 2, 3, 4"],
    [["--to", "4"], "does not know"],
    [["--to", "-1"], "whole number"],
    [[], "--to"],
  ] as const) {
    const { code, stderr } = await hailong("rollback", "-c", config, ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  }
  const bare = await hailong("rollback", "-c", folder.file("bare.yaml"), "--to", "1");
  expect([bare.code, bare.stderr]).toEqual([2, expect.stringContaining("policyFile")]);
  expect(await readFile(folder.file("policy.yaml"), "utf8")).toBe(await readFile(folder.file("kept.yaml"), "utf8"));

  await store.savePolicy({ number: 5, patch: { k: 20 } });
  const looked = await hailong("review", "-c", config);
  expect([looked.code, looked.stderr]).toEqual([0, ""]);
  expect(looked.stdout).toContain("Chưa đủ để học ánh xạ");
  expect(looked.stdout).toContain("0/200");
});

it("signs what a city proposes, with a key that it makes once, and nothing that is no policy", async () => {
  await using folder = await temporaryFolder();
  const sign = async (content: string, number: string) => {
    await writeFile(folder.file("policy.yaml"), content);
    const options = ["--key", folder.file("city.key"), "--city", "thanh-pho-mau", "--number", number];
    const args = [cliScript(), "policy", "sign", ...options, "--policy", folder.file("policy.yaml")];
    await using child = new Child(process.execPath, args, { lifeMs: 60_000 });
    const code = await child.ended;
    return { code, stdout: child.stdout, publicKey: child.stderr.trim().split(": ").at(-1) ?? "" };
  };
  const [first, second] = [await sign("k: 20", "1"), await sign("k: 30", "2")];
  expect(second.publicKey).toBe(first.publicKey);
  const message = readPolicyMessage(Buffer.from(second.stdout), "thanh-pho-mau");
  expect(message?.data).toEqual({ number: 2, patch: { k: 30 } });
  expect(message && isSignedBy(first.publicKey, message)).toBe(true);
  expect(await sign("k: many", "3")).toMatchObject({ code: 2, stdout: "" });
  expect(await sign("k: 20", "0")).toMatchObject({ code: 2, stdout: "" });
});
