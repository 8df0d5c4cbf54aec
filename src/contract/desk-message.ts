import { z } from "zod";
import { deviceSchema, requestIdSchema, slugSchema, tokenSchema } from "#contract/identifiers.js";
import { RATINGS } from "#contract/rating-scale.js";

const envelope = {
  specversion: z.literal("1.0"),
  id: z.string().min(1).max(200),
  source: z.string().min(1).max(200),
  datacontenttype: z.literal("application/json"),
};

/** Retained birth certificate; its `online: false` twin is the last will. Carries no satisfaction. */
export const statusSchema = z.strictObject({
  ...envelope,
  id: z
    .string()
    .regex(/^hl-[0-9a-f]{12}\/status\/[A-Za-z0-9_-]{16}$/, "expected {device}/status/ and 16 random characters")
    .describe("another one each time that a status is made"),
  type: z.literal("vn.hailong.status.v1"),
  data: z.strictObject({
    online: z.boolean(),
    device: deviceSchema,
    version: z.string().min(1).max(64),
    model: z
      .string()
      .regex(/^(?:[0-9a-f]{64})?$/, "expected 64 hexadecimal digits, or nothing")
      .describe("sha256 of the expression model, or empty before the eye is ready"),
    certificate: z
      .strictObject({
        id: z.string().min(1).max(64),
        verdict: z.enum(["pass", "warn", "fail"]),
        issued: z.iso.datetime({ precision: 0 }).optional().describe("absent: an older desk, which does not say it"),
      })
      .nullable(),
  }),
});
export type StatusMessage = z.infer<typeof statusSchema>;

const request = { requestId: requestIdSchema };
const one = { ...request, id: z.string().min(1).max(64).describe("transaction id") };

/** From the one-stop software over MQTT; the answer goes to the MQTT 5 response topic with the same correlation data. */
export const commandSchema = z.strictObject({
  ...envelope,
  type: z.literal("vn.hailong.command.v1"),
  time: z.iso.datetime().describe("commands older than 10 s are refused as stale"),
  data: z.discriminatedUnion("action", [
    z.strictObject({ action: z.literal("open"), ...request, procedure: slugSchema.optional() }),
    z.strictObject({ action: z.literal("close"), ...one }),
    z.strictObject({ action: z.literal("cancel"), ...one }),
    z.strictObject({ action: z.literal("opt-out"), ...one }),
  ]),
});
export type Command = z.infer<typeof commandSchema>;
export const COMMAND_EXPIRY_SECONDS = 10;

export const commandReplySchema = z.strictObject({
  ...envelope,
  type: z.literal("vn.hailong.command-reply.v1"),
  data: z.discriminatedUnion("ok", [
    z.strictObject({
      ok: z.literal(true),
      ...request,
      id: z.string(),
      token: tokenSchema.optional().describe("after open only"),
      outcome: z.enum(["recorded", "abstained", "cancelled"]).optional(),
    }),
    z.strictObject({ ok: z.literal(false), ...request, code: z.string(), message: z.string() }),
  ]),
});
export type CommandReply = z.infer<typeof commandReplySchema>;

/** From a third-party button box; the desk turns it into its own signed `rating`. */
export const inputRatingSchema = z.strictObject({
  ...envelope,
  type: z.literal("vn.hailong.input-rating.v1"),
  time: z.iso
    .datetime()
    .optional()
    .describe(
      "when it was tapped, where the box has a clock. More than a minute ahead it is refused; older than 10 s it is the counter's only, for its transaction may be over",
    ),
  data: z.strictObject({ requestId: requestIdSchema, rating: z.enum(RATINGS) }),
});
export type InputRating = z.infer<typeof inputRatingSchema>;
