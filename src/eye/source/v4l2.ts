import type { CameraOf } from "#eye/source/camera-config.js";
import { type Connect, deliverJpegs, deliverRawFrames } from "#eye/source/connection.js";
import { jpegStream, lowDelay, rawFrames } from "#eye/source/ffmpeg-arguments.js";

/** A camera at this machine (USB, CSI). */
export function connectV4l2(camera: CameraOf<"v4l2">): Connect {
  const input = [
    ...["-f", "v4l2", "-input_format", camera.format, "-framerate", String(Math.max(camera.captureFps, camera.fps))],
    ...["-video_size", `${camera.size.width}x${camera.size.height}`, "-i", camera.path],
  ];
  if (camera.format === "mjpeg") {
    const call = { args: ["-fflags", "nobuffer", ...input, ...jpegStream] };
    return async (connection) => ({ ...(await deliverJpegs(call, camera.fps, connection)), finished: false });
  }
  const call = { args: [...lowDelay, ...input, ...rawFrames(camera, "newest")] };
  return async (connection) => ({ ...(await deliverRawFrames(call, connection)), finished: false });
}
