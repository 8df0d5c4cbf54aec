import { z } from "zod";
import { CHECKS, rowSchema } from "#contract/calibration.js";
import { deviceSchema, hashSchema, publicKeySchema, signatureSchema, slugSchema } from "#contract/identifiers.js";

const corner = z.tuple([z.number(), z.number()]);
const outline = z.array(corner).min(3).max(16);

/** What a technician leaves behind: figures and limits, never a picture. */
export const certificateSchema = z.strictObject({
  type: z.literal("vn.hailong.certificate.v1"),
  id: z.string().regex(/^[0-9a-f]{16}$/, "expected 16 hexadecimal digits"),
  device: deviceSchema,
  ward: slugSchema,
  counter: slugSchema,
  issued: z.iso.datetime({ precision: 0 }),
  technician: z.string().trim().min(1).max(80),
  verdict: z.enum(["pass", "warn", "fail"]),
  rows: z.array(rowSchema).min(1).max(CHECKS.length),
  measuredSeconds: z.int().min(0),
  policy: z.int().min(0).describe("number of the policy that gave the limits; 0 is the desk's own default"),
  model: hashSchema.describe("sha256 of the expression model"),
  detector: hashSchema,
  version: z.string().min(1).max(64),
  camera: z.strictObject({
    fingerprint: hashSchema.describe("of kind, address without credentials, zone, exclusions and size"),
    zone: outline.describe("the citizen zone as shares of the picture, for a schematic drawing"),
    exclude: z.array(outline).max(4),
    fieldOfView: z.number(),
  }),
  publicKey: publicKeySchema,
  signature: signatureSchema.describe("Ed25519 of the desk's key over the canonical JSON of all else"),
});
export type Certificate = z.infer<typeof certificateSchema>;
