import type { CameraConfig } from "#eye/source/camera-config.js";
import type { Connect } from "#eye/source/connection.js";
import { connectFile } from "#eye/source/file.js";
import { connectMjpeg } from "#eye/source/mjpeg.js";
import { connectRtsp } from "#eye/source/rtsp.js";
import { connectSnapshot } from "#eye/source/snapshot.js";
import { connectV4l2 } from "#eye/source/v4l2.js";

/** The way to the camera itself. Throws what waiting will not mend: unreadable credentials. */
export function connectorOf(camera: CameraConfig): Connect {
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
