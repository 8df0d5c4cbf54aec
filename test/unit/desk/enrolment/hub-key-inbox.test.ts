import { afterEach, beforeEach, expect, it } from "vitest";
import { HubKeyInbox } from "#desk/enrolment/hub-key-inbox.js";
import { HubPin } from "#desk/enrolment/hub-pin.js";
import { hubHandover, hubKeyMessage } from "../../../support/handover.js";
import { memoryLog } from "../../../support/memory-log.js";
import { testKey } from "../../../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

const [a, b, c, d, evil] = [9, 10, 11, 12, 66].map(testKey) as [Key, Key, Key, Key, Key];
type Key = ReturnType<typeof testKey>;
let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

function open(configured: string | undefined = a.publicKey) {
  const { log, lines } = memoryLog();
  const pin = HubPin.open(folder.file("hub.pin.json"), configured);
  return { pin, lines, inbox: new HubKeyInbox({ pin, ward: "phuong-mau", log }) };
}

it("follows several handovers at once from the key that it knows, and keeps the newest over a restart", () => {
  const { pin, inbox } = open();
  inbox.receive(hubKeyMessage([hubHandover(1, a, b), hubHandover(2, b, c)]));
  expect([pin.publicKey, pin.number]).toEqual([c.publicKey, 2]);
  expect(open().pin.publicKey).toBe(c.publicKey);
  inbox.receive(hubKeyMessage([hubHandover(1, a, b), hubHandover(2, b, c), hubHandover(3, c, d)]));
  expect(open().pin.publicKey).toBe(d.publicKey);
});

it.each<[string, () => Buffer, string]>([
  ["an older message, played again", () => hubKeyMessage([hubHandover(1, a, b)]), "older"],
  ["an old key's new handover", () => hubKeyMessage([hubHandover(3, a, evil)]), "other_key"],
  ["an old number for the present key", () => hubKeyMessage([hubHandover(2, c, evil)]), "older"],
  ["a stranger's handover", () => hubKeyMessage([hubHandover(3, evil, d)]), "other_key"],
  [
    "one that the key before did not sign",
    () => hubKeyMessage([{ ...hubHandover(3, evil, d), from: c.publicKey }]),
    "bad_signature",
  ],
  [
    "one that the key after did not sign",
    () => hubKeyMessage([{ ...hubHandover(3, c, evil), to: d.publicKey }]),
    "bad_signature",
  ],
  [
    "one to a key that is none",
    () => hubKeyMessage([{ ...hubHandover(3, c, evil), to: "A".repeat(43) }]),
    "bad_signature",
  ],
  ["one of another ward", () => hubKeyMessage([hubHandover(3, c, d, "phuong-khac")]), "bad_signature"],
  ["another ward's message", () => hubKeyMessage([hubHandover(3, c, d)], "phuong-khac"), "other_ward"],
  ["no message", () => Buffer.from("{"), "not_contract"],
])("refuses %s, counts it and says so once", (_what, message, why) => {
  const { pin, inbox, lines } = open();
  inbox.receive(hubKeyMessage([hubHandover(1, a, b), hubHandover(2, b, c)]));
  for (let i = 0; i < 3; i += 1) inbox.receive(message());
  expect([pin.publicKey, pin.number]).toEqual([c.publicKey, 2]);
  expect(Object.fromEntries(inbox.refused)).toEqual({ [why]: 3 });
  expect(lines.filter((line) => line.includes("hub_key.ignored"))).toHaveLength(1);
});
