import type { Socket } from "node:net";
import { type FeedEnd, type FeedRequest, feedRequestSchema, MAX_FEED_REQUEST_BYTES } from "#contract/feed-link.js";
import { PictureSender } from "#eye/feed/picture-sender.js";
import type { CameraConfig } from "#eye/source/camera-config.js";
import { cameraFingerprint } from "#eye/source/camera-fingerprint.js";
import { connectorOf } from "#eye/source/connector.js";
import { FramePool } from "#eye/source/frame-pool.js";
import { frameSize } from "#eye/source/zone.js";
import type { Clock } from "#platform/clock.js";
import { isErrorCode, messageOf } from "#platform/errors.js";
import { BytesSplitter, parseMessage } from "#platform/framing.js";
import { pause, untilAborted } from "#platform/tasks.js";

export type FeedParts = {
  /** As it is configured now. */
  readonly camera: () => CameraConfig;
  readonly clock: Clock;
  readonly ffmpeg?: string | undefined;
};
type Serving = FeedParts & {
  /** Whether this one may have the whole view. */
  readonly preview: boolean;
  readonly signal: AbortSignal;
};

/** One connection of an eye, and one of the camera for as long. Throws, once the eye was told, what waiting will not mend. */
export async function serveEye(socket: Socket, serving: Serving): Promise<void> {
  const gone = new AbortController();
  socket.on("close", () => gone.abort());
  const over = AbortSignal.any([serving.signal, gone.signal]);
  over.addEventListener("abort", () => socket.destroy(), { once: true });
  let sender: PictureSender | undefined;
  const request = await hearRequest(socket, over, () => sender?.taken());
  if (!request) return;
  const camera = currentCamera(request, serving);
  if ("detail" in camera) return refuseEye(socket, camera.detail);
  const { width, height } = frameSize(camera.size, camera.zone);
  const pool = new FramePool(width * height * 3);
  const sending = new PictureSender(socket, (picture) => {
    if (picture.kind === "raw") pool.release(picture.rgb);
  });
  sender = sending;
  const preview = request.preview && { ...request.preview, show: (jpeg: Uint8Array) => sending.show(jpeg) };
  const { clock, ffmpeg } = serving;
  const deliver = sending.send.bind(sending);
  try {
    const connect = connectorOf({ ...camera, fps: request.fps });
    sending.end(await connect({ signal: over, clock, pool, ffmpeg, preview, deliver }));
  } catch (error) {
    sending.end({ finished: false, detail: messageOf(error) });
    if (isErrorCode(error, "tool.missing")) throw error;
  } finally {
    // Until then buffers may be on their way.
    await untilAborted(gone.signal);
    sending.drop();
    pool.wipe();
  }
}

export const refuseEye = (socket: Socket, detail: string): void =>
  new PictureSender(socket, () => {}).end({ finished: false, detail });

/** Who holds the camera's only seat says at once what it wants. */
const REQUEST_MS = 5_000;

/** Undefined when the eye is gone, or is none. */
function hearRequest(socket: Socket, over: AbortSignal, onTaken: () => void): Promise<FeedRequest | undefined> {
  const splitter = new BytesSplitter(MAX_FEED_REQUEST_BYTES);
  return new Promise((resolve) => {
    let heard = false;
    void pause(REQUEST_MS, over).then(() => heard || socket.destroy());
    over.addEventListener("abort", () => resolve(undefined), { once: true });
    socket.on("data", (chunk: Buffer) => {
      try {
        for (const message of splitter.push(chunk)) {
          if (heard) onTaken();
          else resolve(feedRequestSchema.parse(parseMessage(message)));
          heard = true;
        }
      } catch {
        socket.destroy();
      }
    });
  });
}

function currentCamera(request: FeedRequest, { camera, preview }: Serving): CameraConfig | FeedEnd {
  const refuse = (detail: string): FeedEnd => ({ finished: false, detail });
  if (request.preview && !preview) return refuse("nobody is shown the whole view on this socket");
  try {
    const current = camera();
    return cameraFingerprint(current) === request.camera
      ? current
      : refuse("the camera's settings have changed: restart the eye");
  } catch (error) {
    return refuse(messageOf(error));
  }
}
