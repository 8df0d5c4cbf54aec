import { statSync } from "node:fs";
import { resolve } from "node:path";
import { AppError } from "#platform/errors.js";

/** The kind is told by the address: rtsp://, http:// (MJPEG), /dev/…, else a file or folder. */
export function cameraFor(source: string): Record<string, unknown> {
  if (/^rtsps?:\/\//.test(source)) return { kind: "rtsp", url: source };
  if (/^https?:\/\//.test(source)) return { kind: /\.jpe?g(\?|$)/.test(source) ? "snapshot" : "mjpeg", url: source };
  if (source.startsWith("/dev/")) return { kind: "v4l2", path: source };
  const path = resolve(source);
  if (!statSync(path, { throwIfNoEntry: false })) {
    throw new AppError("config.invalid", `--camera ${source}: no such file`, {
      remedy: "Give rtsp://…, http://…, /dev/video0 or the path of a video file",
    });
  }
  return { kind: "file", path, loop: true };
}
