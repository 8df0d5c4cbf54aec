import { z } from "zod";
import { canonicalJson } from "#contract/canonical-json.js";
import { slowedSchema } from "#contract/eye-rate.js";
import {
  deviceSchema,
  epochSchema,
  hashSchema,
  publicKeySchema,
  sequenceSchema,
  signatureSchema,
  slugSchema,
  tokenSchema,
} from "#contract/identifiers.js";
import { RATINGS, ratingOfStep } from "#contract/rating-scale.js";
import { readingReasonSchema } from "#contract/reading.js";

const share = z.number().min(0).max(1);
const points = z.number().min(0).max(100);
const seconds = z.int().min(0);
/** UTC, rounded down to the policy's grain: a published time never singles out a minute. */
export const roundedTimeSchema = z.iso
  .datetime({ precision: 0 })
  .regex(/:00Z$/, "expected a time rounded to whole minutes");

const windowFacts = {
  token: tokenSchema,
  procedure: slugSchema.optional(),
  field: slugSchema.optional().describe("lĩnh vực, from the desk's procedure table"),
  opened: roundedTimeSchema,
  closed: roundedTimeSchema,
  closedBy: z.enum(["close", "superseded", "expired", "presence", "shutdown", "restart"]),
  windowSeconds: seconds.describe("length of the scoring window"),
  coverage: share.describe("share of the window in which an expression could be read"),
  reasonSeconds: z.partialRecord(readingReasonSchema, seconds).describe("seconds lost, by reading reason"),
  policy: z.int().min(0).describe("policy number; 0 is the desk's own default"),
};

const scoreDataSchema = z.strictObject({
  ...windowFacts,
  score: points.describe("50 + 50·(0.6·whole + 0.4·end), 1 decimal"),
  interval: z
    .strictObject({ low: points, high: points, confidence: z.literal(0.9) })
    .describe("measurement interval: how well the face was read, not how satisfied anyone is"),
  change: z.number().min(-100).max(100).describe("end − start, in score points; reported, never scored"),
  level: z
    .enum(["dissatisfied", "satisfied", "very_satisfied"])
    .nullable()
    .describe("null until a calibrated mapping exists"),
  calibrated: z.literal(true).optional().describe("the policy held a learned mapping, which gave the level"),
  mode: z.enum(["active", "advisory", "suspended"]),
  statistics: z.strictObject({
    valenceWhole: z.number().min(-1).max(1),
    valenceEnd: z.number().min(-1).max(1),
    positiveShare: share,
    negativeShare: share,
    shortSmileShare: share.describe("time in smiles < 0.7 s; reported, not scored (Hoque, McDuff, Picard 2012)"),
    usableSeconds: seconds,
    effectiveReadings: z.number().min(0),
  }),
  model: hashSchema,
});

/** Why a window has no score: a fault of the circumstances, or the reading reason that took most of the window. */
const ABSTENTION_REASONS = [
  "too_short",
  "interval_too_wide",
  "no_certificate",
  "opted_out",
  "no_consent",
  "eye_down",
  "excluded_procedure",
  "restarted",
  "calibrating",
] as const;
export const abstentionReasonSchema = z.enum([...ABSTENTION_REASONS, ...readingReasonSchema.options]);
export type AbstentionReason = z.infer<typeof abstentionReasonSchema>;

const abstentionDataSchema = z.strictObject({ ...windowFacts, reason: abstentionReasonSchema });

const cancelledDataSchema = z.strictObject({
  token: tokenSchema,
  procedure: slugSchema.optional(),
  field: slugSchema.optional(),
  opened: roundedTimeSchema,
  closed: roundedTimeSchema,
});

const ratingDataSchema = z
  .strictObject({
    /** Absent: the tap belongs to the counter only, no transaction was open or closed recently enough. */
    token: tokenSchema.optional(),
    procedure: slugSchema.optional(),
    field: slugSchema.optional(),
    rating: z.enum(RATINGS),
    source: z.enum(["page", "button", "device"]),
    step: z
      .strictObject({ value: z.int().min(1).max(5), of: z.union([z.literal(4), z.literal(5)]) })
      .optional()
      .describe("as it was tapped, 1 the worst, where the rating page asks in four or five steps"),
    reason: slugSchema.optional().describe("which of the page's reasons was tapped after the rating, if any"),
    rated: roundedTimeSchema,
    tapped: z
      .strictObject({
        soon: z.boolean().optional().describe("within 2 s of its transaction's opening"),
        zoneEmpty: z
          .boolean()
          .optional()
          .describe("nobody had been in the zone for 2 s; absent when the camera could not tell"),
      })
      .optional()
      .describe("how the tap came about; only ever shown as a ward's share"),
  })
  .refine(({ rating, step }) => !step || ratingOfStep(step) === rating, "expected the level that the step means");

