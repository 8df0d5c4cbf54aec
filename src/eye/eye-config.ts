import type { CameraConfig } from "#eye/source/camera-config.js";
import { socketPath } from "#eye/source/socket-path.js";

export const socketSchema = socketPath().describe("Unix domain socket on which the desk listens");

/** All that the eye knows: no ward, no counter, no hub. */
export type EyeConfig = { readonly camera: CameraConfig; readonly models: string; readonly socket: string };
