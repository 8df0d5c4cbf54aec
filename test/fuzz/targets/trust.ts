import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { codeOf, deskProofText } from "#contract/enrolment.js";
import { enrolRequestTopic } from "#contract/topics.js";
import { enrolRequestExample, standingExample } from "#contract/trust-examples.js";
import { HubKeyInbox } from "#desk/enrolment/hub-key-inbox.js";
import { HubPin } from "#desk/enrolment/hub-pin.js";
import { StandingInbox } from "#desk/enrolment/standing-inbox.js";
import { PendingRequests } from "#hub/enrolment/pending-requests.js";
import { createVerifier, deviceOf, hmacHex } from "#platform/signing.js";
import { HandClock } from "../../support/desk-parts.js";
import { hubHandover, hubKeyMessage } from "../../support/handover.js";
import { testKey } from "../../support/signing-client.js";
import { mutate, mutation, signedAnew } from "../mutations.js";
import { type FuzzTarget, fuzzFolder, fuzzTarget, watchedLog } from "../target.js";

const WARD = "phuong-mau";
const hubKeys = [9, 10, 11, 12].map(testKey);
const desk = testKey(7);

/** What a desk hears about keys: the hub's handovers, and whether its own is still believed. */
export async function deskTrust(): Promise<FuzzTarget> {
  const folder = fuzzFolder();
  const { log, check } = watchedLog();
  const [first = desk, second = desk, third = desk] = hubKeys;
  const verify = createVerifier(first.publicKey);
  const device = deviceOf(desk.publicKey);
  const open = () => {
    rmSync(join(folder, "pin"), { force: true });
    const pin = HubPin.open(join(folder, "pin"), first.publicKey);
    return { pin, inbox: new HubKeyInbox({ pin, ward: WARD, log }) };
  };
  const handovers = [hubHandover(1, first, second), hubHandover(2, second, third)];
  const message: unknown = JSON.parse(hubKeyMessage(handovers).toString());
  const standings = new StandingInbox({ ward: WARD, device, publicKey: desk.publicKey, verify, log });
  const take = (isKey: boolean, payload: Buffer): string => {
    if (isKey) {
      const { pin, inbox } = open();
      inbox.receive(payload);
      check();
      if (![first.publicKey, second.publicKey, third.publicKey].includes(pin.publicKey))
        throw new Error("the desk follows a key that nobody handed on");
      return pin.number > 0 ? "followed" : ([...inbox.refused.keys()][0] ?? "nothing");
    }
    standings.receive(payload);
    check();
    const standing = standings.standing();
    standings.believed();
    return standing ?? "refused";
  };
  return fuzzTarget({
    name: "desk.trust",
    share: 0.05,
    cases: fc.record({ isKey: fc.boolean(), what: mutation }),
    take: ({ isKey, what }) => take(isKey, mutate(isKey ? message : standingExample, what, first)),
    proveAlive: async () => {
      const words = Buffer.from(JSON.stringify(signedAnew(standingExample, first)));
      if (take(true, hubKeyMessage(handovers)) !== "followed") throw new Error("a good handover was not followed");
      if (take(false, words) !== "revoked") throw new Error("a good word was not heard");
    },
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }),
  });
}

/** What a hub hears while it enrols desks, and what people type. */
export async function hubEnrolment(): Promise<FuzzTarget> {
  const clock = new HandClock();
  const { publicKey: hubKey } = testKey(9);
  const code = codeOf(new Uint8Array(10).fill(77));
  const open = () => new PendingRequests({ ward: WARD, hubKey, desks: () => new Map(), beside: false, clock });
  let pending = open();
  let requests = 0;
  const request = (n: number) => {
    const key = testKey(1 + (n % 100));
    const { proof: _, ...data } = enrolRequestExample.data;
    const asked = { ...data, device: deviceOf(key.publicKey), publicKey: key.publicKey };
    requests += n % 2;
    const applicant = { ...asked, request: String(requests).padStart(22, "0") };
    const proved = { ...applicant, proof: hmacHex(code, deskProofText(applicant)) };
    return { key, message: { ...enrolRequestExample, data: proved } };
  };
  const topic = enrolRequestTopic({ ward: WARD, counter: "quay-01" });
  return fuzzTarget({
    name: "hub.enrolment",
    share: 0.05,
    cases: fc.record({ what: mutation, typed: fc.option(fc.string({ unit: "binary", maxLength: 30 })) }),
    take: ({ what, typed }) => {
      clock.pass(500);
      const { message, key } = request(what.base);
      const { kind } = pending.hear({ topic, payload: mutate(message, what, key) });
      if (pending.waiting.length > 64) throw new Error("the requests grow without bound");
      if (typed === null) return kind;
      const { outcome } = pending.type(typed);
      if (outcome === "approved") throw new Error(`approved for ${JSON.stringify(typed)}`);
      return `typed: ${outcome}`;
    },
    proveAlive: async () => {
      pending = open();
      const { message, key } = request(1);
      pending.hear({ topic, payload: Buffer.from(JSON.stringify(signedAnew(message, key))) });
      if (pending.type(code).outcome !== "approved") throw new Error("a good request was not approved");
    },
    [Symbol.asyncDispose]: async () => {},
  });
}
