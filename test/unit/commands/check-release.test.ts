import { writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { checkRelease } from "#commands/check-release.js";
import { SigningClient } from "../../support/signing-client.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

it("check-config warns of figures of few and of batches, refuses k under 3, and lets made-up desks do as they like", async () => {
  await using folder = await temporaryFolder();
  const [devicesFile, policyFile] = [folder.file("devices.yaml"), folder.file("policy.yaml")];
  const check = async (policy: string, when: "week" | "batch" = "week") => {
    await writeFile(policyFile, policy);
    return checkRelease({ ward: "phuong-mau", devicesFile, policyFile, release: { when } }).map(({ en }) => en);
  };
  expect(await check("mode: advisory\n")).toEqual([]);
  expect(await check("k: 4\n", "batch")).toEqual([
    expect.stringContaining("under 5"),
    expect.stringContaining("batch"),
  ]);
  await expect(check("k: 2\n")).rejects.toMatchObject({
    code: "config.invalid",
    message: expect.stringMatching(/^k: /),
  });
  const { device, publicKey } = new SigningClient().enrolment;
  await writeFile(devicesFile, JSON.stringify([{ device, counter: "quay-01", publicKey, simulated: "2026-10-01" }]));
  expect(await check("k: 1\n", "batch")).toEqual([]);
});
