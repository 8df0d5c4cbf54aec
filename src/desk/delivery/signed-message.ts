import type { z } from "zod";
import { canonicalJson } from "#contract/canonical-json.js";

export type Verify = (text: string, signature: string) => boolean;
export type Refusal = "not_json" | "not_contract" | "bad_signature";
export type Checked<T> = { readonly ok: true; readonly message: T } | { readonly ok: false; readonly why: Refusal };

/** The largest message that is read from the broker. */
const MAX_MESSAGE_BYTES = 65_536;

/** Bytes from the broker → a message of the contract with the hub's signature, or why not. */
export function checkSigned<T extends { signature: string }>(
  payload: Buffer,
  schema: z.ZodType<T>,
  verify: Verify,
): Checked<T> {
  const parsed = parseJson(payload);
  if (parsed === undefined) return { ok: false, why: "not_json" };
  const result = schema.safeParse(parsed);
  if (!result.success) return { ok: false, why: "not_contract" };
  const { signature, ...unsigned } = result.data;
  if (!verify(canonicalJson(unsigned), signature)) return { ok: false, why: "bad_signature" };
  return { ok: true, message: result.data };
}

/** undefined: too large, or not JSON. */
export function parseJson(payload: Buffer): unknown {
  if (payload.length > MAX_MESSAGE_BYTES) return undefined;
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    return undefined;
  }
}
