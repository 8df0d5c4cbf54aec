import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { cliScript } from "#commands/places.js";
import { Child } from "../support/child.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const simulate = async (...args: string[]) => {
  await using child = new Child(process.execPath, [cliScript(), "simulate", ...args], { lifeMs: 120_000 });
  const code = await child.ended;
  return { code, stdout: child.stdout, stderr: child.stderr };
};

it("prints figures of raw score and learned mapping with their intervals, Vietnamese first, and draws them", async () => {
  await using folder = await temporaryFolder();
  const { code, stdout } = await simulate("--transactions", "6000", "--seed", "5", "--svg", folder.file("picture.svg"));
  expect(code).toBe(0);
  expect(stdout).toMatch(/điểm thô · raw score[\s\S]*κ 0\.\d{3} \(0\.\d{3}–0\.\d{3}\) · AC2[\s\S]*ánh xạ học được/);
  expect(stdout).not.toMatch(/NaN|undefined|Infinity|KHÔNG ĐẠT/);
  const picture = await readFile(folder.file("picture.svg"), "utf8");
  expect(picture).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
  expect(picture).not.toMatch(/NaN|undefined/);
});

it("prints the same JSON for the same seed, without a single pair in it", async () => {
  const [one, two] = [
    await simulate("--transactions", "900", "--json"),
    await simulate("--transactions", "900", "--json"),
  ];
  expect(one.stdout).toBe(two.stdout);
  expect(JSON.parse(one.stdout)).toMatchObject({ scenario: "informative", transactions: 900, seed: 1 });
  expect(one.stdout).not.toMatch(/"unseen|"counter"|"statistics"/);
});

it("ends with a fault when a scenario does not end as it must, and refuses what is no scenario or number", async () => {
  const { code, stdout } = await simulate("--scenario", "biased", "--transactions", "60");
  expect([code, stdout]).toEqual([1, expect.stringContaining("KHÔNG ĐẠT")]);
  expect((await simulate("--scenario", "perfect")).code).toBe(2);
  for (const bad of ["0", "-3", "1.5", "", "many", "1e9"]) expect((await simulate("--transactions", bad)).code).toBe(2);
});
