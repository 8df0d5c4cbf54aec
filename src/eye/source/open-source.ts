import type { CameraConfig } from "#eye/source/camera-config.js";
import type { Connect } from "#eye/source/connection.js";
import { connectFile } from "#eye/source/file.js";
import { LiveSource, type Source, type SourceOptions } from "#eye/source/live-source.js";
import { connectMjpeg } from "#eye/source/mjpeg.js";
import { connectRtsp } from "#eye/source/rtsp.js";
import { connectSnapshot } from "#eye/source/snapshot.js";
import { quietSharp } from "#eye/source/still.js";
import { connectV4l2 } from "#eye/source/v4l2.js";

/**
 * Opens a camera of any kind. A camera that cannot be reached is a state, not an error; thrown (here or while frames
 * are taken) is only what waiting will not mend: unreadable credentials, no ffmpeg.
 */
export function openSource(camera: CameraConfig, options: SourceOptions): Source {
  quietSharp();
  return new LiveSource(camera, (fps) => connectorOf({ ...camera, fps }), options);
}

function connectorOf(camera: CameraConfig): Connect {
  switch (camera.kind) {
    case "rtsp":
      return connectRtsp(camera);
    case "mjpeg":
      return connectMjpeg(camera);
    case "snapshot":
      return connectSnapshot(camera);
    case "v4l2":
      return connectV4l2(camera);
    case "file":
      return connectFile(camera);
  }
}
