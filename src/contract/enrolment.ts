import { z } from "zod";
import { canonicalJson } from "#contract/canonical-json.js";
import { deviceSchema, hashSchema, publicKeySchema, signatureSchema, slugSchema } from "#contract/identifiers.js";

/** A one-time code lives this long, at the desk as at the hub. */
export const ENROLMENT_MINUTES = 10;

/** 80 random bits. No letter that could be read as another (Crockford's base 32): for people to read out and type in. */
export const CODE_BYTES = 10;
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Ten random bytes → 16 letters and digits in fours. */
export function codeOf(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five, 2)]).join("");
  return (letters.match(/.{4}/g) ?? []).join("-");
}

/** As somebody typed it → as it was shown; undefined when it cannot be a code. */
export function readCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  if (!/^[0-9A-HJKMNP-TV-Z]{16}$/.test(letters)) return undefined;
  return (letters.match(/.{4}/g) ?? []).join("-");
}

const envelope = {
  specversion: z.literal("1.0"),
  id: z.string().min(1).max(200),
  source: z.string().min(1).max(200),
  datacontenttype: z.literal("application/json"),
};
const requestId = z.string().regex(/^[A-Za-z0-9_-]{22}$/, "expected 22 base64url characters");
const applicant = { device: deviceSchema, ward: slugSchema, counter: slugSchema, publicKey: publicKeySchema };

/** A desk asks to be enrolled. Anyone can read this: only who knows the code can tell that it belongs to it. */
export const enrolRequestSchema = z.strictObject({
  ...envelope,
  type: z.literal("vn.hailong.enrol-request.v1"),
  data: z.strictObject({
    ...applicant,
    request: requestId.describe("128 random bits, new for each code"),
    proof: hashSchema.describe("HMAC-SHA256 with the one-time code over what is asked"),
  }),
  signature: signatureSchema.describe("by the key that is to be enrolled"),
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;

const ENROL_REFUSALS = [
  "counter_taken",
  "device_elsewhere",
  "device_revoked",
  "two_desks",
  "too_many_attempts",
] as const;
export type EnrolRefusal = (typeof ENROL_REFUSALS)[number];

/** The hub's answer. Approved: the proof says that who owns `hubKey` was told the code. A refusal can only cost a new attempt. */
export const enrolAnswerSchema = z.strictObject({
  ...envelope,
  type: z.literal("vn.hailong.enrol-answer.v1"),
  data: z.discriminatedUnion("outcome", [
    z.strictObject({
      outcome: z.literal("approved"),
      device: deviceSchema,
      request: requestId,
      hubKey: publicKeySchema,
      proof: hashSchema.describe("HMAC-SHA256 with the one-time code over both keys and what was asked"),
    }),
    z.strictObject({
      outcome: z.literal("refused"),
      device: deviceSchema,
      request: requestId,
      reason: z.enum(ENROL_REFUSALS),
    }),
  ]),
});
export type EnrolAnswer = z.infer<typeof enrolAnswerSchema>;

export type Applicant = Omit<EnrolRequest["data"], "proof">;

/** What the desk's proof covers. */
export const deskProofText = ({ device, ward, counter, publicKey, request }: Applicant): string =>
  canonicalJson({ from: "desk", device, ward, counter, publicKey, request });

/** What the hub's proof covers; another text than any desk's, so that a proof cannot be sent back. */
export const hubProofText = ({ device, ward, counter, publicKey, request }: Applicant, hubKey: string): string =>
  canonicalJson({ from: "hub", device, ward, counter, publicKey, request, hubKey });
