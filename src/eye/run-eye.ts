import type { CameraState, DeskToEye, EyeToDesk } from "#contract/eye-link.js";
import type { Slowed } from "#contract/eye-rate.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { DeskLink } from "#eye/desk-link.js";
import { BackgroundTaker } from "#eye/drift/background-taker.js";
import type { EyeConfig } from "#eye/eye-config.js";
import { type FaceReader, openFaceReader } from "#eye/face-reader.js";
import { FrameProgress } from "#eye/frame-progress.js";
import { govern } from "#eye/governor/govern.js";
import { GovernedReader } from "#eye/governor/governed-reader.js";
import { Governor } from "#eye/governor/governor.js";
import { MachineStrain } from "#eye/governor/machine-strain.js";
import { LatencyWindow } from "#eye/latency-window.js";
import { SURVEY_FPS, Surveyor } from "#eye/measure/surveyor.js";
import { parentGone } from "#eye/parent-watch.js";
import { previewSender } from "#eye/preview/preview-sender.js";
import { blankedAreas } from "#eye/source/blanking.js";
import type { SourceCounters } from "#eye/source/live-source.js";
import { openSource } from "#eye/source/open-source.js";
import { frameSize } from "#eye/source/zone.js";
import { type FrameReader, ZoneWatcher } from "#eye/zone-watcher.js";
import type { Clock } from "#platform/clock.js";
import { Lifetime } from "#platform/lifetime.js";
import type { Logger } from "#platform/logger.js";
import { NO_MANAGER, type ServiceManager } from "#platform/service-manager.js";
import { pause, runUntilAbort } from "#platform/tasks.js";
import { version } from "#platform/version.js";

type Runtime = {
  readonly log: Logger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly manager?: ServiceManager;
};
type Reader = FrameReader &
  Pick<FaceReader, "survey"> &
  AsyncDisposable & { readonly modelSha256: string; readonly detectorSha256: string };
/** What a test may replace. */
export type EyeParts = {
  readonly openReader: (options: Parameters<typeof openFaceReader>[0]) => Promise<Reader>;
  /** Aborts with the program that started this one. */
  readonly parentGone?: () => AbortSignal;
  readonly ffmpeg?: string;
  readonly governor?: Governor;
  /** Sends a technician's pictures too. */
  readonly preview?: boolean;
};

export const EYE_PARTS: EyeParts = { openReader: openFaceReader, parentGone };

const STATS_PERIOD_MS = 5_000;

/**
 * One camera's eye. Rule zero: pixels exist only in this process's memory, in a few buffers that are overwritten; it
 * writes no file and opens no connection but the camera's and the desk's.
 */
