import { canonicalJson } from "#contract/canonical-json.js";
import { type EventData, type EventKind, eventSchema, eventType } from "#contract/event.js";
import { AppError } from "#platform/errors.js";
import { type SigningKey, sha256Hex, signText } from "#platform/signing.js";

/** An event not yet in the chain; `time` already rounded to the policy's grain. */
export type NewEvent = {
  [Kind in EventKind]: { readonly kind: Kind; readonly time: string; readonly data: EventData[Kind] };
}[EventKind];

export type ChainHead = { readonly epoch: string; readonly seq: number; readonly hash: string };

export type Signer = { readonly device: string; readonly source: string; readonly key: SigningKey };

export type ChainedEvent = {
  readonly epoch: string;
  readonly seq: number;
  readonly kind: EventKind;
  readonly hash: string;
  /** The canonical JSON with its signature: exactly the bytes that are published. */
  readonly body: string;
};

/**
 * The next link: `prev` is the hash of the event before, the signature covers the canonical JSON without itself, the
 * hash covers it with the signature.
 */
export function chainEvent(head: ChainHead, event: NewEvent, signer: Signer): ChainedEvent {
  const { epoch } = head;
  const seq = head.seq + 1;
  const unsigned = {
    specversion: "1.0",
    id: `${signer.device}/${epoch}/${seq}`,
    source: signer.source,
    time: event.time,
    datacontenttype: "application/json",
    device: signer.device,
    epoch,
    seq,
    prev: head.hash,
    type: eventType(event.kind),
    data: event.data,
  };
  const signed = { ...unsigned, signature: signText(signer.key, canonicalJson(unsigned)) };
  const valid = eventSchema.safeParse(signed);
  // A hub would refuse it for ever and everything behind it would wait: better to fail here, at the cause.
  if (!valid.success)
    throw new AppError("internal", `a ${event.kind} event breaks the contract`, { cause: valid.error });
  const body = canonicalJson(signed);
  return { epoch, seq, kind: event.kind, hash: sha256Hex(body), body };
}
