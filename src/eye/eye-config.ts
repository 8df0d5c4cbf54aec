import { z } from "zod";
import type { CameraConfig } from "#eye/source/camera-config.js";

/** The socket's path is short: the system allows 107 bytes. */
export const socketSchema = z
  .string()
  .min(1)
  .refine((path) => Buffer.byteLength(path) <= 107, { error: "expected at most 107 bytes: the system's limit" })
  .describe("Unix domain socket on which the desk listens");

/** All that the eye knows: no ward, no counter, no hub. */
export type EyeConfig = { readonly camera: CameraConfig; readonly models: string; readonly socket: string };
