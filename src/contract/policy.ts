import { z } from "zod";
import { slugSchema } from "#contract/identifiers.js";
import { mappingSchema } from "#contract/mapping.js";

const share = z.number().min(0).max(1);
/** More of it never costs points; never brings any; or either. */
const raising = z.number().min(0).max(1);
const lowering = z.number().min(-1).max(0);
const either = z.number().min(-1).max(1);

/** What a face must offer before its expression is read; else the reading is a reason. */
export const readingLimitsSchema = z.strictObject({
  minimumFaceWidth: z.number().min(16).default(64).describe("px"),
  minimumInterEye: z.number().min(8).default(30).describe("px"),
  maximumYaw: z.number().min(5).max(90).default(32).describe("degrees"),
  maximumPitch: z.number().min(5).max(90).default(30).describe("degrees"),
  maximumRoll: z.number().min(5).max(90).default(35).describe("degrees"),
  minimumSharpness: z.number().min(0).default(14),
  minimumLuminance: z.number().min(0).max(255).default(45),
  maximumLuminance: z.number().min(0).max(255).default(225),
  minimumContrast: z.number().min(0).max(255).default(32),
  maximumUnreadable: share.default(0.5),
  budgetMs: z.number().min(5).max(5_000).default(200),
});
export type ReadingLimits = z.infer<typeof readingLimitsSchema>;

/**
 * Everything that a ward may tune, with its defaults. The hub publishes it signed and numbered; until one arrives the
 * desk uses the file named in its configuration, else these defaults. A counter's policy wins over its ward's key by key.
 */
export const policySchema = z.strictObject({
  valence: z
    .strictObject({
      happiness: raising.default(1),
      anger: lowering.default(-1),
      disgust: lowering.default(-1),
      contempt: lowering.default(-1),
      sadness: lowering.default(-0.6),
      fear: lowering.default(-0.6),
      surprise: either.default(0),
      neutral: either.default(0),
    })
    .prefault({})
    .describe("design 5.3"),
  score: z.strictObject({ whole: share.default(0.6), end: share.default(0.4) }).prefault({}),
  window: z
    .strictObject({
      minimumSeconds: z.number().min(1).max(600).default(20),
      minimumCoverage: share.default(0.5),
      maximumIntervalPoints: z.number().min(1).max(100).default(30),
      maximumSeconds: z
        .number()
        .min(60)
        .max(86_400)
        .default(7_200)
        .describe("an open transaction is closed by itself after this"),
      gapSeconds: z.number().min(0.2).max(10).default(1).describe("a reading speaks for at most this long"),
    })
    .prefault({}),
  reading: readingLimitsSchema.prefault({}),
  consent: z.enum(["opt-in", "notice"]).default("opt-in"),
  mode: z.enum(["active", "advisory", "suspended"]).default("advisory"),
  requireCertificate: z.boolean().default(false),
  excludedProcedures: z
    .array(slugSchema)
    .default(["khai-tu", "tre-em", "khuyet-tat", "khieu-nai"])
    .describe("never scored: grief is not dissatisfaction"),
  presence: z
    .strictObject({
      enabled: z.boolean().default(false),
      openAfterSeconds: z.number().min(0.5).max(60).default(2),
      closeAfterSeconds: z.number().min(1).max(120).default(5),
    })
    .prefault({})
    .describe("a person in the zone opens a window; opt-in consent only"),
  ratingGraceSeconds: z
    .number()
    .min(0)
    .max(3_600)
    .default(60)
    .describe("a rating may follow its transaction's closing by this much"),
  ratingUndoSeconds: z
    .number()
    .min(0)
    .max(60)
    .default(5)
    .describe("a tap can be replaced or taken back for this long; it is published afterwards, and refused then"),
  mapping: mappingSchema
    .nullable()
    .default(null)
    .describe(
      "learned from taps by the hub; until then a score has no level. Written in the ward's file it is the ward's",
    ),
  recallFloor: share
    .default(0.5)
    .describe("of those who tapped dissatisfied the camera must find at least this share (design 5.8)"),
  grainMinutes: z.int().min(1).max(60).default(5).describe("published times are rounded down to this"),
  k: z.int().min(1).max(1_000).default(10).describe("a published cell holds at least this many transactions"),
});
export type Policy = z.infer<typeof policySchema>;

/** What a hub publishes: only the keys that differ, merged over what is below them. */
export const policyPatchSchema = z.record(z.string(), z.unknown());
type PolicyPatch = Readonly<Record<string, unknown>>;
export const DEFAULT_POLICY: Policy = policySchema.parse({});

/** Later patches win, key by key at the second level; the result is validated as a whole. */
export const mergePolicy = (base: Policy, ...patches: readonly PolicyPatch[]): Policy =>
  policySchema.parse(layerPatches(base, ...patches));

/** Several patches as one. */
export function layerPatches(...patches: readonly PolicyPatch[]): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const patch of patches) {
    for (const [key, value] of Object.entries(patch)) {
      const below = merged[key];
      merged[key] = isGroup(below) && isGroup(value) ? { ...below, ...value } : value;
    }
  }
  return merged;
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
