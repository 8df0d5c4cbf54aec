import type { Runtime } from "#commands/runtime.js";
import type { CameraState } from "#contract/eye-link.js";
import type { Measure } from "#contract/measure.js";
import type { ReadingLimits } from "#contract/policy.js";
import { openFaceReader } from "#eye/face-reader.js";
import { SURVEY_FPS, Surveyor } from "#eye/measure/surveyor.js";
import { blankedAreas } from "#eye/source/blanking.js";
import type { CameraConfig } from "#eye/source/camera-config.js";
import { openSource } from "#eye/source/open-source.js";
import { pause } from "#platform/tasks.js";

type Measuring = {
  readonly camera: CameraConfig;
  readonly models: string;
  readonly limits: ReadingLimits;
  readonly mostSeconds: number;
  /** Given the way to let the eye forget whom it follows; answers whether it wants more. */
  readonly onMeasure: (measure: Measure, bindAnew: () => void) => boolean;
};

export type Measured = {
  readonly modelSha256: string;
  readonly detectorSha256: string;
  readonly state: CameraState;
  readonly detail: string;
};

/** The time that a camera may take to its first picture, on top of what is measured. */
const PATIENCE_SECONDS = 15;

/** Measures a camera with the eye's own parts for a bounded time; a file that is not looped may end before. */
export async function measureCamera(measuring: Measuring, { log, clock, signal }: Runtime): Promise<Measured> {
  const { camera, models, limits, mostSeconds, onMeasure } = measuring;
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  let [state, detail]: [CameraState, string] = ["starting", ""];
  const onState = (next: CameraState, why: string): void => {
    if (!over.signal.aborted) [state, detail] = [next, why];
  };
  await using reader = await openFaceReader({ models, limits, clock, blanked: blankedAreas(camera) });
  // Without its feed, which serves the eye: who types this command may reach the camera.
  const whole = { ...camera, fps: Math.max(camera.fps, SURVEY_FPS), feed: undefined };
  await using source = openSource(whole, { clock, log, signal: until, onState });
  let first: number | undefined;
  void pause(PATIENCE_SECONDS * 1_000, until).then(() => first === undefined && over.abort());
  const surveyor = new Surveyor({ reader, source, camera });
  for await (const frame of source) {
    first ??= frame.t;
    if (frame.t - first > mostSeconds * 1_000) break;
    const measure = await surveyor.look(frame);
    if (measure && !onMeasure(measure, () => reader.bind())) break;
  }
  over.abort();
  return { modelSha256: reader.modelSha256, detectorSha256: reader.detectorSha256, state, detail };
}
