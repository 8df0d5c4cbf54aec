import { type Handover, handoverText, hubKeySchema } from "#contract/hub-message.js";
import { TOPIC_ROOT } from "#contract/topics.js";
import { Refusals } from "#desk/delivery/refusals.js";
import { parseJson } from "#desk/delivery/signed-message.js";
import type { HubPin } from "#desk/enrolment/hub-pin.js";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { createVerifier } from "#platform/signing.js";

type Why = "not_contract" | "other_ward" | "bad_signature" | "older" | "other_key";

/** Follows the hub from the key that is pinned to the one that it was handed on to. Never back, and never from another. */
export class HubKeyInbox {
  readonly #pin: HubPin;
  readonly #ward: string;
  readonly #log: Logger;
  readonly #refusals: Refusals<Why>;

  constructor({ pin, ward, log }: { readonly pin: HubPin; readonly ward: string; readonly log: Logger }) {
    this.#pin = pin;
    this.#ward = ward;
    this.#log = log;
    this.#refusals = new Refusals("hub_key.ignored", log);
  }

  get refused(): ReadonlyMap<Why, number> {
    return this.#refusals.counts;
  }

  /** A retained message; must not throw. */
  readonly receive = (payload: Buffer): void => {
    try {
      const why = payload.length === 0 ? undefined : this.#judge(payload);
      if (why) this.#refusals.add(why);
    } catch (error) {
      // In force all the same: being retained, it comes again and is written down then.
      this.#log.error({ event: "hub_key.not_saved", error: messageOf(error) });
    }
  };

  #judge(payload: Buffer): Why | undefined {
    const message = hubKeySchema.safeParse(parseJson(payload)).data;
    if (!message) return "not_contract";
    if (message.source !== `/${TOPIC_ROOT}/${this.#ward}`) return "other_ward";
    return this.#follow(message.data.handovers);
  }

  #follow(handovers: readonly Handover[]): Why | undefined {
    const pin = this.#pin;
    let [publicKey, number] = [pin.publicKey, pin.number];
    for (const handover of handovers) {
      if (handover.from !== publicKey || handover.number <= number) continue;
      if (!isSigned(this.#ward, handover)) return "bad_signature";
      [publicKey, number] = [handover.to, handover.number];
    }
    if (publicKey !== pin.publicKey) {
      this.#log.warn({ event: "hub_key.followed", number });
      pin.follow(publicKey, number);
      return undefined;
    }
    const last = handovers.at(-1);
    if (last?.to === publicKey) return undefined;
    return (last?.number ?? 0) <= number ? "older" : "other_key";
  }
}

/** A key that is none has signed nothing. */
function isSigned(ward: string, handover: Handover): boolean {
  const text = handoverText(ward, handover);
  try {
    const [from, to] = [createVerifier(handover.from), createVerifier(handover.to)];
    return from(text, handover.signature) && to(text, handover.proof);
  } catch {
    return false;
  }
}
