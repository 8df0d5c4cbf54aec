import { z } from "zod";
import { publicKeySchema, slugSchema } from "#contract/identifiers.js";
import { readConfig } from "#platform/config-file.js";
import { createVerifier } from "#platform/signing.js";

type Ward = {
  /** Whether its hub signed something. */
  readonly verify: (text: string, signature: string) => boolean;
  readonly name?: WardName | undefined;
};
type WardName = { readonly vi: string; readonly en: string };
export type Wards = ReadonlyMap<string, Ward>;

const text = z.string().trim().min(1).max(100);

const wardSchema = z
  .strictObject({
    ward: slugSchema,
    publicKey: publicKeySchema.describe("what stands in the ward's hub.pub"),
    name: z.strictObject({ vi: text, en: text }).optional().describe("as the city's page calls it"),
  })
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
  new Map(
    readConfig(file, wardsSchema).map(({ ward, publicKey, name }) => [
      ward,
      { verify: createVerifier(publicKey), name },
    ]),
  );

function isUsable(publicKey: string): boolean {
  try {
    createVerifier(publicKey);
    return true;
  } catch {
    return false;
  }
}
