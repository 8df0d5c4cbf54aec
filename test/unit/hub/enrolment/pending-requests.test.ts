import { expect, it } from "vitest";
import { canonicalJson } from "#contract/canonical-json.js";
import { deskProofText, hubProofText } from "#contract/enrolment.js";
import { enrolRequestTopic, sourceOf } from "#contract/topics.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { PendingRequests } from "#hub/enrolment/pending-requests.js";
import { createVerifier, deviceOf, hmacHex, type SigningKey, signText } from "#platform/signing.js";
import { HandClock } from "../../../support/desk-parts.js";
import { testKey } from "../../../support/signing-client.js";

const hub = testKey(9);
const CODE = "7K3M-Q9TD-X2VF-8HNP";
const OTHER = "0000-1111-2222-3333";
let requests = 0;

type Asked = { byte?: number; counter?: string; code?: string; request?: string; change?: object; key?: SigningKey };

/** What a desk would send. `change`: what somebody on the way made of it. */
function ask({ byte = 1, counter = "quay-01", code = CODE, request, change = {}, key = testKey(byte) }: Asked = {}) {
  const place = { ward: "phuong-mau", counter };
  const id = request ?? String(requests++).padStart(22, "0");
  const applicant = { device: deviceOf(key.publicKey), ...place, publicKey: key.publicKey, request: id };
  const data = { ...applicant, proof: hmacHex(code, deskProofText(applicant)), ...change };
  const type = "vn.hailong.enrol-request.v1";
  const unsigned = { specversion: "1.0", id, source: sourceOf(data), datacontenttype: "application/json", type, data };
  const payload = Buffer.from(JSON.stringify({ ...unsigned, signature: signText(key, canonicalJson(unsigned)) }));
  return { topic: enrolRequestTopic(data), payload, applicant };
}

function session(enrolled: EnrolledDesks = new Map(), beside = false) {
  const clock = new HandClock();
  const pending = new PendingRequests({
    ward: "phuong-mau",
    hubKey: hub.publicKey,
    desks: () => enrolled,
    beside,
    clock,
  });
  return { clock, pending };
}
const enrolledAs = (byte: number, counter: string, revoked?: boolean): EnrolledDesks => {
  const { publicKey } = testKey(byte);
  const device = deviceOf(publicKey);
  return new Map([[device, { device, counter, publicKey, verify: createVerifier(publicKey), revoked }]]);
};

it("approves the desk whose code was typed, among those that ask, and proves that it was told the code", () => {
  const { pending } = session();
  const [one, two] = [ask(), ask({ byte: 2, counter: "quay-02", code: OTHER })];
  expect([pending.hear(one).kind, pending.hear(two).kind]).toEqual(["new", "new"]);
  const typed = pending.type("7k3m q9td x2vf 8hnp");
  expect(typed).toMatchObject({ outcome: "approved", applicant: { counter: "quay-01" } });
  if (typed.outcome !== "approved") throw new Error();
  expect(typed.answer.data).toMatchObject({ proof: hmacHex(CODE, hubProofText(one.applicant, hub.publicKey)) });
  expect(pending.waiting.map(({ counter }) => counter)).toEqual(["quay-02"]);
  // Its desk did not hear, and asks on.
  expect(pending.hear(one)).toEqual({ kind: "answers", answers: [typed.answer] });
  expect(pending.type(CODE)).toEqual({ outcome: "used" });
});

it.each<[string, Asked]>([
  ["another counter in it", { change: { counter: "quay-02" } }],
  ["another key in it", { change: { publicKey: testKey(3).publicKey, device: deviceOf(testKey(3).publicKey) } }],
  ["another device in it", { change: { device: "hl-000000000000" } }],
  ["another ward in it", { change: { ward: "phuong-khac" } }],
  ["a key that is none", { change: { publicKey: "A".repeat(43) } }],
])("a request on its way that got %s is not the one whose code is typed", (_what, asked) => {
  const { pending } = session();
  const { topic, payload, applicant } = ask(asked);
  pending.hear({ topic, payload });
  pending.hear({ topic: enrolRequestTopic(applicant), payload });
  expect(pending.type(CODE).outcome).toBe("unknown");
});

