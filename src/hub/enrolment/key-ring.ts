import type { EventData, HailongEvent } from "#contract/event.js";
import { rekeyedText } from "#contract/event.js";
import type { EnrolledDesk } from "#hub/enrolment/devices-file.js";
import { createVerifier } from "#platform/signing.js";

/** A desk's handover of its key that is stored, or under way to it. */
export type Rekeying = Pick<HailongEvent, "device" | "epoch" | "seq"> & Pick<EventData["rekeyed"], "publicKey">;
type Verify = (text: string, signature: string) => boolean;
type Held = Rekeying & { readonly before: string; readonly verify: Verify; readonly verifyBefore: Verify };
export type KeyVerdict = "good" | "bad_signature" | "key_retired";

/**
 * Which key each desk signs with by now: the enrolled one, or what it was handed on to by the desk's own events. The store
 * holds those; this is what they come to.
 */
export class KeyRing {
  readonly #held = new Map<string, Held>();
  #missed = false;

  /** Somebody signed with a key that is not known here: perhaps another worker knows it. Asked once. */
  get missed(): boolean {
    const missed = this.#missed;
    this.#missed = false;
    return missed;
  }

  /** What is stored, in the order in which it came. */
  learn(stored: readonly Rekeying[], enrolled: ReadonlyMap<string, EnrolledDesk>): void {
    for (const one of stored) {
      const desk = enrolled.get(one.device);
      if (desk && this.currentOf(desk) !== one.publicKey) this.#hold(desk, one);
    }
  }

  currentOf(desk: EnrolledDesk): string {
    return this.#held.get(desk.device)?.publicKey ?? desk.publicKey;
  }

  /** The one before the current one, if any. */
  beforeOf(desk: EnrolledDesk): string | undefined {
    return this.#held.get(desk.device)?.before;
  }

  /** Whether this desk's key signed this event; a handover that it signed counts from here on. */
  check(desk: EnrolledDesk, event: HailongEvent, text: string): KeyVerdict {
    const { signature } = event;
    if (event.type === "vn.hailong.rekeyed.v1") return this.#handOver(desk, event, text);
    const held = this.#held.get(desk.device);
    if ((held?.verify ?? desk.verify)(text, signature)) return "good";
    if (held?.verifyBefore(text, signature)) {
      // Sent again, for its receipt was lost: not something new.
      const isOlder = event.epoch === held.epoch && event.seq < held.seq;
      return isOlder ? "good" : "key_retired";
    }
    this.#missed = true;
    return "bad_signature";
  }

  /**
   * The key before and the one after sign the handover itself, so that it stays true when a restored ledger chains it anew.
   * One that is repeated changes nothing; an older one is not followed back.
   */
  #handOver(desk: EnrolledDesk, event: HailongEvent & { type: "vn.hailong.rekeyed.v1" }, text: string): KeyVerdict {
    const { data, signature, device, epoch, seq } = event;
    const handover = rekeyedText(device, data);
    const [from, to] = [verifierOf(data.from), verifierOf(data.publicKey)];
    const isWhole = from(handover, data.handover) && to(handover, data.proof);
    if (!isWhole || !(from(text, signature) || to(text, signature))) return "bad_signature";
    const current = this.currentOf(desk);
    if (data.publicKey === current) return "good";
    if (data.from !== current) return "key_retired";
    this.#hold(desk, { device, epoch, seq, publicKey: data.publicKey });
    return "good";
  }

  #hold(desk: EnrolledDesk, rekeying: Rekeying): void {
    const held = this.#held.get(desk.device);
    this.#held.set(desk.device, {
      ...rekeying,
      before: this.currentOf(desk),
      verify: verifierOf(rekeying.publicKey),
      verifyBefore: held?.verify ?? desk.verify,
    });
  }
}

/** A key that is none has signed nothing. */
function verifierOf(publicKey: string): Verify {
  try {
    return createVerifier(publicKey);
  } catch {
    return () => false;
  }
}
