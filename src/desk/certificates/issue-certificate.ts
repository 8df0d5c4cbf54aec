import { canonicalJson } from "#contract/canonical-json.js";
import { type Certificate, certificateSchema } from "#contract/certificate.js";
import { deviceOf, type SigningKey, sha256Hex, signText } from "#platform/signing.js";

export type CertificateFacts = Omit<Certificate, "type" | "id" | "device" | "publicKey" | "signature">;

/**
 * Signs what was measured with the desk's key, in the name that the device has everywhere: its first key's, also after a
 * handover. `id` is a digest of the content, so that no two are named alike.
 */
export function issueCertificate(
  facts: CertificateFacts,
  key: SigningKey,
  device = deviceOf(key.publicKey),
): Certificate {
  const { publicKey } = key;
  const content = { type: "vn.hailong.certificate.v1", device, publicKey, ...facts } as const;
  const unsigned = { ...content, id: idOf(content) };
  return certificateSchema.parse({ ...unsigned, signature: signText(key, canonicalJson(unsigned)) });
}

export const idOf = (content: Omit<Certificate, "id" | "signature">): string =>
  sha256Hex(canonicalJson(content)).slice(0, 16);
