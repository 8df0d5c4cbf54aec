import { expect } from "vitest";
import { canonicalJson } from "#contract/canonical-json.js";
import { eventSchema } from "#contract/event.js";
import { GENESIS_HASH } from "#contract/identifiers.js";
import { createVerifier, deviceOf, sha256Hex } from "#platform/signing.js";

/** Checks one epoch from its bytes alone: contract, canonical form, gapless numbers, chain and signatures. */
export function expectChain(bodies: readonly string[], publicKey: string): void {
  const verify = createVerifier(publicKey);
  let prev = GENESIS_HASH;
  bodies.forEach((body, index) => {
    const event = eventSchema.parse(JSON.parse(body));
    expect(body).toBe(canonicalJson(event));
    expect(event.seq).toBe(index + 1);
    expect(event.prev).toBe(prev);
    expect(event.device).toBe(deviceOf(publicKey));
    expect(event.id).toBe(`${event.device}/${event.epoch}/${event.seq}`);
    const { signature, ...unsigned } = event;
    expect(verify(canonicalJson(unsigned), signature)).toBe(true);
    prev = sha256Hex(body);
  });
}
