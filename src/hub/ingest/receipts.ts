import { randomBytes } from "node:crypto";
import { canonicalJson } from "#contract/canonical-json.js";
import type { Receipt } from "#contract/hub-message.js";
import { receiptTopic, TOPIC_ROOT } from "#contract/topics.js";
import type { ChainHead, EpochOf } from "#hub/store/chain.js";
import { isErrorCode, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { type SigningKey, signText } from "#platform/signing.js";

/** Resolves at the PUBACK. */
export type Publish = (topic: string, payload: string, options?: { retain?: boolean }) => Promise<void>;

export type ReceiptNews = EpochOf & {
  readonly counter: string;
  readonly head: ChainHead;
  /** Ask for everything after the head again. */
  readonly rewind: boolean;
  readonly slowerMs: number;
};

type Parts = { readonly ward: string; readonly key: SigningKey; readonly publish: Publish; readonly log: Logger };

/** Tells a desk how far its events are stored. Call only after the commit. A receipt that is lost is no loss: another follows. */
export async function sendReceipt(news: ReceiptNews, { ward, key, publish, log }: Parts): Promise<void> {
  const topic = receiptTopic({ ward, counter: news.counter });
  try {
    await publish(topic, canonicalJson(signReceipt(news, ward, key)));
  } catch (error) {
    if (!isErrorCode(error, "mqtt.offline")) log.warn({ event: "receipt.not_sent", error: messageOf(error) });
  }
}

function signReceipt(news: ReceiptNews, ward: string, key: SigningKey): Receipt {
  const { device, epoch, head, rewind, slowerMs } = news;
  const unsigned: Omit<Receipt, "signature"> = {
    specversion: "1.0",
    id: randomBytes(12).toString("base64url"),
    source: `/${TOPIC_ROOT}/${ward}`,
    datacontenttype: "application/json",
    type: "vn.hailong.receipt.v1",
    data: {
      device,
      epoch,
      upTo: head.seq,
      hash: head.hash,
      ...(rewind ? { rewindTo: head.seq } : {}),
      ...(slowerMs > 0 ? { slower: { milliseconds: slowerMs } } : {}),
    },
  };
  return { ...unsigned, signature: signText(key, canonicalJson(unsigned)) };
}
