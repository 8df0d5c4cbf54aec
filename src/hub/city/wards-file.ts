import { z } from "zod";
import { publicKeySchema, slugSchema } from "#contract/identifiers.js";
import { readConfig } from "#platform/config-file.js";
import { createVerifier } from "#platform/signing.js";

type Verify = (text: string, signature: string) => boolean;
/** By name: whether a ward's hub signed something. */
export type Wards = ReadonlyMap<string, Verify>;

const wardSchema = z
  .strictObject({ ward: slugSchema, publicKey: publicKeySchema.describe("what stands in the ward's hub.pub") })
  .refine(({ publicKey }) => isUsable(publicKey), { path: ["publicKey"], message: "expected an Ed25519 public key" });

const wardsSchema = z.array(wardSchema).superRefine((wards, context) => {
  const seen = new Set<string>();
  wards.forEach(({ ward }, index) => {
    if (seen.has(ward)) context.addIssue({ code: "custom", path: [index, "ward"], message: "expected each ward once" });
    seen.add(ward);
  });
});

/** Throws `config.*` naming key, value, expectation and line. */
export const readWardsFile = (file: string): Wards =>
  new Map(readConfig(file, wardsSchema).map(({ ward, publicKey }) => [ward, createVerifier(publicKey)]));

function isUsable(publicKey: string): boolean {
  try {
    createVerifier(publicKey);
    return true;
  } catch {
    return false;
  }
}
