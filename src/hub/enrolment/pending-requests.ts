import { canonicalJson } from "#contract/canonical-json.js";
import {
  deskProofText,
  ENROLMENT_MINUTES,
  type EnrolAnswer,
  type EnrolRefusal,
  type EnrolRequest,
  enrolRequestSchema,
  hubProofText,
  readCode,
} from "#contract/enrolment.js";
import { MAX_EVENT_BYTES } from "#contract/event.js";
import { enrolRequestTopic, sourceOf, TOPIC_ROOT } from "#contract/topics.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import type { Clock } from "#platform/clock.js";
import { createVerifier, deviceOf, hmacHex, sameSecret } from "#platform/signing.js";

export type Applicant = EnrolRequest["data"];
type Pending = { readonly applicant: Applicant; readonly until: number; answer?: EnrolAnswer };
export type Typed =
  | { readonly outcome: "approved"; readonly applicant: Applicant; readonly answer: EnrolAnswer }
  | { readonly outcome: "refused"; readonly reason: EnrolRefusal; readonly answers: readonly EnrolAnswer[] }
  | { readonly outcome: "unknown" | "expired" | "used" | "no_code" };
export type Heard =
  | { readonly kind: "new"; readonly applicant: Applicant }
  | { readonly kind: "answers"; readonly answers: readonly EnrolAnswer[] }
  | { readonly kind: "nothing" };

/** With 80 random bits nobody guesses; who types wrong so often is not reading what is shown. */
const MOST_ATTEMPTS = 5;
const MOST_PENDING = 64;

export type PendingOptions = {
  readonly ward: string;
  readonly hubKey: string;
  readonly desks: () => EnrolledDesks;
  /** The counter may have a desk already: this one comes beside it, and replaces it. */
  readonly beside: boolean;
  readonly clock: Clock;
};

/** Desks that ask to be enrolled, while somebody at the hub is ready to type in their codes. Nothing is believed before. */
export class PendingRequests {
  readonly #options: PendingOptions;
  /** By request; those that are over stay, so that they can be told so. */
  readonly #requests = new Map<string, Pending>();
  #attempts = 0;

  constructor(options: PendingOptions) {
    this.#options = options;
  }

  /** Who waits for a code. */
  get waiting(): Applicant[] {
    return this.#open().map(({ applicant }) => applicant);
  }

  /** A message from anyone. One that was answered is answered again: its desk may not have heard. */
  hear({ topic, payload }: { readonly topic: string; readonly payload: Buffer }): Heard {
    const applicant = this.#check(topic, payload);
    if (!applicant) return { kind: "nothing" };
    const known = this.#requests.get(applicant.request);
    const newest = [...this.#requests.values()].findLast(({ applicant: one }) => one.device === applicant.device);
    if (known && newest && newest !== known && !known.answer) return this.#refuseTwins(known, newest);
    if (known) return known.answer ? { kind: "answers", answers: [known.answer] } : { kind: "nothing" };
    this.#requests.set(applicant.request, { applicant, until: this.#now() + ENROLMENT_MINUTES * 60_000 });
    const [oldest] = this.#requests.keys();
    if (this.#requests.size > MOST_PENDING && oldest !== undefined) this.#requests.delete(oldest);
    return { kind: "new", applicant };
  }

  /** Whether a desk has asked with this code; no attempt. */
  knows(typed: string): boolean {
    return this.#withCode(readCode(typed)) !== undefined;
  }

  /** A code that was typed in. Approved or refused, it is used up. */
  type(typed: string): Typed {
    const code = readCode(typed);
    const match = this.#withCode(code);
    if (!code || !match) return this.#wrong(code !== undefined);
    if (match.answer) return { outcome: "used" };
    if (match.until < this.#now()) return { outcome: "expired" };
    const { applicant } = match;
    const reason = this.#objection(applicant);
    if (reason) return { outcome: "refused", reason, answers: [this.#refuse(match, reason)] };
    const proof = hmacHex(code, hubProofText(applicant, this.#options.hubKey));
    const { device, request } = applicant;
    match.answer = this.#message({ outcome: "approved", device, request, hubKey: this.#options.hubKey, proof });
    return { outcome: "approved", applicant, answer: match.answer };
  }

  #withCode(code: string | undefined): Pending | undefined {
    return code === undefined ? undefined : [...this.#requests.values()].find((one) => isCodeOf(code, one.applicant));
  }

  #check(topic: string, payload: Buffer): Applicant | undefined {
    const parsed = enrolRequestSchema.safeParse(parseJson(payload));
    if (!parsed.success) return undefined;
    const { signature, ...unsigned } = parsed.data;
    const { data } = parsed.data;
    const isAbout = data.ward === this.#options.ward && topic === enrolRequestTopic(data);
    if (!isAbout || parsed.data.source !== sourceOf(data) || deviceOf(data.publicKey) !== data.device) return undefined;
    return isSignedBy(data.publicKey, canonicalJson(unsigned), signature) ? data : undefined;
  }

  #objection({ device, counter }: Applicant): EnrolRefusal | undefined {
    const desks = this.#options.desks();
    const known = desks.get(device);
    if (known?.revoked) return "device_revoked";
    if (known) return known.counter === counter ? undefined : "device_elsewhere";
    const taken = [...desks.values()].some((desk) => desk.counter === counter && !desk.revoked);
    return taken && !this.#options.beside ? "counter_taken" : undefined;
  }

  #wrong(isCode: boolean): Typed {
    this.#attempts += 1;
    const open = this.#open();
    if (this.#attempts < MOST_ATTEMPTS || open.length === 0) return { outcome: isCode ? "unknown" : "no_code" };
    this.#attempts = 0;
    const reason = "too_many_attempts";
    return { outcome: "refused", reason, answers: open.map((one) => this.#refuse(one, reason)) };
  }

  /** The same key asks twice at once: one of them is a copy, and nobody can say which. */
  #refuseTwins(...twins: Pending[]): Heard {
    const open = twins.filter(({ answer }) => !answer);
    return { kind: "answers", answers: open.map((one) => this.#refuse(one, "two_desks")) };
  }

  #refuse(one: Pending, reason: EnrolRefusal): EnrolAnswer {
    const { device, request } = one.applicant;
    one.answer = this.#message({ outcome: "refused", device, request, reason });
    return one.answer;
  }

  #message(data: EnrolAnswer["data"]): EnrolAnswer {
    return {
      specversion: "1.0",
      id: `${data.request}/answer`,
      source: `/${TOPIC_ROOT}/${this.#options.ward}`,
      datacontenttype: "application/json",
      type: "vn.hailong.enrol-answer.v1",
      data,
    };
  }

  #open(): Pending[] {
    return [...this.#requests.values()].filter(({ answer, until }) => !answer && until >= this.#now());
  }

  #now(): number {
    return this.#options.clock.monotonic();
  }
}

const isCodeOf = (code: string, applicant: Applicant): boolean =>
  sameSecret(hmacHex(code, deskProofText(applicant)), applicant.proof);

function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    return createVerifier(publicKey)(text, signature);
  } catch {
    return false;
  }
}

function parseJson(payload: Buffer): unknown {
  try {
    return payload.length > MAX_EVENT_BYTES ? undefined : JSON.parse(payload.toString("utf8"));
  } catch {
    return undefined;
  }
}
