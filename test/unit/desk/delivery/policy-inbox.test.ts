import { expect, it } from "vitest";
import { canonicalJson } from "#contract/canonical-json.js";
import type { Mapping } from "#contract/mapping.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { PolicyInbox } from "#desk/delivery/policy-inbox.js";
import { createVerifier, type SigningKey, signText } from "#platform/signing.js";
import { DeskParts } from "../../../support/desk-parts.js";
import { testKey } from "../../../support/signing-client.js";

const hub = testKey(9);
const mapping: Mapping = {
  weights: { valenceWhole: 3, valenceEnd: 2, positiveShare: 1, negativeShare: -1, shortSmileShare: -30 },
  cuts: { satisfied: -0.5, verySatisfied: 0.8 },
};

function message(number: number, patch: object, key: SigningKey = hub): Buffer {
  const unsigned = {
    specversion: "1.0",
    id: `policy/${number}`,
    source: "/hailong/v1/phuong-mau",
    datacontenttype: "application/json",
    type: "vn.hailong.policy.v1",
    data: { number, patch },
  };
  return Buffer.from(JSON.stringify({ ...unsigned, signature: signText(key, canonicalJson(unsigned)) }));
}

function openInbox(parts: DeskParts): PolicyInbox {
  const place = { ward: "phuong-mau", counter: "quay-1" };
  const { ledger, log } = parts;
  const verify = createVerifier(hub.publicKey);
  return new PolicyInbox({ place, base: DEFAULT_POLICY, ledger, verify, log: log.log, onChange: () => {} });
}

it("applies a learned mapping, keeps it over a restart, and takes it back by an older content with a new number", () => {
  using parts = new DeskParts();
  const inbox = openInbox(parts);
  inbox.receive("ward", message(3, { mapping }));
  expect(inbox.applied()).toMatchObject({ number: 3, policy: { mapping } });
  expect(openInbox(parts).applied().policy.mapping).toEqual(mapping);
  inbox.receive("ward", message(4, {}));
  expect(inbox.applied()).toMatchObject({ number: 4, policy: { mapping: null } });
  expect(inbox.refused()).toBe(false);
});

it.each<[string, Buffer]>([
  ["a bad signature", message(9, { mapping: null }, testKey(8))],
  ["an older number", message(2, { mapping: null })],
  ["weights that are absurd", message(9, { mapping: { ...mapping, weights: { ...mapping.weights, valenceEnd: -5 } } })],
  [
    "a neutral face called dissatisfied",
    message(9, { mapping: { ...mapping, cuts: { ...mapping.cuts, satisfied: 0.5 } } }),
  ],
  ["half a mapping", message(9, { mapping: { cuts: { satisfied: 2 } } })],
  ["an unknown key", message(9, { weights: { happiness: 1 } })],
  ["valence weights beyond their bounds", message(9, { valence: { happiness: 40 } })],
  ["happiness that costs points", message(9, { valence: { happiness: -0.1 } })],
  ["anger that brings points", message(9, { valence: { anger: 0.1 } })],
  ["not JSON", Buffer.from("{")],
])("refuses %s, keeps the one before, and raises the alarm until a good one comes", (_, bad) => {
  using parts = new DeskParts();
  const inbox = openInbox(parts);
  inbox.receive("ward", message(3, { mapping, k: 12 }));
  inbox.receive("ward", bad);
  expect(inbox.refused()).toBe(true);
  expect(inbox.applied()).toMatchObject({ number: 3, policy: { mapping, k: 12 } });
  expect(openInbox(parts).applied()).toMatchObject({ number: 3, policy: { mapping, k: 12 } });
  inbox.receive("ward", message(3, { mapping, k: 12 }));
  expect(inbox.refused()).toBe(false);
});

it("a good word for the counter does not hide a bad one for the ward", () => {
  using parts = new DeskParts();
  const inbox = openInbox(parts);
  inbox.receive("ward", message(3, {}, testKey(8)));
  inbox.receive("counter", message(3, { k: 12 }));
  expect([inbox.refused(), inbox.applied().policy.k]).toEqual([true, 12]);
});
