import { rekeyedText } from "#contract/event.js";
import { handoverText } from "#contract/hub-message.js";
import { type SigningKey, signText } from "#platform/signing.js";

/** The content of a desk's `rekeyed` event. */
export function rekeyedData(device: string, from: SigningKey, to: SigningKey) {
  const keys = { from: from.publicKey, publicKey: to.publicKey };
  const text = rekeyedText(device, keys);
  return { ...keys, handover: signText(from, text), proof: signText(to, text) };
}

/** One handover of a hub's key. */
export function hubHandover(number: number, from: SigningKey, to: SigningKey, ward = "phuong-mau") {
  const link = { number, from: from.publicKey, to: to.publicKey };
  const text = handoverText(ward, link);
  return { ...link, signature: signText(from, text), proof: signText(to, text) };
}

/** As a hub publishes them. */
export const hubKeyMessage = (handovers: readonly object[], ward = "phuong-mau"): Buffer =>
  Buffer.from(
    JSON.stringify({
      ...{ specversion: "1.0", id: "hub-key/1", source: `/hailong/v1/${ward}`, datacontenttype: "application/json" },
      type: "vn.hailong.hub-key.v1",
      data: { handovers },
    }),
  );
