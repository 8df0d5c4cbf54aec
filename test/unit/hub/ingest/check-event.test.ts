import { describe, expect, it } from "vitest";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { checkEvent, type Verdict } from "#hub/ingest/check-event.js";
import { createVerifier, sha256Hex } from "#platform/signing.js";
import { SigningClient, sample } from "../../../support/signing-client.js";

const WARD = "phuong-mau";
const desk = new SigningClient();
const good = desk.next("score", sample.score(1));
const enrolled: EnrolledDesks = new Map([
  [desk.device, { ...desk.enrolment, verify: createVerifier(desk.enrolment.publicKey) }],
]);

const check = (body: string | Buffer, topic = good.topic, ward = WARD): Verdict =>
  checkEvent({ topic, payload: Buffer.from(body) }, enrolled, ward);
const reason = (verdict: Verdict): string => (verdict.ok ? "ok" : verdict.reason);
const changed = (change: object): string => JSON.stringify({ ...JSON.parse(good.body), ...change });
const resigned = (change: object): string => {
  const { signature: _old, ...unsigned } = JSON.parse(good.body);
  return desk.signed({ ...unsigned, ...change }).body;
};

/** Other letters for the same 64 bytes: the last of 86 carries four bits that decoding drops. */
const respelled = (signature: string): string => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const other = signature.slice(0, -1) + letters[letters.indexOf(signature.slice(-1)) + 1];
  expect(Buffer.from(other, "base64url")).toEqual(Buffer.from(signature, "base64url"));
  return other;
};
/** As the text stands, so that what JSON.stringify would tidy up stays. */
const respelt = (from: string, to: string): string => {
  expect(good.body).toContain(from);
  return good.body.replace(from, to);
};
const dataWith = (change: object): string => changed({ data: { ...JSON.parse(good.body).data, ...change } });

describe("checkEvent", () => {
  it("takes an enrolled desk's event, and knows its bytes by their hash", () => {
    const verdict = check(good.body);
    expect(verdict).toMatchObject({ ok: true, checked: { kind: "score", hash: good.hash, body: good.body } });
  });

  it("takes other spacing and order: signature and hash are over the canonical form", () => {
    const { signature, ...rest } = JSON.parse(good.body);
    const verdict = check(JSON.stringify({ signature, ...rest }, null, 3));
    expect(verdict).toMatchObject({ ok: true, checked: { hash: sha256Hex(good.body), body: good.body } });
  });

  it.each([
    ["oversized", Buffer.alloc(16_385, 0x20)],
    ["not_json", Buffer.from([0xff, 0xfe, 0x00])],
    ["not_json", Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')])],
    ["not_json", '{"seq":'],
    ["not_contract", "[]"],
    ["not_contract", changed({ surprise: 1 })],
    ["not_contract", changed({ specversion: "0.3" })],
    ["not_contract", changed({ seq: 1.5 })],
    ["not_contract", changed({ seq: 2 ** 40 })],
    ["not_contract", changed({ type: "vn.hailong.score.v2" })],
    ["not_contract", changed({ signature: "" })],
    ["not_contract", changed({ signature: respelled(JSON.parse(good.body).signature) })],
    ["not_contract", `${"[".repeat(8_192)}${"]".repeat(8_192)}`],
    ["not_contract", `{"type":"vn.hailong.score.v1","data":${"[".repeat(8_000)}${"]".repeat(8_000)}}`],
    ["not_contract", dataWith({ field: "\ud800" })],
    ["not_contract", dataWith({ procedure: "ho-tich\n" })],
    ["not_contract", dataWith({ reasonSeconds: { constructor: 1 } })],
    ["not_contract", respelt('"windowSeconds":184', '"windowSeconds":1e400')],
    ["not_contract", respelt('"windowSeconds":184', '"windowSeconds":9007199254740993')],
    ["not_contract", respelt('"effectiveReadings":41.5', '"effectiveReadings":1e999')],
    ["bad_signature", respelt('"score":61.5', '"score":61.5,"score":91.5')],
    ["bad_signature", changed({ seq: 2, id: `${desk.device}/${desk.epoch}/2` })],
    ["bad_signature", changed({ signature: "A".repeat(86) })],
    ["wrong_topic", resigned({ source: "/hailong/v1/phuong-mau/quay-02" })],
    ["wrong_topic", resigned({ id: `${desk.device}/${desk.epoch}/2` })],
    ["wrong_topic", resigned({ type: "vn.hailong.cancelled.v1", data: sample.cancelled(1) })],
  ] as [string, string | Buffer][])("%s (%#)", (expected, body) => {
    expect(reason(check(body))).toBe(expected);
  });

  it("knows one event by one hash, however its bytes are spelled", () => {
    const spellings = [
      respelt('"score":61.5', '"score":6150e-2'),
      respelt('"score":61.5', '"score":0,"score":61.5'),
      respelt('"field":"tu-phap"', '"field":"\\u0074u-phap"'),
    ];
    for (const body of spellings)
      expect(check(body)).toMatchObject({ ok: true, checked: { hash: good.hash, body: good.body } });
  });

  it("carries no key of a prototype on", () => {
    for (const body of [
      respelt('"score":61.5', '"__proto__":{"score":1},"score":61.5'),
      respelt("{", '{"__proto__":1,'),
    ]) {
      const verdict = check(body);
      if (verdict.ok) expect(verdict.checked.body).toBe(good.body);
      else expect(verdict.reason).toBe("not_contract");
    }
  });

  it("holds a desk to its ward, counter and kind", () => {
    expect(reason(check(good.body, "hailong/v1/phuong-mau/quay-02/score"))).toBe("wrong_topic");
    expect(reason(check(good.body, "hailong/v1/phuong-mau/quay-01/abstention"))).toBe("wrong_topic");
    expect(reason(check(good.body, good.topic, "phuong-khac"))).toBe("wrong_topic");
    const moved = new SigningClient({ counter: "quay-02" });
    const event = moved.next("score", sample.score(1));
    expect(check(event.body, event.topic)).toEqual({ ok: false, reason: "wrong_topic", device: desk.device });
  });

  it("names no device that the list does not hold", () => {
    const stranger = new SigningClient({ byte: 8 }).next("score", sample.score(1));
    const verdict = check(stranger.body, stranger.topic);
    expect(verdict).toMatchObject({
      ok: false,
      reason: "unknown_device",
      claims: { id: JSON.parse(stranger.body).id },
    });
    expect(verdict).not.toHaveProperty("device");
  });
});
