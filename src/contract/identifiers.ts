import { z } from "zod";

/** A name that stands as one MQTT topic level and one URL segment. */
export const slugSchema = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/,
    "expected 1–64 of a–z, 0–9 and '-', starting and ending with a letter or digit",
  );

/**
 * 128 random bits in base64url (22 characters): what the one-stop software keeps beside its dossier code.
 * The pattern is exact so that a dossier code put here by mistake is refused.
 */
export const tokenSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{21}[AQgw]$/, "expected a token of 22 base64url characters, never a dossier code");

/** `hl-` and the first 12 hexadecimal digits of SHA-256 over the raw Ed25519 public key: it names and proves the key. */
export const deviceSchema = z.string().regex(/^hl-[0-9a-f]{12}$/, "expected hl- and 12 hexadecimal digits");

/** One life of a ledger: 64 random bits, carrying no time. */
export const epochSchema = z.string().regex(/^[0-9a-f]{16}$/, "expected 16 hexadecimal digits");

export const sequenceSchema = z.int().min(1).max(2_147_483_647);

/** SHA-256, lower-case hexadecimal. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits");

/**
 * Ed25519 signature, base64url, over the canonical JSON of the message without its `signature`. The pattern is exact:
 * a last character with spare bits would be another spelling of the same signature, and so another hash of the event.
 */
export const signatureSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{85}[AQgw]$/, "expected an Ed25519 signature of 86 base64url characters");

/** Raw 32-byte Ed25519 public key, base64url. */
export const publicKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, "expected an Ed25519 public key of 43 base64url characters");

export const requestIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, "expected 8–64 letters, digits, '-' or '_'");

/** `prev` of the first event of an epoch. */
export const GENESIS_HASH = "0".repeat(64);
