import { canonicalJson } from "#contract/canonical-json.js";
import { type Certificate, certificateSchema } from "#contract/certificate.js";
import { idOf } from "#desk/certificates/issue-certificate.js";
import { createVerifier, deviceOf } from "#platform/signing.js";

type CertificateFault = "not_json" | "not_contract" | "other_key" | "bad_signature";
export type CheckedCertificate =
  | { readonly ok: true; readonly certificate: Certificate }
  | { readonly ok: false; readonly why: CertificateFault; readonly at?: string };

/**
 * Whether a text is a certificate as its desk signed it. Without `publicKeys` it proves only that nothing was changed
 * since: whose key it is, `isNamedByItsKey` may say, and who enrolled that device knows.
 */
export function checkCertificate(text: string, publicKeys?: readonly string[]): CheckedCertificate {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, why: "not_json" };
  }
  const parsed = certificateSchema.safeParse(raw);
  if (!parsed.success) return { ok: false, why: "not_contract", at: parsed.error.issues[0]?.path.join(".") ?? "" };
  const { signature, ...unsigned } = parsed.data;
  const { id, ...content } = unsigned;
  const key = content.publicKey;
  if (publicKeys?.includes(key) === false) return { ok: false, why: "other_key" };
  const genuine = createVerifier(key)(canonicalJson(unsigned), signature) && id === idOf(content);
  return genuine ? { ok: true, certificate: parsed.data } : { ok: false, why: "bad_signature" };
}

/** Not after a handover of the device's key: then only the counter and its hub know that the key is that device's. */
export const isNamedByItsKey = ({ device, publicKey }: Certificate): boolean => device === deviceOf(publicKey);
