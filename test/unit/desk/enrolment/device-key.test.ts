import { copyFileSync, cpSync, existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { eventSchema } from "#contract/event.js";
import { devicePublicKeys, openDataFolder } from "#desk/data-folder.js";
import { rotateDeviceKey } from "#desk/enrolment/device-key.js";
import { Ledger } from "#desk/ledger/ledger.js";
import { ledgerSchema } from "#desk/ledger/ledger-config.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

const place = { ward: "phuong-mau", counter: "quay-1" };
const time = "2026-03-02T08:00:00Z";
let folder: TemporaryFolder;
let data: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  data = folder.file("data");
});
afterEach(() => folder[Symbol.asyncDispose]());

/** What a command does while it holds the folder. */
function inside<T>(work: (parts: { ledger: Ledger; device: string; publicKey: string; rotate: () => string }) => T): T {
  using held = openDataFolder(data, place);
  const { signer, ledgerFile: file } = held;
  using ledger = new Ledger({ file, signer, limits: ledgerSchema.parse({}), now: () => 0, onAppend: () => {} });
  const rotate = (): string => rotateDeviceKey(data, { signer, ledger, time });
  return work({ ledger, device: signer.device, publicKey: signer.key.publicKey, rotate });
}
const receipt = (ledger: Ledger): void => ledger.setReceipted(ledger.outbox().epoch, ledger.outbox().seq);

it("hands the key on: the ledger says so under the old one, the device keeps its name and its ledger", () => {
  const old = inside(({ device, publicKey, rotate }) => ({ device, before: publicKey, next: rotate() }));
  inside(({ ledger, device, publicKey, rotate }) => {
    expect([device, publicKey]).toEqual([old.device, old.next]);
    const [event] = ledger
      .eventsAfter(ledger.outbox().epoch, 0, 10)
      .map(({ body }) => eventSchema.parse(JSON.parse(body)));
    expect(event).toMatchObject({ device, data: { from: old.before, publicKey: old.next } });
    // The hub follows one after the other.
    expect(rotate).toThrow(/backlog is 0/);
    receipt(ledger);
    rotate();
  });
  expect(inside(({ device }) => device)).toBe(old.device);
  expect(devicePublicKeys(data).slice(1)).toEqual([old.before, old.next]);
});

it.each([
  ["before the ledger said so", false],
  ["after the ledger said so", true],
])("a power cut %s leaves a key that the ledger agrees with", (_when, said) => {
  inside(() => {});
  cpSync(data, folder.file("before"), { recursive: true });
  const [old] = devicePublicKeys(data);
  const next = inside(({ rotate }) => rotate());
  const key = folder.file("next.key");
  copyFileSync(join(data, "device.key"), key);
  if (said) {
    copyFileSync(folder.file("before/device.key"), join(data, "device.key"));
    rmSync(join(data, "device.name.json"));
  } else {
    rmSync(data, { recursive: true });
    renameSync(folder.file("before"), data);
  }
  copyFileSync(key, join(data, "device.key.next"));
  expect(inside(({ publicKey }) => publicKey) === next).toBe(said);
  expect(devicePublicKeys(data)).toEqual(said ? [next, old] : [old]);
  expect(existsSync(join(data, "device.key.next"))).toBe(false);
});

it("a spoilt name is a fault that names the file, and the ledger does not speak of a key that then is not there", () => {
  inside(({ ledger, rotate }) => {
    writeFileSync(join(data, "device.name.json"), "{");
    expect(rotate).toThrow(
      expect.objectContaining({ code: "key.invalid", message: expect.stringContaining("name.json") }),
    );
    expect(ledger.outbox().seq).toBe(0);
  });
});

it("refuses a key that is not the one of the folder's name", () => {
  inside(() => {});
  copyFileSync(join(data, "device.key"), folder.file("old.key"));
  inside(({ rotate }) => rotate());
  copyFileSync(folder.file("old.key"), join(data, "device.key"));
  expect(() => inside(() => {})).toThrow(/device\.key is not the key/);
});
