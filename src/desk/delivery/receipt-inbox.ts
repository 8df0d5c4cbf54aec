import { type Receipt, receiptSchema } from "#contract/hub-message.js";
import { checkSigned, type Refusal, type Verify } from "#desk/delivery/signed-message.js";
import type { Ledger } from "#desk/ledger/ledger.js";

export type IgnoredReceipt = Refusal | "other_device" | "other_epoch" | "nothing_new";

/** What a receipt means for the outbox. */
export type ReceiptVerdict =
  | { readonly kind: "ignored"; readonly why: IgnoredReceipt }
  | { readonly kind: "stored"; readonly upTo: number; readonly slowerMs: number }
  /** The hub was restored and asks again for everything after `upTo`. */
  | { readonly kind: "rewind"; readonly upTo: number }
  /** The hub misses something of what was sent after the last receipt. */
  | { readonly kind: "again" }
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
  const { epoch, seq, receipted, pruned } = ledger.outbox();
  if (data.device !== ledger.device) return { kind: "ignored", why: "other_device" };
  if (data.epoch !== epoch) return { kind: "ignored", why: "other_epoch" };
  if (data.upTo < pruned)
    return data.rewindTo === undefined
      ? { kind: "ignored", why: "nothing_new" }
      : { kind: "pruned", upTo: data.upTo, id };
  if (data.upTo > seq || ledger.hashAt(epoch, data.upTo) !== data.hash)
    return { kind: "ledger_restored", upTo: data.upTo };
  if (data.rewindTo !== undefined && data.rewindTo < receipted)
    return { kind: "rewind", upTo: Math.min(data.rewindTo, data.upTo) };
  if (data.rewindTo !== undefined && data.rewindTo === receipted && data.upTo === receipted) return { kind: "again" };
  const slowerMs = data.slower?.milliseconds ?? 0;
  if (data.upTo <= receipted && slowerMs === 0) return { kind: "ignored", why: "nothing_new" };
  return { kind: "stored", upTo: Math.max(data.upTo, receipted), slowerMs };
}
