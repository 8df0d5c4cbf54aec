import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { blankedAreas, shareLeft } from "#eye/source/blanking.js";
import { socketPath } from "#eye/source/socket-path.js";
import { outlineSchema, zoneSchema } from "#eye/source/zone.js";

const address = (protocols: readonly string[]) =>
  z.string().refine((text) => protocols.includes(protocolOf(text)), {
    error: `expected an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
  });

const protocolOf = (text: string): string => (URL.canParse(text) ? new URL(text).protocol : "");

/**
 * Where a technician's pictures come from: nobody but the preview may ask for the whole view. In a folder of its own,
 * so that whoever may enter that one has no way to the frames.
 */
export const previewSocketOf = (feed: string): string => join(dirname(feed), PREVIEW, basename(feed));
const PREVIEW = "preview";

const picture = {
  feed: socketPath(107 - `${PREVIEW}/`.length)
    .optional()
    .describe(
      "Unix domain socket of `hailong camera-feed`, which alone then reaches the camera; default: the eye does it itself",
    ),
  fps: z.number().min(1).max(30).default(5).describe("pictures analysed per second"),
  zone: zoneSchema
    .prefault({})
    .describe(
      "where the citizen sits, as shares of the picture; pixels outside it are never analysed. The default is the " +
        "middle half of the width: a clerk at either edge stays outside",
    ),
  exclude: z
    .array(outlineSchema)
    .max(4)
    .default([])
    .describe(
      "polygons where staff sit or pass: blanked where the picture is decoded, as all that is outside the zone",
    ),
  fieldOfView: z
    .number()
    .min(20)
    .max(150)
    .default(70)
    .describe("of the lens, across the picture, degrees: what calibration tells distances by"),
  size: z
    .strictObject({ width: z.int().min(160).max(3840).default(1280), height: z.int().min(120).max(2160).default(720) })
    .prefault({})
    .describe("the whole picture is scaled down to fit this before the zone is read, px; it is never scaled up"),
  // Below the patience of the eye's watchdog: a camera that stalls is no eye that hangs.
  stallSeconds: z.number().min(0.5).max(15).default(5).describe("silence after which the camera is connected anew"),
  frozenSeconds: z.number().min(1).max(600).default(10).describe("unchanging pixels after which it is called frozen"),
};
const credentialsFile = z
  .string()
  .min(1)
  .optional()
  .describe(
    "file with one line user:password (mode 0600); wins over credentials in the address; put where `{user}` and `{password}` stand in its query",
  );

/** Of the zone's rectangle. */
const LEAST_LEFT = 0.05;

/** Where frames come from: each kind has a file of its own name in this folder. */
export const cameraSchema = z
  .discriminatedUnion(
    "kind",
    [
      z.strictObject({
        kind: z.literal("rtsp"),
        url: address(["rtsp:", "rtsps:"]).describe("take the low-rate substream: every frame of it is decoded"),
        transport: z.enum(["tcp", "udp"]).default("tcp").describe("how the media travels"),
        credentialsFile,
        ...picture,
      }),
      z.strictObject({
        kind: z.literal("mjpeg"),
        url: address(["http:", "https:"]).describe("a multipart/x-mixed-replace stream of JPEG pictures"),
        credentialsFile,
        ...picture,
      }),
      z.strictObject({
        kind: z.literal("snapshot"),
        url: address(["http:", "https:"]).describe("one still picture per request"),
        credentialsFile,
        ...picture,
      }),
      z.strictObject({
        kind: z.literal("v4l2"),
        path: z.string().startsWith("/dev/", "expected a device such as /dev/video0").default("/dev/video0"),
        format: z.enum(["mjpeg", "yuyv422", "h264"]).default("mjpeg").describe("what the camera is asked to deliver"),
        captureFps: z
          .number()
          .min(1)
          .max(120)
          .default(15)
          .describe("asked of the camera; a low rate lets it expose long and blur"),
        ...picture,
      }),
      z.strictObject({
        kind: z.literal("file"),
        path: z.string().min(1).describe("a video file, or a folder of images in order of their names"),
        realtime: z
          .boolean()
          .default(true)
          .describe("paced like a camera; false is for replays: every frame, as fast as they are taken"),
        loop: z.boolean().default(false).describe("begin again at the end"),
        ...picture,
      }),
    ],
    { error: "expected rtsp, mjpeg, snapshot, v4l2 or file" },
  )
  .refine((camera) => shareLeft(blankedAreas(camera)) >= LEAST_LEFT, {
    path: ["exclude"],
    error: "expected to leave something of the zone to look at",
  })
  .describe("the camera, or what stands in for it");
export type CameraConfig = z.infer<typeof cameraSchema>;
export type CameraOf<Kind extends CameraConfig["kind"]> = Extract<CameraConfig, { kind: Kind }>;

/** A path in a configuration is relative to its file: `resolve` says how. */
export function resolveCameraPaths(camera: CameraConfig, resolve: (path: string) => string): CameraConfig {
  const feed = camera.feed === undefined ? {} : { feed: resolve(camera.feed) };
  switch (camera.kind) {
    case "file":
      return { ...camera, ...feed, path: resolve(camera.path) };
    case "v4l2":
      return { ...camera, ...feed };
    default: {
      const login = camera.credentialsFile === undefined ? {} : { credentialsFile: resolve(camera.credentialsFile) };
      return { ...camera, ...feed, ...login };
    }
  }
}
