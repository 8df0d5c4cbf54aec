import { rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeskStatuses } from "#hub/enrolment/desk-statuses.js";
import { readDevicesFile } from "#hub/enrolment/devices-file.js";
import { WatchedFile } from "#hub/enrolment/watched-file.js";
import { readPolicyPatch } from "#hub/policy/ward-policy.js";
import { memoryLog } from "../../../support/memory-log.js";
import { SigningClient } from "../../../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

let folder: TemporaryFolder;
let file: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  file = folder.file("devices.yaml");
});
afterEach(() => folder[Symbol.asyncDispose]());
const { enrolment } = new SigningClient();
const read = (value: unknown) => {
  writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value));
  return readDevicesFile(file, "phuong-mau");
};

describe("the devices file", () => {
  it("takes what a desk's device.pub.json says", () => {
    const desks = read([{ ...enrolment, ward: "phuong-mau" }]);
    expect(desks.get(enrolment.device)?.counter).toBe("quay-01");
    expect(read([]).size).toBe(0);
  });

  it.each([
    [
      "another key's device",
      [{ ...enrolment, device: "hl-000000000000" }],
      /0\.device: expected the device that publicKey belongs to/,
    ],
    [
      "the same device twice",
      [enrolment, { ...enrolment, counter: "quay-02" }],
      /1\.device: expected each device once/,
    ],
    ["another ward's desk", [{ ...enrolment, ward: "phuong-khac" }], /0\.ward: expected this hub's ward/],
    ["an unknown key", [{ ...enrolment, key: "x" }], /0\.key: unknown key/],
    ["a short public key", [{ ...enrolment, publicKey: "abc" }], /0\.publicKey: expected an Ed25519 public key/],
    ["one that is no list", enrolment, /expected array/],
    ["an empty one, which may be half written", "", /expected array/],
    ["broken YAML", "- {", /devices\.yaml:\d/],
  ])("refuses %s, naming place and expectation", (_name, value, words) => {
    expect(() => read(value)).toThrow(words);
  });
});

describe("the policy file", () => {
  it("is refused where it would not make a policy, naming the key", () => {
    const policy = folder.file("policy.yaml");
    writeFileSync(policy, "window: { minimumSeconds: 0 }\nkk: 3\n");
    expect(() => readPolicyPatch(policy)).toThrow(/window\.minimumSeconds[\s\S]*kk/);
    writeFileSync(policy, "window: { minimumSeconds: 30 }\n");
    expect(readPolicyPatch(policy)).toEqual({ window: { minimumSeconds: 30 } });
  });
});

describe("WatchedFile", () => {
  const watch = () => {
    const { log, lines } = memoryLog();
    const seen: number[] = [];
    const onChange = (desks: { size: number }): void => void seen.push(desks.size);
    const watched = new WatchedFile({
      file,
      read: (f) => readDevicesFile(f, "phuong-mau"),
      onChange,
      event: "devices",
      log,
    });
    return { watched, seen, lines };
  };

  it("follows the content and keeps the last good one, saying why once", () => {
    read([]);
    const { watched, seen, lines } = watch();
    watched.check();
    expect(seen).toEqual([]);
    read([enrolment]);
    watched.check();
    expect([watched.value.size, seen]).toEqual([1, [1]]);
    writeFileSync(file, "- {");
    watched.check();
    watched.check();
    expect([watched.value.size, watched.broken]).toEqual([1, true]);
    expect(lines.filter((line) => line.includes("devices.invalid"))).toHaveLength(1);
    rmSync(file);
    watched.check();
    expect([watched.value.size, watched.broken]).toEqual([1, true]);
    read([]);
    watched.check();
    expect([watched.value.size, watched.broken]).toEqual([0, false]);
  });

  it("does not start on a broken file", () => {
    writeFileSync(file, "- {");
    expect(watch).toThrow(/devices\.yaml/);
  });
});

describe("DeskStatuses", () => {
  const successor = new SigningClient({ byte: 8 });
  const status = (device: string, online: boolean) => ({
    topic: "hailong/v1/phuong-mau/quay-01/status",
    payload: Buffer.from(
      JSON.stringify({
        specversion: "1.0",
        id: `${device}/status/AAAAAAAAAAAAAAAA`,
        source: "/hailong/v1/phuong-mau/quay-01",
        datacontenttype: "application/json",
        type: "vn.hailong.status.v1",
        data: { online, device, version: "0.1.0", model: "", certificate: null },
      }),
    ),
  });

  it("counts enrolled desks that are there; a former device's last will says nothing of its successor", () => {
    const desks = read([enrolment, successor.enrolment]);
    const came: string[] = [];
    const statuses = new DeskStatuses((device) => void came.push(device));
    expect(statuses.receive(status(enrolment.device, true), desks)).toBe(true);
    expect(statuses.receive(status(enrolment.device, true), desks)).toBe(true);
    expect(statuses.receive(status(successor.device, true), desks)).toBe(true);
    expect(statuses.receive(status(enrolment.device, false), desks)).toBe(true);
    expect(statuses.count(desks).online).toBe(1);
    const elsewhere = { ...status(enrolment.device, true), topic: "hailong/v1/phuong-mau/quay-02/status" };
    expect(statuses.receive(elsewhere, desks)).toBe(false);
    expect(came).toEqual([enrolment.device, successor.device]);
    statuses.forget();
    expect(statuses.count(desks).online).toBe(0);
  });

  it("remembers what a desk said before it was enrolled, its last word only, and not for another counter", () => {
    const statuses = new DeskStatuses(() => {});
    for (const online of [false, true])
      expect(statuses.receive(status(enrolment.device, online), new Map())).toBe(true);
    expect(statuses.receive(status(successor.device, true), new Map())).toBe(true);
    expect(statuses.receive(status(successor.device, false), new Map())).toBe(true);
    const desks = read([enrolment, successor.enrolment]);
    expect(statuses.count(desks).online).toBe(0);
    statuses.review(desks);
    expect(statuses.count(desks).online).toBe(1);
    const moved = new DeskStatuses(() => {});
    moved.receive(status(enrolment.device, true), new Map());
    const elsewhere = read([{ ...enrolment, counter: "quay-02" }]);
    moved.review(elsewhere);
    expect(moved.count(elsewhere).online).toBe(0);
  });
});
