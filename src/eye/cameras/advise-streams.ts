import type { Advice } from "#contract/wizard.js";
import { judgeStreams, type Measured } from "#eye/cameras/judge-streams.js";
import type { CameraProfile } from "#eye/cameras/profiles/camera-profile.js";
import { decodedInPart } from "#eye/cameras/stream-figures.js";
import type { StreamSource } from "#eye/cameras/stream-source.js";
import { type Candidate, streamsOfCamera } from "#eye/cameras/streams-of-camera.js";
import type { V4l2Places } from "#eye/cameras/v4l2/devices.js";
import { watchStill } from "#eye/cameras/watch-still.js";
import { type WatchOptions, type WatchResult, watchStream } from "#eye/cameras/watch-stream.js";
import type { Credentials } from "#eye/source/credentials.js";
import type { Size } from "#eye/source/zone.js";
import type { Clock } from "#platform/clock.js";
import { isErrorCode } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { CAMERA_PROBLEMS, CAMERA_SETTINGS, type CameraSetting } from "#words/camera-words.js";
import type { Words } from "#words/words.js";

export type AdviseOptions = {
  /** rtsp://…, http://… (an ONVIF device service, a stream or a still), /dev/video… or a video file; no login inside. */
  readonly source: string;
  readonly login?: Credentials | undefined;
  /** Whether an address over HTTP gives one picture per request; told by its ending where this is not said. */
  readonly still?: boolean | undefined;
  readonly profiles: readonly CameraProfile[];
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly log: Logger;
  /** Across the picture, degrees; else what is usual for the make. */
  readonly fieldOfView?: number | undefined;
  /** What pictures are scaled down to fit before they are analysed, px; else what is usual. */
  readonly size?: Size | undefined;
  /** Each stream is watched for so long, s; up to three times that until a second keyframe has come. */
  readonly seconds?: number;
  readonly ffmpeg?: string | undefined;
  readonly v4l2?: V4l2Places;
};

const WATCH_SECONDS = 4;
/** A recorder with many channels is not measured to its end. */
const MOST_STREAMS = 8;
/** As camera-config.ts has them. */
export const USUAL_FIELD_OF_VIEW = 70;
const USUAL_SIZE = { width: 1280, height: 720 };

/** Measures every stream of one camera, one after the other: many cameras allow but few connections. */
export async function adviseStreams(options: AdviseOptions): Promise<Advice> {
  const {
    source,
    login,
    still,
    profiles,
    signal,
    clock,
    log,
    seconds = WATCH_SECONDS,
    ffmpeg,
    v4l2,
    size = USUAL_SIZE,
  } = options;
  const streams = await streamsOfCamera(source, { login, still, profiles, signal, v4l2 });
  if ("problem" in streams) return { ...KNOWS_NOTHING, problem: streams.problem };
  const fieldOfView = options.fieldOfView ?? streams.profile?.fieldOfView ?? null;
  const { measured, refused } = await measureAll(streams.candidates.slice(0, MOST_STREAMS), {
    ...{ signal, clock, seconds, ffmpeg },
  });
  log.info({ event: "cameras.advised", streams: measured.length, refused });
  const known = { fieldOfView, make: makeOf(streams.profile) };
  if (refused) return { streams: [], ...known, problem: login ? CAMERA_PROBLEMS.refused : CAMERA_PROBLEMS.needsLogin };
  const judged = judgeStreams(measured, { fieldOfView: fieldOfView ?? USUAL_FIELD_OF_VIEW, size });
  return { streams: judged, ...known, problem: problemOf(measured, judged) };
}

const KNOWS_NOTHING = { streams: [], fieldOfView: null, make: null };

function makeOf(profile: CameraProfile | undefined): Advice["make"] {
  if (!profile) return null;
  const { make, set, notes } = profile;
  const settings = Object.entries(set) as [CameraSetting, string][];
  return { name: make, set: settings.map(([setting, where]) => ({ what: CAMERA_SETTINGS[setting], where })), notes };
}

function problemOf(measured: readonly Measured[], judged: Advice["streams"]): Words | null {
  if (measured.every(({ figures }) => figures === undefined)) return CAMERA_PROBLEMS.unreachable;
  return judged.some(({ recommended }) => recommended) ? null : CAMERA_PROBLEMS.unusable;
}

async function measureAll(
  candidates: readonly Candidate[],
  options: WatchOptions,
): Promise<{ measured: Measured[]; refused: boolean }> {
  const measured: Measured[] = [];
  for (const { stream, guessed } of candidates) {
    if (options.signal.aborted) break;
    const of = { name: stream.name, source: stream.source, capture: stream.kind === "v4l2" ? stream.capture : {} };
    const result = await watch(stream, options);
    if (result.ok) measured.push({ ...of, figures: result.figures });
    // One wrong password is enough: cameras lock themselves after a few.
    else if (result.refused && !guessed) return { measured, refused: true };
    else if (!guessed) measured.push({ ...of, figures: undefined, detail: result.detail });
    // Where the camera itself was not reached its other streams are not either.
    if (!result.ok && !guessed && candidates.some((other) => other.guessed)) break;
  }
  return { measured, refused: false };
}

async function watch(stream: StreamSource, options: WatchOptions): Promise<WatchResult> {
  if (stream.kind === "still") return watchStill(stream, options);
  try {
    const result = await watchStream(stream, options);
    const inPart = result.ok && result.figures.codec === "mjpeg" && (stream.kind === "mjpeg" || stream.kind === "v4l2");
    return inPart ? { ok: true, figures: decodedInPart(result.figures) } : result;
  } catch (error) {
    if (isErrorCode(error, "source.invalid")) return { ok: false, refused: false, detail: "" };
    throw error;
  }
}
