import type { CameraOf } from "#eye/source/camera-config.js";
import { type Connect, deliverRawFrames } from "#eye/source/connection.js";
import { cameraAddress } from "#eye/source/credentials.js";
import { lowDelay, networkInput, rawFrames } from "#eye/source/ffmpeg-arguments.js";

/** An RTSP camera, decoded by ffmpeg. */
export function connectRtsp(camera: CameraOf<"rtsp">): Connect {
  const input = networkInput(cameraAddress(camera), {
    protocols: "rtsp,rtsps,rtp,srtp,tcp,udp,tls,crypto",
    settings: {
      rtsp_transport: camera.transport,
      // Microseconds. Our own watch is faster; this one ends, after a few of these, an ffmpeg whose watcher was killed.
      timeout: String(Math.round((camera.stallSeconds + 1) * 1e6)),
      fflags: "nobuffer",
      probesize: "200000",
      analyzeduration: "500000",
    },
  });
  const call = { ...input, args: [...lowDelay, ...input.args, ...rawFrames(camera, "newest")] };
  return async (connection) => ({ ...(await deliverRawFrames(call, connection)), finished: false });
}
