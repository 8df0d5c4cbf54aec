import { readFile } from "node:fs/promises";
import type { Frame } from "#eye/frame.js";
import { blankedAreas } from "#eye/source/blanking.js";
import type { CameraOf } from "#eye/source/camera-config.js";
import { Ffmpeg } from "#eye/source/ffmpeg.js";
import { rawFrames } from "#eye/source/ffmpeg-arguments.js";
import { FrameAssembler, FramePool } from "#eye/source/frame-pool.js";
import { openRecording } from "#eye/source/recording.js";
import { decodeStill, quietSharp } from "#eye/source/still.js";
import { frameSize } from "#eye/source/zone.js";
import { type Clock, systemClock } from "#platform/clock.js";
import { AppError, isErrorCode, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

type Clip = CameraOf<"file">;
export type ClipOptions = {
  readonly clock?: Clock;
  /** Told of what is damaged in a recording that can still be read. */
  readonly log?: Logger;
  readonly signal?: AbortSignal;
  /** The decoder, when it is not the `ffmpeg` of the PATH. */
  readonly ffmpeg?: string;
};
type Reader = { readonly clip: Clip; readonly clock: Clock; readonly options: ClipOptions };

/** A decoder that says nothing for so long hangs on something that is not a recording. */
const SILENCE_MS = 30_000;

/**
 * Every frame of a recording at `fps`, in order, none dropped, as fast as they are taken; `t` counts from the start of
 * the clip, so the same recording gives the same frames at every reading. Throws `source.invalid`.
 */
export async function* readClip(clip: Clip, options: ClipOptions = {}): AsyncGenerator<Frame, void, undefined> {
  const reader = { clip, clock: options.clock ?? systemClock, options };
  const recording = await openRecording(clip.path);
  if (recording.kind === "folder") yield* readFolder(recording.images, reader);
  else yield* readVideo(recording.input, reader);
}

async function* readVideo(input: readonly string[], { clip, clock, options }: Reader): AsyncGenerator<Frame> {
  const { width, height } = frameSize(clip.size, clip.zone);
  const full: Uint8Array[] = [];
  const pool = new FramePool(width * height * 3);
  const assembler = new FrameAssembler(pool.acquire(), (rgb) => {
    full.push(rgb);
    return pool.acquire();
  });
  await using child = new Ffmpeg({ args: [...input, ...rawFrames(clip, "every")], program: options.ffmpeg });
  const stop = (): void => void child.stop();
  options.signal?.addEventListener("abort", stop, { once: true });
  const silence = new SilenceWatch(stop);
  try {
    let frames = 0;
    silence.begin();
    for await (const chunk of child.output()) {
      silence.end();
      assembler.push(chunk);
      for (const rgb of full.splice(0)) {
        yield { rgb, width, height, t: (frames++ * 1000) / clip.fps, available: clock.monotonic() };
        pool.release(rgb);
      }
      silence.begin();
    }
    if (options.signal?.aborted) return;
    judge(clip.path, { ...(await child.ended), frames, silent: silence.tooLong }, options);
  } finally {
    silence.end();
    options.signal?.removeEventListener("abort", stop);
  }
}

/** Counts only while we wait for the decoder, not while the decoder waits for us. */
class SilenceWatch {
  tooLong = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #act: () => void;

  constructor(act: () => void) {
    this.#act = act;
  }

  begin(): void {
    this.#timer = setTimeout(() => {
      this.tooLong = true;
      this.#act();
    }, SILENCE_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

type Verdict = { ok: boolean; detail: string; frames: number; silent: boolean };

function judge(path: string, { ok, detail, frames, silent }: Verdict, { log }: ClipOptions): void {
  if (silent) throw new AppError("camera.stalled", `${path} gave no picture for ${SILENCE_MS / 1000} s`);
  if (frames === 0)
    throw new AppError("source.invalid", `${path} holds no picture that can be read (${detail || "no video in it"})`, {
      remedy: "Check that the file is complete and is a video",
    });
  if (!ok)
    throw new AppError("source.invalid", `${path} could be read only up to frame ${frames} (${detail || "no reason"})`);
  if (detail !== "") log?.warn({ event: "source.damaged", frames, detail });
}

async function* readFolder(images: readonly string[], { clip, clock, options }: Reader): AsyncGenerator<Frame> {
  quietSharp();
  const { zone, size } = clip;
  const frame = frameSize(size, zone);
  const layout = { zone, size, frame, blanked: blankedAreas(clip) };
  const rgb = new Uint8Array(frame.width * frame.height * 3);
  let good = 0;
  for (const [index, image] of images.entries()) {
    if (options.signal?.aborted) return;
    try {
      await decodeStill(await readFile(image), layout, rgb);
    } catch (error) {
      if (!isErrorCode(error, "camera.garbage")) throw error;
      options.log?.warn({ event: "source.damaged", image, detail: messageOf(error) });
      continue;
    }
    good++;
    yield { rgb, ...frame, t: (index * 1000) / clip.fps, available: clock.monotonic() };
  }
  if (good === 0 && !options.signal?.aborted)
    throw new AppError("source.invalid", `${clip.path} holds no image that can be decoded`);
}
