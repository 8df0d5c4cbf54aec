import { canonicalJson } from "#contract/canonical-json.js";
import { MAX_EVENT_BYTES } from "#contract/event.js";
import { type PolicyMessage, policyMessageSchema } from "#contract/hub-message.js";
import { TOPIC_ROOT } from "#contract/topics.js";
import type { PublishedPolicy } from "#hub/store/policy-rows.js";
import { createVerifier, type SigningKey, signText } from "#platform/signing.js";

/** `from`: the ward, or the city, whose key signs. */
export function signPolicy({ number, patch }: PublishedPolicy, from: string, key: SigningKey): PolicyMessage {
  const unsigned: Omit<PolicyMessage, "signature"> = {
    specversion: "1.0",
    id: `policy/${number}`,
    source: `/${TOPIC_ROOT}/${from}`,
    datacontenttype: "application/json",
    type: "vn.hailong.policy.v1",
    data: { number, patch: { ...patch } },
  };
  return { ...unsigned, signature: signText(key, canonicalJson(unsigned)) };
}

/** Bytes from anyone → a policy in the form of the contract that names `from`; nothing vouches for it yet. */
export function readPolicyMessage(payload: Buffer, from: string): PolicyMessage | undefined {
  const message = policyMessageSchema.safeParse(parseJson(payload)).data;
  return message?.source === `/${TOPIC_ROOT}/${from}` ? message : undefined;
}

export function isSignedBy(publicKey: string, { signature, ...unsigned }: PolicyMessage): boolean {
  return createVerifier(publicKey)(canonicalJson(unsigned), signature);
}

function parseJson(payload: Buffer): unknown {
  try {
    return payload.length > MAX_EVENT_BYTES ? undefined : JSON.parse(payload.toString("utf8"));
  } catch {
    return undefined;
  }
}
