import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  timingSafeEqual,
  verify,
} from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createFile } from "#platform/create-file.js";
import { AppError } from "#platform/errors.js";

/** An Ed25519 key pair; `publicKey` is the raw 32 bytes in base64url. */
export type SigningKey = { readonly privateKey: KeyObject; readonly publicKey: string };

export const sha256Hex = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

/** A key that no file holds: it ends with the process. */
export function newSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return { privateKey, publicKey: rawPublicKey(publicKey) };
}

/** Reads a PKCS#8 PEM file, or makes the key at first start (mode 0600). */
export function loadOrCreateKey(file: string): SigningKey {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync("ed25519");
    createFile(file, privateKey.export({ type: "pkcs8", format: "pem" }));
  }
  try {
    const privateKey = createPrivateKey(readFileSync(file));
    if (privateKey.asymmetricKeyType !== "ed25519")
      throw new Error(`it holds a key of type ${privateKey.asymmetricKeyType}`);
    return { privateKey, publicKey: rawPublicKey(createPublicKey(privateKey)) };
  } catch (error) {
    throw new AppError("key.invalid", `${file} is not an Ed25519 key in PKCS#8 PEM`, {
      cause: error,
      remedy: "Restore it from a backup, or remove it to make a new one and enrol again",
    });
  }
}

export function signText(key: SigningKey, text: string): string {
  return sign(null, Buffer.from(text), key.privateKey).toString("base64url");
}

/** Verifies against a raw public key (base64url). A malformed key or signature is simply not a match. */
export function createVerifier(publicKey: string): (text: string, signature: string) => boolean {
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
  return (text, signature) => verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
}

const rawPublicKey = (key: KeyObject): string => {
  const { x } = key.export({ format: "jwk" });
  if (!x) throw new Error("no public part");
  return x;
};

/** `hl-` and 12 hexadecimal digits of SHA-256 over the raw public key. */
export const deviceOf = (publicKey: string): string =>
  `hl-${sha256Hex(Buffer.from(publicKey, "base64url")).slice(0, 12)}`;

/** HMAC-SHA256, lower-case hexadecimal. */
export const hmacHex = (key: string, text: string): string => createHmac("sha256", key).update(text).digest("hex");

/** The first 16 bytes of SHA-256, base64url: 22 characters. */
export const halfHash = (text: string): string =>
  createHash("sha256").update(text).digest().subarray(0, 16).toString("base64url");

/** Compares in constant time, whatever the lengths. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
