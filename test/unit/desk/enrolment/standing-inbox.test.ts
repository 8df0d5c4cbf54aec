import { expect, it } from "vitest";
import { canonicalJson } from "#contract/canonical-json.js";
import { StandingInbox } from "#desk/enrolment/standing-inbox.js";
import { createVerifier, type SigningKey, signText } from "#platform/signing.js";
import { memoryLog } from "../../../support/memory-log.js";
import { testKey } from "../../../support/signing-client.js";

const [hub, desk, before] = [9, 7, 6].map(testKey) as [SigningKey, SigningKey, SigningKey];
const device = "hl-fe812c12f3ab";

function word(data: object, { key = hub, ward = "phuong-mau" } = {}): Buffer {
  const unsigned = {
    ...{ specversion: "1.0", id: "x", source: `/hailong/v1/${ward}`, datacontenttype: "application/json" },
    type: "vn.hailong.standing.v1",
    data: { device, publicKey: desk.publicKey, standing: "revoked", ...data },
  };
  return Buffer.from(JSON.stringify({ ...unsigned, signature: signText(key, canonicalJson(unsigned)) }));
}
function open() {
  const { log, lines } = memoryLog();
  const verify = createVerifier(hub.publicKey);
  return { lines, inbox: new StandingInbox({ ward: "phuong-mau", device, publicKey: desk.publicKey, verify, log }) };
}

it("a revoked desk says so in words, once, until the hub takes something new from it", () => {
  const { inbox, lines } = open();
  inbox.receive(word({}));
  inbox.receive(word({}));
  expect(inbox.standing()).toBe("revoked");
  const [line, ...more] = lines.filter((one) => one.includes("desk.revoked"));
  expect(more).toEqual([]);
  expect(line).toMatch(/thu hồi.*The ward has revoked this desk/);
  inbox.believed();
  expect(inbox.standing()).toBeUndefined();
});

it.each<[string, Buffer, string]>([
  ["a forged one", word({}, { key: testKey(8) }), "bad_signature"],
  ["another ward's", word({}, { ward: "phuong-khac" }), "other_ward"],
  ["another device's", word({ device: "hl-000000000000" }), "other_device"],
  [
    "one about a key that was handed on, played again",
    word({ standing: "key_retired", publicKey: before.publicKey }),
    "other_key",
  ],
  ["no message", Buffer.from("{}"), "not_contract"],
])("refuses %s, counts it and says so once", (_what, message, why) => {
  const { inbox, lines } = open();
  for (let i = 0; i < 3; i += 1) inbox.receive(message);
  expect(inbox.standing()).toBeUndefined();
  expect(Object.fromEntries(inbox.refused)).toEqual({ [why]: 3 });
  expect(lines).toHaveLength(1);
});
