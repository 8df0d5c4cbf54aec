import { readFile } from "node:fs/promises";
import type { CameraOf } from "#eye/source/camera-config.js";
import { type Connect, type Connection, type ConnectionEnd, deliverRawFrames } from "#eye/source/connection.js";
import { rawFrames } from "#eye/source/ffmpeg-arguments.js";
import { openRecording } from "#eye/source/recording.js";
import { AppError, isErrorCode, messageOf } from "#platform/errors.js";
import { pause } from "#platform/tasks.js";

/** A recording played as if it were a camera. One that is not there, or is none, may still come. */
export function connectFile(camera: CameraOf<"file">): Connect {
  if (!camera.realtime)
    throw new AppError("config.invalid", "camera.realtime: expected true, got false", {
      remedy: "Only a replay reads faster than a camera delivers",
    });
  return async (connection) => {
    try {
      const recording = await openRecording(camera.path);
      if (recording.kind === "folder") return await playFolder(recording.images, camera, connection);
      const loop = camera.loop ? ["-stream_loop", "-1"] : [];
      const args = ["-re", ...loop, "-threads", "1", ...recording.input, ...rawFrames(camera, "newest")];
      return await deliverRawFrames({ args }, connection);
    } catch (error) {
      if (isErrorCode(error, "source.invalid")) return { finished: false, detail: messageOf(error) };
      throw error;
    }
  };
}

async function playFolder(
  images: readonly string[],
  camera: CameraOf<"file">,
  { signal, clock, deliver }: Connection,
): Promise<ConnectionEnd> {
  const start = clock.monotonic();
  for (let shown = 0; !signal.aborted; shown++) {
    const image = images[shown % images.length];
    if (image === undefined || (shown >= images.length && !camera.loop)) break;
    await pause(start + (shown * 1000) / camera.fps - clock.monotonic(), signal);
    const bytes = await readFile(image).catch(() => Buffer.alloc(0));
    deliver({ kind: "still", bytes, available: clock.monotonic() });
  }
  return { finished: true, detail: "" };
}
