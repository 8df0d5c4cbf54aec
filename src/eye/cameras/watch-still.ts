import sharp from "sharp";
import { SCORED_FPS } from "#eye/cameras/stream-figures.js";
import type { StillSource } from "#eye/cameras/stream-source.js";
import type { WatchOptions, WatchResult } from "#eye/cameras/watch-stream.js";
import { cameraSchema } from "#eye/source/camera-config.js";
import { addressWithCredentials } from "#eye/source/credentials.js";
import { FramePool } from "#eye/source/frame-pool.js";
import { connectSnapshot } from "#eye/source/snapshot.js";
import { timeLimit } from "#platform/tasks.js";

/** Asked of a camera that answers with one picture at a time: more than is needed, to see what it can give. */
const ASKED_FPS = 25;

export async function watchStill(
  { address }: StillSource,
  { signal, clock, seconds }: WatchOptions,
): Promise<WatchResult> {
  const camera = cameraSchema.parse({ kind: "snapshot", url: addressWithCredentials(address), fps: ASKED_FPS });
  if (camera.kind !== "snapshot") throw new Error("a snapshot's address became another kind");
  const arrivals: number[] = [];
  let newest: Uint8Array = new Uint8Array();
  using limit = timeLimit(seconds * 1000, signal);
  const { detail } = await connectSnapshot(camera)({
    signal: limit.signal,
    clock,
    pool: new FramePool(0),
    ffmpeg: undefined,
    deliver: (picture) => {
      if (picture.kind === "still") newest = picture.bytes;
      arrivals.push(picture.available);
    },
  });
  const [first, last] = [arrivals[0], arrivals.at(-1)];
  if (first === undefined || last === undefined || last === first)
    return { ok: false, refused: /answered 40[13]\b/.test(detail), detail };
  const before = process.cpuUsage();
  const decoded = await sharp(newest)
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => undefined);
  const { user, system } = process.cpuUsage(before);
  if (!decoded) return { ok: false, refused: false, detail: "what it answers with is no picture" };
  const { width, height } = decoded.info;
  const watched = (last - first) / 1000;
  const figures = {
    codec: "mjpeg",
    ...{ width, height },
    fps: (arrivals.length - 1) / watched,
    keyframeSeconds: null,
    cpuShare: ((user + system) / 1e6) * SCORED_FPS,
    ...{ steadyClock: true, seconds: watched },
  };
  return { ok: true, figures };
}
