import { cpuSeconds } from "#eye/cameras/cpu-time.js";
import { PacketList } from "#eye/cameras/packet-list.js";
import { SETTLING_PACKETS, type StreamFigures, streamFigures } from "#eye/cameras/stream-figures.js";
import type { MovingSource } from "#eye/cameras/stream-source.js";
import { Ffmpeg, type FfmpegCall } from "#eye/source/ffmpeg.js";
import { lowDelay, networkInput } from "#eye/source/ffmpeg-arguments.js";
import { openRecording } from "#eye/source/recording.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import { timeLimit } from "#platform/tasks.js";

export type WatchOptions = {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** How long a stream is watched at least, s; up to three times that until a second keyframe has come. */
  readonly seconds: number;
  readonly ffmpeg?: string | undefined;
};
/** `refused`: the sign-in was. `detail`: ffmpeg's last complaint, without credentials. */
export type WatchResult =
  | { readonly ok: true; readonly figures: StreamFigures }
  | { readonly ok: false; readonly refused: boolean; readonly detail: string };

/** A camera that says nothing for this long is not there, s. */
const CONNECT_SECONDS = 6;

/**
 * Decodes a stream as the eye would, for a few seconds, and lists its packets beside it. Nothing of the picture leaves
 * ffmpeg: its output is the list.
 */
export async function watchStream(stream: MovingSource, options: WatchOptions): Promise<WatchResult> {
  const { clock, seconds } = options;
  const input = await inputOf(stream);
  await using child = new Ffmpeg({ ...input, args: [...input.args, ...LISTED], program: options.ffmpeg });
  const stop = (): void => void child.stop();
  if (options.signal.aborted) stop();
  using limit = timeLimit((CONNECT_SECONDS + 3 * seconds) * 1000, options.signal);
  limit.signal.addEventListener("abort", stop, { once: true });
  const silence = setTimeout(stop, CONNECT_SECONDS * 1000);
  const list = new PacketList();
  const cpu = new CpuMeter(child, clock);
  try {
    for await (const chunk of child.output()) {
      const now = clock.monotonic();
      list.push(chunk.toString("latin1"), now);
      if (list.packets.length > 0) clearTimeout(silence);
      if (list.packets.length > SETTLING_PACKETS) await cpu.sample();
      if (isEnough(list, now, seconds)) break;
    }
    await child.stop();
    const measured = { cpuShare: cpu.share, timed: stream.kind !== "mjpeg" };
    if (list.packets.length > SETTLING_PACKETS)
      return { ok: true, figures: streamFigures(list.head, list.packets, measured) };
    const { detail } = await child.ended;
    return { ok: false, refused: REFUSED.test(detail), detail };
  } finally {
    clearTimeout(silence);
  }
}

/** ffmpeg has no code for it: RTSP and HTTP both end in these words. */
const REFUSED = /\b401 Unauthorized|\b403 Forbidden|authorization failed/i;

const LISTED = [
  ...["-map", "0:v:0", "-fps_mode", "passthrough", "-f", "null", "-"],
  ...["-map", "0:v:0", "-c:v", "copy", "-copyinkf", "-flush_packets", "1", "-f", "framecrc", "pipe:1"],
];

function isEnough({ packets }: PacketList, now: number, seconds: number): boolean {
  const first = packets[SETTLING_PACKETS];
  if (!first) return false;
  const watched = (now - first.at) / 1000;
  return watched >= 3 * seconds || (watched >= seconds && packets.filter(({ key }) => key).length > 1);
}

async function inputOf(stream: MovingSource): Promise<Pick<FfmpegCall, "args" | "script">> {
  const impatient = String(CONNECT_SECONDS * 1e6);
  // As rtsp.ts; and the rate is what we measure, so ffmpeg need not, which takes it long where that is low.
  const briefly = { probesize: "200000", analyzeduration: "500000" };
  switch (stream.kind) {
    case "rtsp": {
      const settings = { rtsp_transport: "tcp", timeout: impatient, fflags: "nobuffer", ...briefly };
      const input = networkInput(stream.address, { protocols: "rtsp,rtsps,rtp,srtp,tcp,udp,tls,crypto", settings });
      return { ...input, args: [...lowDelay, "-fpsprobesize", "0", ...input.args] };
    }
    case "mjpeg": {
      const settings = { rw_timeout: impatient, fflags: "nobuffer", analyzeduration: "0" };
      const input = networkInput(stream.address, { protocols: "http,https,tcp,tls,crypto", settings });
      return { ...input, args: [...lowDelay, "-fpsprobesize", "0", ...input.args] };
    }
    case "v4l2":
      return { args: [...lowDelay, ...stream.input] };
    case "file":
      return { args: ["-re", "-stream_loop", "-1", "-threads", "1", ...(await videoInput(stream.source))] };
  }
}

async function videoInput(path: string): Promise<readonly string[]> {
  const recording = await openRecording(path);
  if (recording.kind === "video") return recording.input;
  throw new AppError("source.invalid", `${path} is a folder of images, which has no rate of its own`);
}

/** Between its first settled picture and its last: what starting costs is not counted. */
class CpuMeter {
  readonly #child: Ffmpeg;
  readonly #clock: Clock;
  #first: CpuSample | undefined;
  #last: CpuSample | undefined;

  constructor(child: Ffmpeg, clock: Clock) {
    this.#child = child;
    this.#clock = clock;
  }

  get share(): number {
    const [from, to] = [this.#first, this.#last];
    return from && to && to.at > from.at ? ((to.cpu - from.cpu) * 1000) / (to.at - from.at) : 0;
  }

  async sample(): Promise<void> {
    const { pid } = this.#child;
    const cpu = pid === undefined ? undefined : await cpuSeconds(pid);
    if (cpu === undefined) return;
    this.#last = { cpu, at: this.#clock.monotonic() };
    this.#first ??= this.#last;
  }
}

type CpuSample = { readonly cpu: number; readonly at: number };
