import { readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readConfig } from "#platform/config-file.js";
import { CAMERA_SETTINGS, type CameraSetting } from "#words/camera-words.js";

/** A path, and a query if there is one; {channel} stands for a number. */
const pattern = z.string().regex(/^\/[^\s#]*$/, "expected a path that begins with /");
export const ROLES = ["main", "sub", "third"] as const;
export type Role = (typeof ROLES)[number];
const settings = Object.keys(CAMERA_SETTINGS) as [CameraSetting, ...CameraSetting[]];

/** device/cameras/*.yaml: what is known of one make. */
const cameraProfileSchema = z.strictObject({
  make: z.string().min(1),
  kind: z.enum(["network", "usb"]),
  names: z.array(z.string().min(2)).min(1).describe("any of them in what a camera says of itself; case does not count"),
  addresses: z
    .array(z.strictObject({ main: pattern, sub: pattern.optional(), third: pattern.optional() }))
    .default([])
    .describe("of the RTSP streams, a newer and an older way, say"),
  snapshot: pattern.optional(),
  codec: z.enum(["h264", "h265", "mjpeg"]).describe("of the main stream, as it comes from the factory"),
  fieldOfView: z.number().min(20).max(150).describe("across the picture, degrees"),
  lens: z.string().describe("the lens or model that it is told of"),
  set: z.partialRecord(z.enum(settings), z.string().min(1)).describe("where in the camera's own menu"),
  notes: z.array(z.strictObject({ vi: z.string(), en: z.string() })).default([]),
});
export type CameraProfile = z.infer<typeof cameraProfileSchema>;

/** Every profile of a folder, by make. Throws `config.*` for one that is not in order. */
export const loadCameraProfiles = (folder: string): CameraProfile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => readConfig(join(folder, name), cameraProfileSchema));

/** The profile of a camera that says this of itself; the first in the order of their files. */
export const profileOf = (
  said: string,
  kind: CameraProfile["kind"],
  profiles: readonly CameraProfile[],
): CameraProfile | undefined =>
  profiles.find(
    (one) => one.kind === kind && one.names.some((name) => said.toLowerCase().includes(name.toLowerCase())),
  );
