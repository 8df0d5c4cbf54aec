import type { Frame } from "#eye/frame.js";
import { cameraSchema } from "#eye/source/camera-config.js";
import { readClip } from "#eye/source/read-clip.js";

/** A clip's zone, every picture of it in memory. */
export async function decodedFrames(file: string): Promise<Frame[]> {
  const clip = cameraSchema.parse({ kind: "file", path: file, realtime: false });
  if (clip.kind !== "file") throw new TypeError("a clip is a file source");
  const frames: Frame[] = [];
  for await (const frame of readClip(clip)) frames.push({ ...frame, rgb: frame.rgb.slice() });
  return frames;
}
