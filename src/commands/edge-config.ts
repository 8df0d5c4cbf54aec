import { join } from "node:path";
import { z } from "zod";
import { CameraSettingsFile, cameraInForce } from "#commands/camera-settings.js";
import { logLevelSchema } from "#commands/log-level.js";
import { cliScript, defaultModelsFolder } from "#commands/places.js";
import { reread } from "#commands/reread.js";
import { type DeskConfig, deskSections, resolveDeskPaths } from "#desk/desk-config.js";
import type { CameraControl } from "#desk/wizard/camera-control.js";
import { type EyeConfig, socketSchema } from "#eye/eye-config.js";
import { type CameraConfig, cameraSchema, resolveCameraPaths } from "#eye/source/camera-config.js";
import { cameraFingerprint } from "#eye/source/camera-fingerprint.js";
import type { Size } from "#eye/source/zone.js";
import { besideConfig, readConfig } from "#platform/config-file.js";
import type { LogLevel } from "#platform/logger.js";

/** edge.yaml: what one counter's machine needs; the desk and the eye each take their own slice of it. */
const edgeSchema = z.strictObject({
  ...deskSections,
  log: logLevelSchema,
  camera: cameraSchema,
  models: z.string().optional().describe("folder of the models; default: the installed ones"),
  eye: z
    .strictObject({
      socket: socketSchema.optional().describe("default: eye.sock in the data folder"),
      start: z
        .boolean()
        .default(true)
        .describe("the desk starts the eye; false under systemd, where it has its own unit"),
    })
    .prefault({}),
});

export type EdgeConfig = {
  readonly log: LogLevel;
  readonly desk: DeskConfig;
  readonly eye: EyeConfig;
  /** How the calibration page sets the camera. */
  readonly camera: CameraControl;
  /** What pictures are scaled down to fit, px, whichever camera they come from. */
  readonly size: Size;
};

/** As it stands in edge.yaml, whatever the calibration page has laid over it. */
export const readCameraSection = (file: string): CameraConfig =>
  resolveCameraPaths(readConfig(file, edgeSchema).camera, (path) => besideConfig(file, path));

/** Reads edge.yaml; its relative paths are resolved against its own folder. */
export function readEdgeConfig(file: string): EdgeConfig {
  const { log, camera: _, models, eye, ...deskPart } = readConfig(file, edgeSchema);
  const beside = (path: string): string => besideConfig(file, path);
  const socket = beside(eye.socket ?? join(deskPart.data, "eye.sock"));
  const start = { command: process.execPath, args: [cliScript(), "eye", "--config", file] };
  const desk = resolveDeskPaths(deskPart, beside);
  const configured = reread(file, () => readCameraSection(file));
  const settings = desk.calibrate.settings ?? desk.data;
  const inForce = cameraInForce(configured(), settings);
  const preview = join(desk.data, "preview.sock");
  const startPreview = { ...start, args: [cliScript(), "preview", "--config", file, "--socket", preview] };
  return {
    log,
    camera: new CameraSettingsFile(configured, settings),
    size: configured().size,
    eye: {
      camera: inForce,
      models: models ? beside(models) : defaultModelsFolder(),
      socket,
    },
    desk: {
      ...desk,
      cameraFingerprint: cameraFingerprint(inForce),
      eye: { socket, ...(eye.start ? { start } : {}), preview: { socket: preview, start: startPreview } },
    },
  };
}
