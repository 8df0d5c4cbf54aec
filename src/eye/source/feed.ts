import { createConnection, type Socket } from "node:net";
import { type FeedEnd, type FeedRequest, feedEndSchema } from "#contract/feed-link.js";
import { type CameraConfig, previewSocketOf } from "#eye/source/camera-config.js";
import { cameraFingerprint } from "#eye/source/camera-fingerprint.js";
import type { Connect, Connection } from "#eye/source/connection.js";
import { FeedReader } from "#eye/source/feed-reader.js";
import { messageOf, systemCode } from "#platform/errors.js";
import { encodeBytes, encodeMessage } from "#platform/framing.js";

/** What is read at once; one buffer, used again and again. */
const CHUNK_BYTES = 262_144;
const TAKEN = encodeBytes(new Uint8Array());

/**
 * The camera by way of its feed, which alone reaches it: this program needs no network, no device and no login. All
 * else is as with the camera itself, for the feed does what it is told and knows no patience.
 */
export function connectFeed(camera: CameraConfig, feed: string): Connect {
  const wanted = { camera: cameraFingerprint(camera), fps: camera.fps };
  return async (connection) => {
    if (connection.signal.aborted) return { finished: false, detail: "" };
    const { preview } = connection;
    const request = preview ? { ...wanted, preview: { width: preview.width, fps: preview.fps } } : wanted;
    return receive(preview ? previewSocketOf(feed) : feed, request, connection);
  };
}

function receive(path: string, request: FeedRequest, connection: Connection): Promise<FeedEnd> {
  const { signal, pool } = connection;
  let end: FeedEnd = { finished: false, detail: "the camera feed ended" };
  const fail = (detail: string): void => {
    end = { finished: false, detail };
  };
  const reader = new FeedReader(pool, (picture) => {
    if (picture.kind === "end") end = feedEndSchema.parse(JSON.parse(picture.bytes.toString("utf8")));
    else if (picture.kind === "preview") connection.preview?.show(picture.bytes);
    else connection.deliver(picture);
    if (picture.kind !== "end") socket.write(TAKEN);
  });
  const socket: Socket = createConnection({
    path,
    onread: {
      buffer: Buffer.allocUnsafeSlow(CHUNK_BYTES),
      callback: (length, chunk) => {
        try {
          reader.push(chunk.subarray(0, length));
        } catch (error) {
          fail(messageOf(error).slice(0, 200));
          socket.destroy();
        }
        return true;
      },
    },
  });
  socket.on("connect", () => socket.write(encodeMessage(request)));
  socket.on("error", (error) => fail(`the camera feed does not answer (${systemCode(error) ?? messageOf(error)})`));
  const leave = (): void => void socket.destroy();
  signal.addEventListener("abort", leave, { once: true });
  return new Promise((resolve) => {
    socket.on("close", () => {
      signal.removeEventListener("abort", leave);
      reader.drop();
      resolve(end);
    });
  });
}
