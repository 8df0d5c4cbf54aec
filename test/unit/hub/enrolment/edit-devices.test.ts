import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readDevicesFile } from "#hub/enrolment/devices-file.js";
import { addDevice, revokeDevice } from "#hub/enrolment/edit-devices.js";
import { SigningClient } from "../../../support/signing-client.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

const WARD = "phuong-mau";
const one = new SigningClient().enrolment;
const two = new SigningClient({ byte: 8, counter: "quay-02" }).enrolment;

it("adds and revokes desks in the list that people keep, with their words in it", async () => {
  await using folder = await temporaryFolder();
  const file = folder.file("devices.yaml");
  writeFileSync(file, "# The ward's desks.\n[]\n");
  chmodSync(file, 0o640);
  addDevice(file, WARD, one);
  writeFileSync(file, readFileSync(file, "utf8").replace("counter: quay-01", "counter: quay-01 # by the door"));
  addDevice(file, WARD, two);
  addDevice(file, WARD, two);
  revokeDevice(file, WARD, one.device);
  const desks = readDevicesFile(file, WARD);
  expect([...desks.values()].map(({ counter, revoked }) => [counter, revoked])).toEqual([
    ["quay-01", true],
    ["quay-02", undefined],
  ]);
  expect(readFileSync(file, "utf8")).toMatch(/# The ward's desks\.[\s\S]*# by the door/);
  expect(statSync(file).mode & 0o777).toBe(0o640);
});

it("changes nothing in a list that is broken, or for a device that is not in it", async () => {
  await using folder = await temporaryFolder();
  const file = folder.file("devices.yaml");
  writeFileSync(file, "- {");
  expect(() => addDevice(file, WARD, one)).toThrow(/devices\.yaml:\d/);
  writeFileSync(file, JSON.stringify([one]));
  expect(() => revokeDevice(file, WARD, two.device)).toThrow(/there is no hl-/);
  expect(readFileSync(file, "utf8")).toBe(JSON.stringify([one]));
});
