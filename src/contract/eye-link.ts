import { z } from "zod";
import { backgroundSchema } from "#contract/background.js";
import { slowedSchema } from "#contract/eye-rate.js";
import { measureSchema } from "#contract/measure.js";
import { readingLimitsSchema } from "#contract/policy.js";
import { readingSchema } from "#contract/reading.js";

/**
 * What eye and desk say to each other over the Unix domain socket. The desk listens, the eye connects (and connects
 * again). Each message is one JSON object behind a 4-byte big-endian length; at most MAX_EYE_MESSAGE_BYTES.
 */
export const MAX_EYE_MESSAGE_BYTES = 65_536;
/**
 * The preview speaks the same and sends pictures between its words: JPEG, which begins with a byte that no JSON begins
 * with.
 */
export const MAX_PREVIEW_BYTES = 196_608;
export const isPicture = (bytes: Uint8Array): boolean => bytes[0] === 0xff;

export const CAMERA_STATES = ["starting", "live", "stalled", "frozen", "unreachable"] as const;
const cameraStateSchema = z.enum(CAMERA_STATES);
export type CameraState = z.infer<typeof cameraStateSchema>;

const eyeStatsSchema = z.strictObject({
  framesRead: z.int().min(0),
  framesDropped: z.int().min(0).describe("replaced by a newer frame before they were analysed"),
  reconnects: z.int().min(0),
  sourceFps: z.number().min(0).describe("frames that arrived per second, over the last reporting period"),
  latencyP50Ms: z.number().min(0),
  latencyP95Ms: z.number().min(0),
  slowed: slowedSchema.optional(),
});
export type EyeStats = z.infer<typeof eyeStatsSchema>;

export const eyeToDeskSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("ready"),
    version: z.string(),
    modelSha256: z.string(),
    detectorSha256: z.string(),
  }),
  z.strictObject({ type: z.literal("camera"), state: cameraStateSchema, detail: z.string().max(300) }),
  z.strictObject({ type: z.literal("reading"), window: z.int().min(1), reading: readingSchema }),
  /** While no window is bound: how many faces are in the zone, and nothing else about them. */
  z.strictObject({ type: z.literal("presence"), t: z.number().min(0), faces: z.int().min(0) }),
  z.strictObject({ type: z.literal("stats"), stats: eyeStatsSchema }),
  /** While a technician calibrates, instead of readings and presence. */
  z.strictObject({ type: z.literal("measure"), measure: measureSchema }),
  /** Answers `background`, once. */
  z.strictObject({ type: z.literal("background"), background: backgroundSchema }),
]);
export type EyeToDesk = z.infer<typeof eyeToDeskSchema>;

export const deskToEyeSchema = z.discriminatedUnion("type", [
  /** The policy's reading limits: sent first after every connection, and again when the policy changes. */
  z.strictObject({ type: z.literal("limits"), limits: readingLimitsSchema }),
  /** Bind the largest steady face in the zone and read it until `release`. `window` numbers are the desk's, per process. */
  z.strictObject({ type: z.literal("bind"), window: z.int().min(1) }),
  z.strictObject({ type: z.literal("release"), window: z.int().min(1) }),
  /** Measure every frame and score none, until `on: false` or the connection ends; said again, it binds anew. */
  z.strictObject({ type: z.literal("measure"), on: z.boolean() }),
  /**
   * Let go of the camera, for the preview has it; the connection stays. At `on: false`, or when the connection ends, a
   * resting eye ends itself and is started anew: the camera may be another one by then.
   */
  z.strictObject({ type: z.literal("rest"), on: z.boolean() }),
  /** Look at the empty zone: answered after some seconds of nobody and of stillness; a `bind` or `measure` ends it. */
  z.strictObject({ type: z.literal("background"), on: z.boolean() }),
]);
export type DeskToEye = z.infer<typeof deskToEyeSchema>;
