import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkCertificate, readMqttFiles } from "#platform/mqtt-files.js";
import { wardCa } from "../../support/secure-broker.js";
import { type TemporaryFolder, temporaryFolder } from "../../support/temporary-folder.js";

let folder: TemporaryFolder;
const now = Date.now() + 60_000;
const file = (name: string): string => folder.file(name);
const names = (principal: string, ca = "ca/ca.crt") => ({
  ...{ caFile: file(ca), certFile: file(`ca/${principal}.crt`), keyFile: file(`ca/${principal}.key`) },
});

beforeAll(async () => {
  folder = await temporaryFolder();
  wardCa(["new", file("ca")]);
  wardCa(["new", file("other")]);
  wardCa(["client", file("ca"), "hub", "desk-quay-1"]);
  writeFileSync(file("words"), "no certificate");
});
afterAll(() => folder[Symbol.asyncDispose]());

it("takes a certificate with its key, of the authority that is named, while it is valid", () => {
  expect(() => checkCertificate(names("hub"), now)).not.toThrow();
  expect(() => checkCertificate({}, now)).not.toThrow();
  expect(readMqttFiles({ caFile: file("ca/ca.crt") })).toEqual({ ca: expect.any(Buffer) });
});

it.each<[string, () => object, RegExp]>([
  ["a file that is not there", () => ({ caFile: file("absent") }), /mqtt\.caFile: .*absent cannot be read \(ENOENT\)/],
  ["what is no certificate", () => ({ ...names("hub"), certFile: file("words") }), /mqtt\.certFile.*PEM/],
  ["another's key", () => ({ ...names("hub"), keyFile: names("desk-quay-1").keyFile }), /mismatch/],
  ["a certificate without its key", () => ({ certFile: names("hub").certFile }), /expected both or none/],
  ["another authority", () => names("hub", "other/ca.crt"), /mqtt\.certFile: .* was not signed by/],
])("refuses %s, naming the key", (_what, given, words) => {
  expect(() => checkCertificate(given(), now)).toThrow(words);
});

it("says when a certificate is valid, before and after", () => {
  for (const at of [0, now + 3 * 365 * 86_400_000])
    expect(() => checkCertificate(names("hub"), at)).toThrow(/hub\.crt is valid from .* to .*clock/);
});
