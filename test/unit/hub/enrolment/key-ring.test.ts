import { expect, it } from "vitest";
import { canonicalJson } from "#contract/canonical-json.js";
import { eventSchema } from "#contract/event.js";
import { KeyRing, type KeyVerdict } from "#hub/enrolment/key-ring.js";
import { createVerifier } from "#platform/signing.js";
import { rekeyedData } from "../../../support/handover.js";
import { SigningClient, sample, testKey } from "../../../support/signing-client.js";

const [first, second, third, evil] = [7, 21, 22, 66].map(testKey) as [Key, Key, Key, Key];
type Key = ReturnType<typeof testKey>;

/** A desk whose key a test changes, as the hub knows it. */
function house() {
  const client = new SigningClient();
  const desk = { ...client.enrolment, verify: createVerifier(first.publicKey) };
  const ring = new KeyRing();
  let seq = 0;
  const event = (key: Key, data?: object, at = ++seq, epoch = client.epoch) => {
    const kind = data ? "rekeyed" : "score";
    const made = client.link("score", sample.score(at), { seq: at, prev: "0".repeat(64) });
    const { signature: _, ...body } = JSON.parse(made.body);
    const id = `${client.device}/${epoch}/${at}`;
    const unsigned = { ...body, id, epoch, type: `vn.hailong.${kind}.v1`, ...(data ? { data } : {}) };
    const signed = Object.assign(Object.create(client), { key }).signed(unsigned);
    return eventSchema.parse(JSON.parse(signed.body));
  };
  const check = (one: ReturnType<typeof event>, keys = ring): KeyVerdict => {
    const { signature: _, ...unsigned } = one;
    return keys.check(desk, one, canonicalJson(unsigned));
  };
  const handOver = (from: Key, to: Key, signer = from) => event(signer, rekeyedData(client.device, from, to));
  return { client, desk, ring, event, check, handOver };
}

it("follows a desk's key from handover to handover; the one before signs nothing new", () => {
  const { ring, desk, event, check, handOver } = house();
  const early = event(first);
  expect(check(handOver(first, second))).toBe("good");
  expect([check(event(second)), check(event(first)), check(event(evil))]).toEqual([
    "good",
    "key_retired",
    "bad_signature",
  ]);
  // Sent again, for its receipt was lost.
  expect(check(early)).toBe("good");
  expect(check(handOver(second, third))).toBe("good");
  expect([ring.currentOf(desk), ring.beforeOf(desk)]).toEqual([third.publicKey, second.publicKey]);
  expect([check(event(third)), check(event(second)), check(event(first))]).toEqual([
    "good",
    "key_retired",
    "bad_signature",
  ]);
});

it("an old handover that is played again leads nowhere back; the newest, played again, changes nothing", () => {
  const { ring, desk, check, handOver } = house();
  const [one, two] = [handOver(first, second), handOver(second, third)];
  expect([check(one), check(two), check(one), check(two)]).toEqual(["good", "good", "key_retired", "good"]);
  expect(ring.currentOf(desk)).toBe(third.publicKey);
});

it("believes no handover that either key did not sign, or that names another device", () => {
  const { client, ring, desk, event, check } = house();
  const good = rekeyedData(client.device, first, second);
  for (const data of [
    { ...good, proof: good.handover },
    { ...good, publicKey: evil.publicKey },
    { ...good, publicKey: "A".repeat(43) },
    rekeyedData("hl-000000000000", first, second),
    { ...rekeyedData(client.device, evil, second), from: first.publicKey },
  ])
    expect(check(event(first, data))).toBe("bad_signature");
  // A true handover, taken from the wire into an event that somebody else signed.
  expect(check(event(evil, good))).toBe("bad_signature");
  expect(check(event(evil, rekeyedData(client.device, evil, second)))).toBe("key_retired");
  expect(ring.currentOf(desk)).toBe(first.publicKey);
});

it("a handover that a restored ledger chains anew, under the new key, is still one", () => {
  const { ring, desk, check, event, handOver } = house();
  expect(check(event(second))).toBe("bad_signature");
  expect(ring.missed).toBe(true);
  expect(check(handOver(first, second, second))).toBe("good");
  expect([check(event(second)), ring.currentOf(desk), ring.missed]).toEqual(["good", second.publicKey, false]);
});

it("learns from the store what it was before a restart, and what another worker stored", () => {
  const { client, desk, check, event } = house();
  const later = new KeyRing();
  const { device, epoch } = client;
  const stored = [second, third].map(({ publicKey }, index) => ({ device, epoch, seq: index + 1, publicKey }));
  for (let i = 0; i < 2; i += 1) later.learn(stored.slice(0, i + 1), new Map([[device, desk]]));
  expect([check(event(third), later), check(event(second), later)]).toEqual(["good", "key_retired"]);
});
