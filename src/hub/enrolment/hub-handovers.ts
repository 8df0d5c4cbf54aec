import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { canonicalJson } from "#contract/canonical-json.js";
import {
  type Handover,
  type HubKeyMessage,
  handoverSchema,
  handoverText,
  MOST_HANDOVERS,
} from "#contract/hub-message.js";
import { hubKeyTopic, TOPIC_ROOT } from "#contract/topics.js";
import type { Publish } from "#hub/ingest/receipts.js";
import { AppError, isErrorCode, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { type SigningKey, signText } from "#platform/signing.js";

type Announcement = {
  readonly ward: string;
  readonly handovers: readonly Handover[];
  readonly publish: Publish;
  readonly log: Logger;
};

/** How often and to what this hub's key was handed on, the oldest first. */
export function readHandovers(file: string): readonly Handover[] {
  if (!existsSync(file)) return [];
  try {
    return z.array(handoverSchema).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new AppError("key.invalid", `${file} holds no handovers of the hub's key`, {
      cause,
      remedy: "Restore it from a backup, together with hub.key",
    });
  }
}

/** One more, signed by the key before and the key after. */
export function handOver(
  ward: string,
  before: readonly Handover[],
  { from, to }: { from: SigningKey; to: SigningKey },
) {
  const link = { number: (before.at(-1)?.number ?? 0) + 1, from: from.publicKey, to: to.publicKey };
  const text = handoverText(ward, link);
  const handover: Handover = { ...link, signature: signText(from, text), proof: signText(to, text) };
  // A desk that was away for longer is enrolled anew.
  return [...before, handover].slice(-MOST_HANDOVERS);
}

/** Retained, after every connection; before anything that is signed with the newest key. */
export async function announceHubKey({ ward, handovers, publish, log }: Announcement): Promise<void> {
  if (handovers.length === 0) return;
  const message: HubKeyMessage = {
    specversion: "1.0",
    id: `hub-key/${handovers.at(-1)?.number}`,
    source: `/${TOPIC_ROOT}/${ward}`,
    datacontenttype: "application/json",
    type: "vn.hailong.hub-key.v1",
    data: { handovers: [...handovers] },
  };
  try {
    await publish(hubKeyTopic(ward), canonicalJson(message), { retain: true });
  } catch (error) {
    if (!isErrorCode(error, "mqtt.offline")) log.warn({ event: "hub_key.not_announced", error: messageOf(error) });
  }
}
