import { z } from "zod";
import { agreementSchema, integritySchema } from "#contract/double-rating.js";
import { slowedSchema } from "#contract/eye-rate.js";
import { slugSchema, tokenSchema } from "#contract/identifiers.js";
import { RATINGS } from "#contract/rating-scale.js";

/** The counter's local HTTP API. It never shows a score or a rating. */
export const openRequestSchema = z.strictObject({ procedure: slugSchema.optional() });
export const openReplySchema = z.strictObject({ id: z.string(), token: tokenSchema });
export const closeReplySchema = z.strictObject({ id: z.string(), outcome: z.enum(["recorded", "abstained"]) });
export const cancelReplySchema = z.strictObject({ id: z.string(), outcome: z.literal("cancelled") });
export const consentReplySchema = z.strictObject({ id: z.string(), scoring: z.boolean() });
const lampSchema = z.enum(["scoring", "off", "calibrating"]);
export const currentReplySchema = z.strictObject({
  transaction: z.strictObject({ id: z.string(), procedure: slugSchema.optional() }).nullable(),
  lamp: lampSchema,
});
export const ratingRequestSchema = z.strictObject({
  rating: z.enum(RATINGS),
  token: tokenSchema.optional().describe("the transaction meant; without it the one open or just closed"),
  source: z.enum(["page", "button", "device"]).default("device"),
});
export const ratingReplySchema = z.strictObject({
  outcome: z.literal("recorded"),
  belongsTo: z.enum(["transaction", "counter"]),
});
export const deskHealthSchema = z.strictObject({
  status: z.enum(["ok", "degraded"]),
  alarms: z.array(z.string()),
  camera: z.string(),
  eye: z.enum(["ready", "down"]),
  hub: z.enum(["connected", "offline"]),
  backlog: z.int().min(0),
  frameToReadingMs: z
    .strictObject({ p50: z.number().nullable(), p95: z.number().nullable() })
    .describe("frame available → reading, over the last readings of this process"),
  slowed: slowedSchema.optional(),
});
/** For a printed slip: it leads to the feedback page, and says nothing of a score or a rating. */
export const feedbackSlipSchema = z.strictObject({
  url: z.string().describe("the hub's feedback page with the one-time code of the transaction that closed last"),
  svg: z.string().describe("the same as a QR code"),
});
/** Every refusal: RFC 9457 problem details. */
export const problemSchema = z.strictObject({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int(),
  code: z.string().describe("stable, for programs"),
  detail: z.string().describe("field, place and remedy, for people"),
});

/** The hub's HTTP API. */
export const cellSchema = z.strictObject({
  field: z.string(),
  n: z.int().min(1).describe("scored transactions in this mean; all of released cells"),
  meanScore: z.number().min(0).max(100),
});
export const summarySchema = z.strictObject({
  ward: slugSchema,
  k: z.int().min(1),
  transactions: z.int().min(0).describe("scores + abstentions"),
  scores: z.int().min(0),
  abstentions: z.int().min(0),
  cancelled: z.int().min(0),
  ratings: z.int().min(0).describe("taps, those that belong to no transaction too"),
  ratedTransactions: z.int().min(0).describe("transactions with at least one tap"),
  coverage: z
    .strictObject({ camera: z.number().nullable(), rating: z.number().nullable() })
    .describe("scores ÷ transactions, ratedTransactions ÷ transactions; null before the first transaction"),
  fields: z.array(cellSchema),
  withheld: z.int().min(0).describe("transactions that no released cell holds yet"),
  abstentionReasons: z.record(z.string(), z.int().min(0)),
  agreement: agreementSchema,
  integrity: integritySchema,
  gaps: z
    .array(z.strictObject({ device: z.string(), epoch: z.string(), from: z.int(), to: z.int() }))
    .describe("events that the hub knows to be missing and has asked for again, both ends included"),
  rejected: z.record(z.string(), z.int().min(0)),
});
export type Summary = z.infer<typeof summarySchema>;

/** Fleet health only, so that it needs no token. */
export const hubHealthSchema = z.strictObject({
  status: z.enum(["ok", "degraded"]),
  alarms: z.array(
    z.enum(["mqtt_offline", "store_full", "store_unavailable", "devices_file_invalid", "policy_file_invalid"]),
  ),
  desks: z.strictObject({
    enrolled: z.int().min(0),
    online: z.int().min(0),
    revoked: z.int().min(0).describe("no longer believed, nor counted before"),
    uncertified: z.array(slugSchema).describe("counters without a valid calibration certificate, as their desks say"),
  }),
  waiting: z.int().min(0).describe("events received and not yet committed"),
});
export type HubHealth = z.infer<typeof hubHealthSchema>;
