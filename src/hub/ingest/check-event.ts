import { canonicalJson } from "#contract/canonical-json.js";
import { type EventKind, eventSchema, eventType, type HailongEvent, MAX_EVENT_BYTES } from "#contract/event.js";
import type { RejectionReason } from "#contract/rejection.js";
import { type Place, parseTopic, sourceOf } from "#contract/topics.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { KeyRing } from "#hub/enrolment/key-ring.js";
import { sha256Hex } from "#platform/signing.js";

type CheckedEvent = {
  readonly event: HailongEvent;
  readonly kind: EventKind;
  readonly place: Place;
  /** SHA-256 over `body`. */
  readonly hash: string;
  /** Canonical JSON with the signature. */
  readonly body: string;
};
export type Verdict =
  | { readonly ok: true; readonly checked: CheckedEvent }
  | {
      readonly ok: false;
      readonly reason: RejectionReason;
      /** Only where the signature or the list can vouch for it. */
      readonly device?: string;
      /** Who an unknown device says that it is; nothing vouches for it. */
      readonly claims?: { readonly device: string; readonly id: string };
    };

/** Bytes from anyone → an event that an enrolled desk signed for this topic, or why not. Order is by cost. */
export function checkEvent(
  message: { readonly topic: string; readonly payload: Buffer },
  desks: EnrolledDesks,
  ward: string,
  keys: KeyRing = new KeyRing(),
): Verdict {
  if (message.payload.length > MAX_EVENT_BYTES) return { ok: false, reason: "oversized" };
  const json = parseJson(message.payload);
  if (json === undefined) return { ok: false, reason: "not_json" };
  const parsed = eventSchema.safeParse(json);
  if (!parsed.success) return { ok: false, reason: "not_contract" };
  const event = parsed.data;
  const place = parseTopic(message.topic);
  if (place?.ward !== ward || !isAbout(event, place)) return { ok: false, reason: "wrong_topic" };
  const desk = desks.get(event.device);
  if (!desk) return { ok: false, reason: "unknown_device", claims: { device: event.device, id: event.id } };
  const { device } = desk;
  if (desk.counter !== place.counter) return { ok: false, reason: "wrong_topic", device };
  const { signature: _, ...unsigned } = event;
  const verdict = keys.check(desk, event, canonicalJson(unsigned));
  if (verdict !== "good") return { ok: false, reason: verdict, device };
  if (desk.revoked) return { ok: false, reason: "revoked_device", device };
  const body = canonicalJson(event);
  const kind = place.leaf as EventKind;
  return { ok: true, checked: { event, kind, place, hash: sha256Hex(body), body } };
}

/** Topic, source, type and id say the same. */
function isAbout(event: HailongEvent, place: Place & { leaf: string }): boolean {
  return (
    event.type === eventType(place.leaf as EventKind) &&
    event.source === sourceOf(place) &&
    event.id === `${event.device}/${event.epoch}/${event.seq}`
  );
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch {
    return undefined;
  }
}