export async function runEye(config: EyeConfig, runtime: Runtime, parts: EyeParts = EYE_PARTS): Promise<void> {
  const { log, clock, manager = NO_MANAGER } = runtime;
  const rested = new AbortController();
  const orphaned = parts.parentGone ? [parts.parentGone()] : [];
  const signal = AbortSignal.any([runtime.signal, rested.signal, ...orphaned]);
  await using life = new Lifetime(log);

  let camera: EyeToDesk & { type: "camera" } = { type: "camera", state: "starting", detail: "" };
  let link: DeskLink | undefined;
  const onState = (state: CameraState, detail: string): void => {
    camera = { type: "camera", state, detail: detail.slice(0, 300) };
    link?.send(camera);
  };
  // First of all: a camera takes a second or two to its first picture, the models load meanwhile.
  const preview = parts.preview ? previewSender((jpeg) => link?.sendPicture(jpeg)) : undefined;
  const { ffmpeg } = parts;
  const source = life.own(openSource(config.camera, { clock, log, signal, onState, ffmpeg, preview }));
  const limits = DEFAULT_POLICY.reading;
  const reader = life.own(
    await parts.openReader({ models: config.models, limits, clock, blanked: blankedAreas(config.camera) }),
  );
  await warmUp(reader, config, clock);
  const { modelSha256, detectorSha256 } = reader;
  log.info({ event: "eye.ready", model: modelSha256 });

  const latency = new LatencyWindow();
  const tell = (message: EyeToDesk): void => {
    if (message.type === "reading") latency.add(message.reading.latencyMs);
    link?.send(message);
  };
  const { camera: look } = config;
  const governor = parts.governor ?? new Governor(look.fps);
  const governed = new GovernedReader(reader, { governor, clock, budgetMs: limits.budgetMs });
  const watcher = new ZoneWatcher(governed, tell);
  let measuring = false;
  const measure = (on: boolean): void => {
    if (on && measuring) watcher.bindAnew();
    else {
      measuring = on;
      source.limitRate(undefined);
      source.setRate(on ? Math.max(look.fps, SURVEY_FPS) : look.fps);
      watcher.measure(on ? () => new Surveyor({ reader, source, camera: look }) : undefined);
    }
  };
  let resting = false;
  const rest = (on: boolean): void => {
    if (resting && !on) rested.abort();
    if (resting || !on) return;
    resting = true;
    log.info({ event: "eye.resting" });
    void source[Symbol.asyncDispose]();
  };
  const desk = new DeskLink({
    socket: config.socket,
    log,
    greeting: () => [{ type: "ready", version: version(), modelSha256, detectorSha256 }, camera],
    onMessage: (message) => {
      if (message.type === "measure") measure(message.on);
      else if (message.type === "rest") rest(message.on);
      else if (message.type === "background")
        watcher.takeBackground(message.on ? new BackgroundTaker(look) : undefined);
      else obey(watcher, message);
    },
    onLost: () => {
      rest(false);
      watcher.release();
      measure(false);
    },
  });
  link = desk;
  const progress = new FrameProgress(() => (resting ? "resting" : camera.state));
  manager.ready();
  await runUntilAbort(signal, [
    (s) => desk.run(s),
    async () => {
      for await (const frame of source) {
        await watcher.look(frame);
        progress.looked();
      }
    },
    (s) => manager.watch(progress.moved, s),
    (s) =>
      govern(
        { governor, reader: governed, source, strain: new MachineStrain(), measuring: () => measuring, clock, log },
        s,
      ),
    (s) => reportStats(s, { clock, latency, counters: () => source.counters, slowed: () => governor.slowed, tell }),
  ]);
}

/** The first inference is several times slower than the rest: it is not a citizen's. */
async function warmUp(reader: Reader, { camera }: EyeConfig, clock: Clock): Promise<void> {
  const { width, height } = frameSize(camera.size, camera.zone);
  const now = clock.monotonic();
  await reader.presence({ rgb: new Uint8Array(width * height * 3), width, height, t: now, available: now });
}

function obey(watcher: ZoneWatcher, message: Exclude<DeskToEye, { type: "measure" | "background" | "rest" }>): void {
  if (message.type === "limits") watcher.setLimits(message.limits);
  else if (message.type === "bind") watcher.bind(message.window);
  else watcher.release(message.window);
}

type Reporting = {
  readonly clock: Clock;
  readonly latency: LatencyWindow;
  readonly counters: () => SourceCounters;
  readonly slowed: () => Slowed | undefined;
  readonly tell: (message: EyeToDesk) => void;
};

async function reportStats(signal: AbortSignal, { clock, latency, counters, slowed, tell }: Reporting): Promise<void> {
  let before = { at: clock.monotonic(), arrived: counters().arrived };
  for (;;) {
    await pause(STATS_PERIOD_MS, signal);
    if (signal.aborted) return;
    const { arrived, dropped, skipped, reconnects } = counters();
    const slow = slowed();
    const at = clock.monotonic();
    const sourceFps = Math.round(((arrived - before.arrived) * 100_000) / Math.max(1, at - before.at)) / 100;
    before = { at, arrived };
    tell({
      type: "stats",
      stats: {
        framesRead: Math.max(0, arrived - dropped - skipped),
        framesDropped: dropped,
        reconnects,
        sourceFps,
        latencyP50Ms: latency.percentile(0.5),
        latencyP95Ms: latency.percentile(0.95),
        ...(slow ? { slowed: slow } : {}),
      },
    });
  }
}
