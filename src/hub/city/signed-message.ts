import { randomBytes } from "node:crypto";
import { canonicalJson } from "#contract/canonical-json.js";
import { TOPIC_ROOT } from "#contract/topics.js";
import { type SigningKey, signText } from "#platform/signing.js";

/** What a ward tells its city, as text: `vn.hailong.{kind}.v1`, signed by the ward's hub over the canonical JSON. */
export function signedMessage(
  key: SigningKey,
  { kind, time, data }: { kind: "aggregate" | "cells"; time: string; data: { readonly ward: string } },
): string {
  const unsigned = {
    specversion: "1.0",
    id: `${kind}/${randomBytes(12).toString("base64url")}`,
    source: `/${TOPIC_ROOT}/${data.ward}`,
    datacontenttype: "application/json",
    type: `vn.hailong.${kind}.v1`,
    time,
    data,
  };
  return canonicalJson({ ...unsigned, signature: signText(key, canonicalJson(unsigned)) });
}
