import { statusSchema } from "#contract/desk-message.js";
import { MAX_EVENT_BYTES } from "#contract/event.js";
import { parseTopic, sourceOf } from "#contract/topics.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { Strangers } from "#hub/enrolment/strangers.js";

type Message = { readonly topic: string; readonly payload: Buffer };

/** Which enrolled desks say that they are there. Retained at the broker, so that memory is enough here. */
export class DeskStatuses {
  readonly #online = new Map<string, boolean>();
  /** Whether the counter works under a certificate that did not fail. */
  readonly #certified = new Map<string, boolean>();
  readonly #strangers = new Strangers();
  readonly #onOnline: (device: string) => void;

  /** `onOnline`: an enrolled desk has come. */
  constructor(onOnline: (device: string) => void) {
    this.#onOnline = onOnline;
  }

  /**
   * → false for what is not a desk's status. `online: false` of a counter's former device says nothing of its successor.
   * A desk that is not enrolled yet has said it once and for all: that is kept until it is.
   */
  receive(message: Message, desks: EnrolledDesks): boolean {
    const status = parseStatus(message.payload);
    const place = parseTopic(message.topic);
    if (!status || !place || status.source !== sourceOf(place)) return false;
    const { device, online, certificate } = status.data;
    const desk = desks.get(device);
    if (!desk) {
      this.#strangers.keep(`${message.topic} ${device}`, { device, letter: message });
      return true;
    }
    if (desk.counter !== place.counter) return false;
    const came = online && !this.#online.get(device);
    this.#online.set(device, online);
    this.#certified.set(device, certificate !== null && certificate.verdict !== "fail");
    if (came) this.#onOnline(device);
    return true;
  }

  /** After the list of desks changed. */
  review(desks: EnrolledDesks): void {
    for (const message of this.#strangers.admit(desks)) this.receive(message, desks);
  }

  /** Without a broker nobody knows. */
  forget(): void {
    this.#online.clear();
    this.#certified.clear();
    this.#strangers.forget();
  }

  online(desks: EnrolledDesks): number {
    return [...desks.values()].filter(({ device, revoked }) => !revoked && this.#online.get(device)).length;
  }

  /** Counters whose desk says that it has no valid certificate. A revoked desk is nobody's camera any more. */
  uncertified(desks: EnrolledDesks): string[] {
    const lacking = [...desks].filter(([device, { revoked }]) => !revoked && this.#certified.get(device) === false);
    return [...new Set(lacking.map(([, { counter }]) => counter))].sort();
  }
}

function parseStatus(payload: Buffer) {
  if (payload.length > MAX_EVENT_BYTES) return undefined;
  try {
    return statusSchema.safeParse(JSON.parse(payload.toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
