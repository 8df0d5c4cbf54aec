import { fileURLToPath } from "node:url";
import type { Frame } from "#eye/frame.js";
import { type CameraOf, cameraSchema } from "#eye/source/camera-config.js";
import { readClip } from "#eye/source/read-clip.js";

export const atRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const demoClip = (name: string): string => atRoot(`device/demo/${name}.mp4`);

/** A rendered clip as a camera; `look` is what else its configuration says. */
export function clipCamera(name: string, look: Record<string, unknown> = {}): CameraOf<"file"> {
  const camera = cameraSchema.parse({ kind: "file", path: demoClip(name), realtime: false, ...look });
  if (camera.kind !== "file") throw new TypeError("not a file");
  return camera;
}

export const framesOf = (camera: CameraOf<"file">): AsyncIterable<Frame> => readClip(camera);
