import { randomBytes, type ScryptOptions, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { z } from "zod";
import { sameSecret } from "#platform/signing.js";

/** 32 MiB and some 100 ms a guess; OWASP's advice of 2023 for scrypt where several run at once. */
const COST = { N: 32_768, r: 8, p: 3 } as const;
const MAX_MEMORY = 64 * 1024 * 1024;

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** What scrypt makes of a secret, with what it was made by: a later version may ask more. */
export const secretHashSchema = z.strictObject({
  salt: z.base64url(),
  hash: z.base64url(),
  N: z.int().min(1_024).max(COST.N),
  r: z.int().min(1).max(COST.r),
  p: z.int().min(1).max(COST.p),
});
export type SecretHash = z.infer<typeof secretHashSchema>;

export async function hashSecret(secret: string): Promise<SecretHash> {
  const salt = randomBytes(16);
  const hash = await hashOf(secret, salt, COST);
  return { salt: salt.toString("base64url"), hash: hash.toString("base64url"), ...COST };
}

export async function secretMatches(secret: string, { salt, hash, ...cost }: SecretHash): Promise<boolean> {
  return sameSecret((await hashOf(secret, Buffer.from(salt, "base64url"), cost)).toString("base64url"), hash);
}

const hashOf = (secret: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> =>
  derive(secret.normalize("NFKC"), salt, 32, { ...cost, maxmem: MAX_MEMORY });
