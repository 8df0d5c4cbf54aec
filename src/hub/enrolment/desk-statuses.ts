import { statusSchema } from "#contract/desk-message.js";
import { MAX_EVENT_BYTES } from "#contract/event.js";
import { parseTopic, sourceOf } from "#contract/topics.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";

/** Which enrolled desks say that they are there. Retained at the broker, so that memory is enough here. */
export class DeskStatuses {
  readonly #online = new Map<string, boolean>();

  /** → false for what is not a desk's status. `online: false` of a counter's former device says nothing of its successor. */
  receive(message: { readonly topic: string; readonly payload: Buffer }, desks: EnrolledDesks): boolean {
    const status = parseStatus(message.payload);
    const place = parseTopic(message.topic);
    if (!status || !place || status.source !== sourceOf(place)) return false;
    const { device, online } = status.data;
    if (desks.get(device)?.counter !== place.counter) return false;
    this.#online.set(device, online);
    return true;
  }

  /** Without a broker nobody knows. */
  forget(): void {
    this.#online.clear();
  }

  online(desks: EnrolledDesks): number {
    return [...desks.keys()].filter((device) => this.#online.get(device)).length;
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
