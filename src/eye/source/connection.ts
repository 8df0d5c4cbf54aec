import { Ffmpeg, type FfmpegCall } from "#eye/source/ffmpeg.js";
import { previewJpegs } from "#eye/source/ffmpeg-arguments.js";
import { FrameAssembler, type FramePool } from "#eye/source/frame-pool.js";
import { JpegSplitter } from "#eye/source/jpeg-splitter.js";
import { Pace } from "#eye/source/pace.js";
import type { Clock } from "#platform/clock.js";

/** What a camera delivers. `available`: when its last byte was here, ms on the monotonic clock. */
export type Picture =
  | { readonly kind: "raw"; readonly rgb: Uint8Array; readonly available: number }
  | { readonly kind: "still"; readonly bytes: Uint8Array; readonly available: number };

/** What one connection to a camera is given. `deliver` never waits: a newer picture replaces one that was not read. */
export type Connection = {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Buffers of raw frames; a raw picture's buffer comes from here. */
  readonly pool: FramePool;
  readonly ffmpeg: string | undefined;
  readonly deliver: (picture: Picture) => void;
  readonly preview?: Preview | undefined;
};

/** Where a technician's eyes are served: JPEG of the whole picture, at most so many a second and about this wide. */
export type Preview = { readonly width: number; readonly fps: number; readonly show: (jpeg: Uint8Array) => void };

/** `finished`: there will be no more, as at the end of a file. Otherwise the connection was lost and may come back. */
export type ConnectionEnd = { readonly finished: boolean; readonly detail: string };

/** Connects once and delivers until the signal aborts or the camera ends. Throws only what trying again cannot mend. */
export type Connect = (connection: Connection) => Promise<ConnectionEnd>;

export async function deliverRawFrames(call: FfmpegCall, connection: Connection): Promise<ConnectionEnd> {
  const { pool, clock, preview } = connection;
  const assembler = new FrameAssembler(pool.acquire(), (rgb) => {
    connection.deliver({ kind: "raw", rgb, available: clock.monotonic() });
    return pool.acquire();
  });
  const shown = preview ? withPreview(call, preview) : call;
  const end = await deliverOutput(shown, connection, (chunk) => assembler.push(chunk));
  pool.release(assembler.drop());
  return end;
}

function withPreview(call: FfmpegCall, preview: Preview): FfmpegCall {
  const splitter = new JpegSplitter();
  return {
    ...call,
    args: [...call.args, ...previewJpegs(preview)],
    onSecondOutput: (chunk) => {
      for (const jpeg of splitter.push(chunk)) preview.show(jpeg);
    },
  };
}

/** `fps`: pictures beyond this rate are passed over before anything is decoded. */
export function deliverJpegs(call: FfmpegCall, fps: number, connection: Connection): Promise<ConnectionEnd> {
  const splitter = new JpegSplitter();
  const pace = new Pace(fps);
  return deliverOutput(call, connection, (chunk) => {
    for (const bytes of splitter.push(chunk)) {
      const available = connection.clock.monotonic();
      if (pace.isDue(available)) connection.deliver({ kind: "still", bytes, available });
    }
  });
}

async function deliverOutput(
  call: FfmpegCall,
  { signal, ffmpeg }: Connection,
  take: (chunk: Buffer) => void,
): Promise<ConnectionEnd> {
  if (signal.aborted) return { finished: false, detail: "" };
  await using child = new Ffmpeg({ ...call, program: ffmpeg });
  const stop = (): void => void child.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    for await (const chunk of child.output()) take(chunk);
    const { ok, detail } = await child.ended;
    return { finished: ok, detail };
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
