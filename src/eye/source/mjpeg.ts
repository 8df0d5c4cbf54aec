import type { CameraOf } from "#eye/source/camera-config.js";
import { type Connect, deliverJpegs } from "#eye/source/connection.js";
import { cameraAddress } from "#eye/source/credentials.js";
import { jpegStream, networkInput } from "#eye/source/ffmpeg-arguments.js";

/** An HTTP stream of JPEG pictures: ffmpeg only fetches it, and only the pictures that are analysed are decoded. */
export function connectMjpeg(camera: CameraOf<"mjpeg">): Connect {
  const input = networkInput(cameraAddress(camera), {
    protocols: "http,https,tcp,tls,crypto",
    settings: {
      // As in rtsp.ts: for an ffmpeg whose watcher was killed.
      rw_timeout: String(Math.round((camera.stallSeconds + 1) * 1e6)),
      fflags: "nobuffer",
      probesize: "200000",
      analyzeduration: "0",
    },
  });
  const call = { ...input, args: ["-fflags", "nobuffer", ...input.args, ...jpegStream] };
  return async (connection) => ({ ...(await deliverJpegs(call, camera.fps, connection)), finished: false });
}
