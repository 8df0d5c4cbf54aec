import { z } from "zod";
import { rowSchema } from "#contract/calibration.js";
import { certificateSchema } from "#contract/certificate.js";
import { DRILLS } from "#contract/drill.js";
import { CAMERA_STATES } from "#contract/eye-link.js";
import { measureSchema } from "#contract/measure.js";

/**
 * What the calibration page and the desk say to each other. Paths lie under `/v1/calibrate/`; everything but `session` needs
 * the session's cookie, and everything that changes something its token in the header `x-hailong-session`.
 */
export const WIZARD_STEPS = ["camera", "aim", "zone", "light", "face", "drills", "soak", "certificate"] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

const corner = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]);
const outline = z.array(corner).min(3).max(16).describe("corners as shares of the picture, none of its edges crossing");

/** POST session. */
export const signInSchema = z.strictObject({
  pin: z.string().min(1).max(64),
  technician: z.string().trim().min(1).max(80).describe("as the certificate will name them"),
  takeOver: z.boolean().default(false).describe("ends the session of another technician"),
});
/** GET session, and the answer to POST session. */
export const sessionViewSchema = z.union([
  z.strictObject({
    signedIn: z.literal(false),
    busy: z.boolean().describe("another technician is at work"),
    lockedSeconds: z.int().min(0).describe("after wrong PINs: for how long no other is tried"),
  }),
  z.strictObject({
    signedIn: z.literal(true),
    token: z.string().describe("for the header x-hailong-session: other sites' pages cannot know it"),
    technician: z.string(),
  }),
]);

/** How a camera at the machine itself is asked to deliver; one path has several ways. */
const capture = {
  format: z.enum(["mjpeg", "yuyv422", "h264"]).optional().describe("of a /dev/video…: what it is asked to deliver"),
  size: z
    .strictObject({ width: z.int().min(160).max(3840), height: z.int().min(120).max(2160) })
    .optional()
    .describe("of a /dev/video…: the size that it is asked for, px"),
};

/** What may be changed of a camera on the page; the rest stays as configured. */
export const cameraChoiceSchema = z.strictObject({
  source: z.string().trim().min(1).max(500).describe("rtsp://…, http://… or /dev/video…; never with a login inside"),
  /** For an address over HTTP: a stream, or one picture per request. */
  still: z.boolean().optional(),
  ...capture,
  login: z
    .strictObject({ user: z.string().min(1).max(100), password: z.string().max(200) })
    .optional()
    .describe("kept in a file of its own that only the service may read; never shown again"),
  fieldOfView: z.number().min(20).max(150).optional().describe("of the lens, across the picture, degrees"),
});
/** POST zone. */
export const zoneChoiceSchema = z.strictObject({ zone: outline, exclude: z.array(outline).max(4) });
/** POST lux. */
export const luxSchema = z.strictObject({ lux: z.number().min(0).max(200_000).nullable() });
/** POST drill; null gives up the one that runs. */
export const drillChoiceSchema = z.strictObject({ drill: z.enum(DRILLS).nullable() });
/** POST soak: a dry run that looks for stalls and yield; null ends it. */
export const soakChoiceSchema = z.strictObject({ seconds: z.int().min(30).max(3_600).nullable() });

/** GET cameras: what is plugged in or answers on the network. */
const foundCameraSchema = z.strictObject({
  source: z.string().describe("to be given to POST advice; for ONVIF its device service, which is no stream"),
  kind: z.enum(["v4l2", "onvif", "rtsp", "mjpeg"]),
  name: z.string(),
  detail: z.string().describe("formats and rates, or the maker's model"),
  needsLogin: z.boolean(),
});
export const foundCamerasSchema = z.strictObject({
  cameras: z.array(foundCameraSchema).max(64),
  problems: z
    .array(z.strictObject({ vi: z.string(), en: z.string() }))
    .describe("ways of finding that did not work here"),
});
export type FoundCamera = z.infer<typeof foundCameraSchema>;
export type FoundCameras = z.infer<typeof foundCamerasSchema>;
const words = z.strictObject({ vi: z.string(), en: z.string() });
/** POST advice {source, login?}: every stream of one camera, measured; the one to take is marked. */
export const adviceSchema = z.strictObject({
  streams: z
    .array(
      z.strictObject({
        source: z.string(),
        ...capture,
        name: z.string(),
        codec: z.string(),
        width: z.int().min(0),
        height: z.int().min(0),
        fps: z.number().min(0).describe("measured"),
        keyframeSeconds: z
          .number()
          .min(0)
          .nullable()
          .describe("longest gap between two; null where none was seen twice"),
        cpuShare: z.number().min(0).describe("of one core, to decode it"),
        recommended: z.boolean(),
        notes: z.array(z.strictObject({ vi: z.string(), en: z.string() })).describe("why it is, or is not, a good one"),
      }),
    )
    .max(32),
  fieldOfView: z
    .number()
    .nullable()
    .describe("of the lens, degrees: as it is set for this camera, or usual for its make; null where neither is known"),
  make: z
    .strictObject({
      name: z.string(),
      set: z.array(z.strictObject({ what: words, where: z.string().describe("in the camera's own menu") })),
      notes: z.array(words),
    })
    .nullable()
    .describe("what is known of the camera's make, where it was told"),
  problem: words.nullable(),
});
export type Advice = z.infer<typeof adviceSchema>;

/** Server-sent `view`, at every change and at least once a second. */
export const wizardViewSchema = z.strictObject({
  camera: z.strictObject({
    source: z.string().describe("without a login"),
    kind: z.enum(["rtsp", "mjpeg", "snapshot", "v4l2", "file"]),
    state: z.enum(CAMERA_STATES),
    detail: z.string(),
    fieldOfView: z.number(),
    hasLogin: z.boolean(),
    fps: z.number().min(0).describe("that arrive"),
    zone: outline,
    exclude: z.array(outline),
  }),
  /** The picture that the preview shows, px; null before the first. */
  picture: z.strictObject({ width: z.int().min(1), height: z.int().min(1) }).nullable(),
  rows: z.array(rowSchema),
  verdict: z.enum(["pass", "warn", "fail", "incomplete"]),
  measuredSeconds: z.number().min(0),
  lux: z.number().nullable(),
  drill: z
    .strictObject({
      drill: z.enum(DRILLS),
      phase: z.enum(["countdown", "hold", "done"]),
      prompt: z.string(),
      step: z.int().min(0),
      secondsLeft: z.number().min(0),
    })
    .nullable(),
  soak: z.strictObject({ seconds: z.number(), secondsLeft: z.number().min(0) }).nullable(),
  certificate: z.string().nullable().describe("id of the one issued in this session"),
  idleSecondsLeft: z.int().min(0).describe("until the session ends by itself"),
});
export type WizardView = z.infer<typeof wizardViewSchema>;

/** Server-sent `measure`, up to ten a second: what the overlay is drawn from. */
export const wizardMeasureSchema = measureSchema;

/** GET certificates, the newest first; POST certificate issues one of what stands there now. */
export const certificateListSchema = z.strictObject({
  certificates: z.array(certificateSchema),
  valid: z.string().nullable().describe("id of the one that holds for this camera and this model"),
});
