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

/** A figure that passes and one that fails; between them is a warning. */
const limit = (pass: number, fail: number) =>
  z.strictObject({ pass: z.number().default(pass), fail: z.number().default(fail) }).prefault({});

/** When a counter's picture is good enough to score by (design 8). */
const calibrationLimitsSchema = z.strictObject({
  faceWidth: limit(80, 64).describe("px, at least"),
  interEye: limit(60, 32).describe("px, at least"),
  angle: z
    .strictObject({ within: z.number().min(1).max(45).default(15), share: share.default(0.8) })
    .prefault({})
    .describe("degrees of yaw, pitch and roll, and the share of frames that keep within; a median beyond fails"),
  darkest: limit(70, 45).describe("mean grey level of the face, at least"),
  brightest: limit(200, 225).describe("mean grey level of the face, at most"),
  contrast: limit(64, 48).describe("grey levels between the 5th and 95th percentile of the face, at least"),
  backlight: limit(0.2, 0.4).describe("share of frames in which what is behind outshines the face, at most"),
  lux: limit(200, 100).describe("at the citizen's face, by the technician's meter, at least"),
  flicker: limit(1.5, 4).describe("% by which rows brighten and dim from picture to picture, at most"),
  sharpness: limit(28, 14).describe("variance of the Laplacian on the aligned face, at least"),
  motionBlur: limit(0.5, 0.25).describe("sharpness in motion ÷ sharpness at rest, at least"),
  sourceRate: limit(12, 6).describe("pictures per second, at least"),
  stallMs: z.number().min(100).max(60_000).default(1_000).describe("a longer silence of the camera is a stall"),
  stalls: limit(0, 3).describe("at most"),
  faces: limit(0.9, 0.6).describe("share of frames with exactly one face in the zone, at least"),
  staffFrames: limit(0, 1).describe("frames with a face that lies only partly in the zone, at most"),
  latency: limit(0.75, 1).describe("95th percentile of frame to reading, in shares of reading.budgetMs, at most"),
  drill: limit(0.7, 0.5).describe("share of a drill's frames that abstain with the right reason, at least"),
  drillScored: share.default(0.1).describe("more frames of a drill that are read nevertheless fail it"),
  expressionGap: limit(0.15, 0.05).describe("valence from frown to neutral and from neutral to smile, at least"),
  yield: limit(0.75, 0.6).describe("share of dry-run windows that would be scored, at least"),
  leastFrames: z.int().min(1).max(10_000).default(10).describe("fewer measured frames judge nothing"),
});
export type CalibrationLimits = z.infer<typeof calibrationLimitsSchema>;

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
  requireCertificate: z
    .boolean()
    .default(false)
    .describe("a counter without a valid certificate is not scored; else it is only ever advisory"),
  calibration: calibrationLimitsSchema.prefault({}),
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
  backOfficeDelayDays: z
    .int()
    .min(1)
    .max(90)
    .default(1)
    .describe("the one-stop back office learns of a transaction so many days after its day, 1 being the next"),
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
