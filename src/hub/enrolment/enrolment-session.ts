import { randomBytes } from "node:crypto";
import { canonicalJson } from "#contract/canonical-json.js";
import type { EnrolAnswer } from "#contract/enrolment.js";
import { enrolAnswerTopic, enrolRequests, parseTopic } from "#contract/topics.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { type Applicant, PendingRequests, type Typed } from "#hub/enrolment/pending-requests.js";
import type { Clock } from "#platform/clock.js";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { type MqttConfig, MqttLink } from "#platform/mqtt-link.js";

export type SessionParts = {
  readonly ward: string;
  readonly hubKey: string;
  readonly mqtt: MqttConfig;
  readonly desks: () => EnrolledDesks;
  readonly beside: boolean;
  /** Writes an approved desk down, before it hears that it is. Throws when it cannot. */
  readonly enrol: (applicant: Applicant) => void;
  readonly onAsked: (applicant: Applicant) => void;
  readonly clock: Clock;
  readonly log: Logger;
};

/** While an operator sits at the hub: desks ask over the broker, codes are typed in. Beside a hub that runs, or without. */
export class EnrolmentSession implements AsyncDisposable {
  readonly #parts: SessionParts;
  readonly #pending: PendingRequests;
  readonly #link: MqttLink;
  /** Where each request came from, and is answered. */
  readonly #topics = new Map<string, string>();

  constructor(parts: SessionParts) {
    this.#parts = parts;
    const { ward, mqtt, log, onAsked } = parts;
    this.#pending = new PendingRequests(parts);
    this.#link = new MqttLink(mqtt, {
      clientId: `hailong-enrol-${randomBytes(8).toString("hex")}`,
      subscriptions: [enrolRequests(ward)],
      onMessage: (message) => {
        const heard = this.#pending.hear(message);
        if (heard.kind === "new") onAsked(heard.applicant);
        if (heard.kind === "answers") void this.#say(heard.answers);
        const place = parseTopic(message.topic);
        if (heard.kind === "new" && place) this.#topics.set(heard.applicant.request, enrolAnswerTopic(place));
      },
      log,
    });
  }

  get waiting(): Applicant[] {
    return this.#pending.waiting;
  }

  /** Whether a desk has asked with this code; no attempt. */
  knows(code: string): boolean {
    return this.#pending.knows(code);
  }

  /** A code that the operator typed. What it leads to is written down first and then told to the desk. */
  async type(code: string): Promise<Typed> {
    const typed = this.#pending.type(code);
    if (typed.outcome === "approved") {
      this.#parts.enrol(typed.applicant);
      await this.#say([typed.answer]);
    }
    if (typed.outcome === "refused") await this.#say(typed.answers);
    return typed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#link[Symbol.asyncDispose]();
  }

  /** One that is lost is asked for again. */
  async #say(answers: readonly EnrolAnswer[]): Promise<void> {
    for (const answer of answers) {
      const topic = this.#topics.get(answer.data.request);
      try {
        if (topic) await this.#link.publish(topic, canonicalJson(answer), { expirySeconds: 60 });
      } catch (error) {
        this.#parts.log.warn({ event: "enrolment.not_answered", error: messageOf(error) });
      }
    }
  }
}
