import { z } from "zod";
import { type StatusMessage, statusSchema } from "#contract/desk-message.js";
import { MAX_EVENT_BYTES } from "#contract/event.js";
import type { HubHealth } from "#contract/http.js";
import { parseTopic, sourceOf } from "#contract/topics.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { Strangers } from "#hub/enrolment/strangers.js";

const { data, ...envelope } = statusSchema.shape;
const { certificate, ...told } = data.shape;
/** A counter that was upgraded before its hub may say more than the hub knows: that is passed over and kept nowhere. */
const heardSchema = z.object({
  ...envelope,
  data: z.object({ ...told, certificate: z.object(certificate.unwrap().shape).nullable() }),
});

type Message = { readonly topic: string; readonly payload: Buffer };

/** Which enrolled desks say that they are there. Retained at the broker, so that memory is enough here. */
export class DeskStatuses {
  readonly #said = new Map<string, StatusMessage["data"]>();
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
    const { device, online } = status.data;
    const desk = desks.get(device);
    if (!desk) {
      this.#strangers.keep(`${message.topic} ${device}`, { device, letter: message });
      return true;
    }
    if (desk.counter !== place.counter) return false;
    const came = online && !this.#said.get(device)?.online;
    this.#said.set(device, status.data);
    if (came) this.#onOnline(device);
    return true;
  }

  /** After the list of desks changed. */
  review(desks: EnrolledDesks): void {
    for (const message of this.#strangers.admit(desks)) this.receive(message, desks);
  }

  /** Without a broker nobody knows. */
  forget(): void {
    this.#said.clear();
    this.#strangers.forget();
  }

  /** What it said last. */
  of(device: string): StatusMessage["data"] | undefined {
    return this.#said.get(device);
  }

  count(desks: EnrolledDesks): HubHealth["desks"] {
    const valid = [...desks.values()].filter(({ revoked }) => !revoked);
    const online = valid.filter(({ device }) => this.#said.get(device)?.online).length;
    const uncertified = new Set(
      valid.filter(({ device }) => this.#lacksCertificate(device)).map((desk) => desk.counter),
    );
    return {
      ...{ enrolled: valid.length, online, revoked: desks.size - valid.length },
      uncertified: [...uncertified].sort(),
    };
  }

  /** A desk says so itself. */
  #lacksCertificate(device: string): boolean {
    const status = this.#said.get(device);
    return status !== undefined && (status.certificate === null || status.certificate.verdict === "fail");
  }
}

function parseStatus(payload: Buffer) {
  if (payload.length > MAX_EVENT_BYTES) return undefined;
  try {
    return heardSchema.safeParse(JSON.parse(payload.toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
