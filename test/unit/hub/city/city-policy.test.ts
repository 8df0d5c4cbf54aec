import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { canonicalJson } from "#contract/canonical-json.js";
import { CityPolicy } from "#hub/city/city-policy.js";
import { signPolicy } from "#hub/policy/policy-message.js";
import { memoryLog } from "../../../support/memory-log.js";
import { testKey } from "../../../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

const NAME = "thanh-pho-mau";
const key = testKey(5);
const from = (number: number, patch: object, signer = key, name = NAME): Buffer =>
  Buffer.from(canonicalJson(signPolicy({ number, patch: { ...patch } }, name, signer)));

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const open = (publicKey = key.publicKey) => {
  const { log, lines } = memoryLog();
  const policy = new CityPolicy({ city: { name: NAME, publicKey }, file: folder.file("city-policy.json"), log });
  const why = (): string[] => lines.join("").match(/"why":"\w+"/g) ?? [];
  return { policy, why, lines };
};

it("takes a newer one of its city, keeps it over a restart, and no older one ever again", () => {
  const { policy, why } = open();
  expect(policy.patch).toEqual({});
  policy.heard(from(2, { k: 20 }));
  policy.heard(from(2, { k: 20 }));
  expect([policy.patch, why()]).toEqual([{ k: 20 }, []]);
  const again = open();
  expect(again.policy.patch).toEqual({ k: 20 });
  again.policy.heard(from(1, { k: 10 }));
  again.policy.heard(from(2, { k: 30 }));
  expect([again.policy.patch, again.why()]).toEqual([{ k: 20 }, ['"why":"older_number"', '"why":"older_number"']]);
  again.policy.heard(from(3, {}));
  expect(open().policy.patch).toEqual({});
});

it.each([
  ["bad_signature", from(1, { k: 20 }, testKey(6))],
  ["not_contract", from(1, { k: 20 }, key, "thanh-pho-khac")],
  ["not_contract", Buffer.from("{")],
  ["invalid_content", from(1, { k: 20, gone: 1 })],
  ["less_privacy", from(1, { k: 9 })],
  ["less_privacy", from(1, { grainMinutes: 1 })],
  ["less_privacy", from(1, { consent: "notice" })],
  ["less_privacy", from(1, { presence: { enabled: true } })],
  ["less_privacy", from(1, { excludedProcedures: ["khai-tu"] })],
])("refuses with %s", (reason, payload) => {
  const { policy, why } = open();
  policy.heard(payload);
  expect([policy.patch, why()]).toEqual([{}, [`"why":"${reason}"`]]);
});

it("believes its own file no more than the broker", () => {
  writeFileSync(folder.file("city-policy.json"), from(9, { k: 50 }, testKey(6)));
  expect([open().policy.patch, open().why()]).toEqual([{}, ['"why":"bad_signature"']]);
  const { policy } = open();
  policy.heard(from(1, { k: 20 }));
  expect(JSON.parse(readFileSync(folder.file("city-policy.json"), "utf8")).data.number).toBe(1);
  // The city has a new key: what the old one had signed counts no more.
  expect(open(testKey(6).publicKey).policy.patch).toEqual({});
});