it("is not heard under another's topic, nor without the key that it names, nor as anything else", () => {
  const { pending } = session();
  const good = ask();
  const bad = JSON.parse(good.payload.toString());
  expect(pending.hear({ ...good, topic: "hailong/v1/phuong-mau/quay-02/enrol/request" }).kind).toBe("nothing");
  const stolen = { ...bad, signature: signText(testKey(4), "x") };
  for (const payload of [JSON.stringify(stolen), "{", "x".repeat(20_000), "null"])
    expect(pending.hear({ topic: good.topic, payload: Buffer.from(payload) }).kind).toBe("nothing");
  expect(pending.waiting).toEqual([]);
});

it("a code lives ten minutes", () => {
  const { pending, clock } = session();
  pending.hear(ask());
  clock.pass(10 * 60_000 + 1);
  expect(pending.type(CODE)).toEqual({ outcome: "expired" });
  expect(pending.waiting).toEqual([]);
});

it("after five wrong codes every desk that asks has to begin again", () => {
  const { pending } = session();
  const one = ask();
  pending.hear(one);
  expect(pending.type("short").outcome).toBe("no_code");
  for (let i = 0; i < 3; i += 1) expect(pending.type(OTHER).outcome).toBe("unknown");
  const fifth = pending.type(OTHER);
  expect(fifth).toMatchObject({ outcome: "refused", reason: "too_many_attempts" });
  expect(pending.type(CODE)).toEqual({ outcome: "used" });
  expect(pending.hear(one)).toMatchObject({ answers: [{ data: { reason: "too_many_attempts" } }] });
  expect(pending.hear(ask({ code: OTHER })).kind).toBe("new");
  expect(pending.type(OTHER).outcome).toBe("approved");
});

it.each<[string, EnrolledDesks, boolean, string]>([
  ["another desk has the counter", enrolledAs(2, "quay-01"), false, "counter_taken"],
  ["the device is enrolled at another counter", enrolledAs(1, "quay-07"), true, "device_elsewhere"],
  ["the device was revoked", enrolledAs(1, "quay-01", true), true, "device_revoked"],
])("is refused when %s", (_what, enrolled, beside, reason) => {
  const { pending } = session(enrolled, beside);
  pending.hear(ask());
  expect(pending.type(CODE)).toMatchObject({ outcome: "refused", reason, answers: [{ data: { reason } }] });
});

it.each<[string, EnrolledDesks, boolean]>([
  ["beside the one that it replaces", enrolledAs(2, "quay-01"), true],
  ["where the one before was revoked", enrolledAs(2, "quay-01", true), false],
  ["once more at its own counter", enrolledAs(1, "quay-01"), false],
])("is approved %s", (_what, enrolled, beside) => {
  const { pending } = session(enrolled, beside);
  pending.hear(ask());
  expect(pending.type(CODE).outcome).toBe("approved");
});

it("a desk that begins again takes the place of its own request; two that go on asking with one key are refused", () => {
  const { pending } = session();
  const [first, second] = [ask(), ask({ code: OTHER })];
  pending.hear(first);
  expect(pending.hear(second).kind).toBe("new");
  expect(pending.hear(second).kind).toBe("nothing");
  expect(pending.hear(first)).toMatchObject({
    answers: [{ data: { reason: "two_desks" } }, { data: { reason: "two_desks" } }],
  });
  expect([pending.type(CODE), pending.type(OTHER)]).toEqual([{ outcome: "used" }, { outcome: "used" }]);
});

it("keeps a bounded number of requests", () => {
  const { pending } = session();
  for (let n = 0; n < 300; n += 1) pending.hear(ask({ byte: n % 200, code: OTHER }));
  pending.hear(ask({ byte: 250 }));
  expect(pending.waiting).toHaveLength(64);
  expect(pending.type(CODE).outcome).toBe("approved");
});