const healthDataSchema = z.strictObject({
  alarms: z.array(
    z.enum([
      "eye_down",
      "camera_stalled",
      "camera_frozen",
      "camera_unreachable",
      "camera_moved",
      "camera_dirty",
      "camera_drifted",
      "ledger_full",
      "clock_stepped",
      "policy_refused",
      "revoked",
      "key_retired",
      "ledger_crowded",
      "events_missing",
    ]),
  ),
  camera: z.enum(["starting", "live", "stalled", "frozen", "unreachable", "none"]),
  sourceFps: z.number().min(0),
  framesDropped: z.int().min(0),
  reconnects: z.int().min(0),
  latencyP95Ms: z.number().min(0),
  backlog: z.int().min(0).describe("events without a receipt"),
  uptimeSeconds: seconds,
  slowed: slowedSchema.optional(),
  /** Present on the first event of an epoch that follows another. */
  previousEpoch: epochSchema.optional(),
  missing: z
    .strictObject({ from: sequenceSchema, to: sequenceSchema.optional() })
    .optional()
    .describe("with previousEpoch: its events that may be with nobody; without `to`, all from there on"),
});

const rekeyedDataSchema = z.strictObject({
  from: publicKeySchema.describe("the key before"),
  publicKey: publicKeySchema.describe("signs every event after this one; the device keeps its name"),
  handover: signatureSchema.describe("by `from`, over the canonical JSON of {device, from, publicKey}"),
  proof: signatureSchema.describe("by `publicKey`, over the same"),
});

/** What both keys of a desk's handover sign. */
export const rekeyedText = (device: string, { from, publicKey }: { from: string; publicKey: string }): string =>
  canonicalJson({ device, from, publicKey });

const envelope = {
  specversion: z.literal("1.0"),
  id: z.string().regex(/^hl-[0-9a-f]{12}\/[0-9a-f]{16}\/[1-9][0-9]{0,9}$/, "expected {device}/{epoch}/{seq}"),
  source: z.string().regex(/^\/hailong\/v1\/[a-z0-9-]+\/[a-z0-9-]+$/, "expected /hailong/v1/{ward}/{counter}"),
  time: roundedTimeSchema,
  datacontenttype: z.literal("application/json"),
};

const chained = {
  ...envelope,
  device: deviceSchema,
  epoch: epochSchema,
  seq: sequenceSchema.describe("gapless within an epoch, from 1"),
  prev: hashSchema.describe("SHA-256 over the canonical JSON of the event before; 64 zeros for the first"),
  signature: signatureSchema,
};

export const eventSchema = z.discriminatedUnion("type", [
  z.strictObject({ ...chained, type: z.literal("vn.hailong.score.v1"), data: scoreDataSchema }),
  z.strictObject({ ...chained, type: z.literal("vn.hailong.abstention.v1"), data: abstentionDataSchema }),
  z.strictObject({ ...chained, type: z.literal("vn.hailong.cancelled.v1"), data: cancelledDataSchema }),
  z.strictObject({ ...chained, type: z.literal("vn.hailong.rating.v1"), data: ratingDataSchema }),
  z.strictObject({ ...chained, type: z.literal("vn.hailong.health.v1"), data: healthDataSchema }),
  z.strictObject({ ...chained, type: z.literal("vn.hailong.rekeyed.v1"), data: rekeyedDataSchema }),
]);
export type HailongEvent = z.infer<typeof eventSchema>;
export type EventType = HailongEvent["type"];

export type EventKind = "score" | "abstention" | "cancelled" | "rating" | "health" | "rekeyed";
export type EventData = {
  score: z.infer<typeof scoreDataSchema>;
  abstention: z.infer<typeof abstentionDataSchema>;
  cancelled: z.infer<typeof cancelledDataSchema>;
  rating: z.infer<typeof ratingDataSchema>;
  health: z.infer<typeof healthDataSchema>;
  rekeyed: z.infer<typeof rekeyedDataSchema>;
};

export const eventType = (kind: EventKind): EventType => `vn.hailong.${kind}.v1`;

/** The largest event that a hub reads; ours are under 2 kB. */
export const MAX_EVENT_BYTES = 16_384;

/** The public rounding of a moment (ms since the Unix epoch) to the policy's grain. */
export function roundTime(ms: number, grainMinutes: number): string {
  const grain = grainMinutes * 60_000;
  return `${new Date(Math.floor(ms / grain) * grain).toISOString().slice(0, 19)}Z`;
}
