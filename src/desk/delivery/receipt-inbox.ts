import { type Receipt, receiptSchema } from "#contract/hub-message.js";
import { checkSigned, type Refusal, type Verify } from "#desk/delivery/signed-message.js";
import type { Ledger } from "#desk/ledger/ledger.js";

export type IgnoredReceipt = Refusal | "other_device" | "other_epoch" | "nothing_new" | "pruned";

/** What a receipt means for the outbox. */
export type ReceiptVerdict =
  | { readonly kind: "ignored"; readonly why: IgnoredReceipt }
  | { readonly kind: "stored"; readonly epoch: string; readonly upTo: number; readonly slowerMs: number }
  /** The hub was restored and asks again for everything after `upTo`. */
  | { readonly kind: "rewind"; readonly epoch: string; readonly upTo: number }
  /** The hub misses something of what was sent after the last receipt. */
  | { readonly kind: "again"; readonly epoch: string }
  /** The hub was restored and asks for more than is kept. `id`: which receipt said so. */
  | { readonly kind: "pruned"; readonly upTo: number; readonly id: string }
  /** The hub knows events of this epoch that we do not: our ledger is the restored one. */
  | { readonly kind: "ledger_restored"; readonly upTo: number };

/** Only a receipt signed by the pinned hub, for this device and epoch, whose hash is our event's, counts. */
export function judgeReceipt(payload: Buffer, ledger: Ledger, verify: Verify): ReceiptVerdict {
  const checked = checkSigned(payload, receiptSchema, verify);
  if (!checked.ok) return { kind: "ignored", why: checked.why };
  return judgeSigned(checked.message, ledger);
}

function judgeSigned({ id, data }: Receipt, ledger: Ledger): ReceiptVerdict {
  if (data.device !== ledger.device) return { kind: "ignored", why: "other_device" };
  const present = ledger.outbox();
  if (data.epoch !== present.epoch) return judgeFormer(data, ledger);
  if (data.upTo < present.pruned)
    return data.rewindTo === undefined ? { kind: "ignored", why: "pruned" } : { kind: "pruned", upTo: data.upTo, id };
  if (data.upTo > present.seq || ledger.hashAt(data.epoch, data.upTo) !== data.hash)
    return { kind: "ledger_restored", upTo: data.upTo };
  return judgeKnown(data, present.receipted);
}

/**
 * A hub restored to before this epoch began asks for what it misses of the one before. What is left here of a former
 * epoch was receipted once: a hub that has gone further, or another way from there, has it.
 */
function judgeFormer(data: Receipt["data"], ledger: Ledger): ReceiptVerdict {
  const former = ledger.epochState(data.epoch);
  if (!former) return { kind: "ignored", why: "other_epoch" };
  if (ledger.hashAt(data.epoch, data.upTo) === data.hash) return judgeKnown(data, former.receipted);
  if (former.receipted === former.seq) return { kind: "ignored", why: "other_epoch" };
  return { kind: "stored", epoch: data.epoch, upTo: former.seq, slowerMs: 0 };
}

function judgeKnown({ epoch, upTo, rewindTo, slower }: Receipt["data"], receipted: number): ReceiptVerdict {
  if (rewindTo !== undefined && rewindTo < receipted) return { kind: "rewind", epoch, upTo: Math.min(rewindTo, upTo) };
  if (rewindTo !== undefined && rewindTo === receipted && upTo === receipted) return { kind: "again", epoch };
  const slowerMs = slower?.milliseconds ?? 0;
  if (upTo <= receipted && slowerMs === 0) return { kind: "ignored", why: "nothing_new" };
  return { kind: "stored", epoch, upTo: Math.max(upTo, receipted), slowerMs };
}
