import { join } from "node:path";
import { cameraFor } from "#commands/camera-source.js";
import { DemoCamera } from "#commands/demo/demo-camera.js";
import { DEMO_CLIPS, type DemoClip } from "#commands/demo/demo-clips.js";
import { demoFootageFolder } from "#commands/places.js";
import { pause } from "#platform/tasks.js";
import { demoWords } from "#words/demo-words.js";

export type SceneStep = Omit<DemoClip, "file"> & {
  /** About how long it lasts, for the progress line. */
  readonly seconds: number;
  /** Resolves when the citizen is done. */
  readonly play: (signal: AbortSignal) => Promise<void>;
};

/** What the eye looks at, and what happens in front of it, one transaction after the other. */
export type Scene = AsyncDisposable & {
  readonly camera: Record<string, unknown>;
  readonly steps: readonly SceneStep[];
  /** Between two transactions. */
  readonly rest: (signal: AbortSignal) => Promise<void>;
};

const EMPTY_CHAIR = "nobody";
const REST_MS = 2_600;
const OWN_CAMERA_SECONDS = 20;
const OWN_CAMERA_TRANSACTIONS = 3;

export const openScene = (camera: string | undefined, once: boolean): Promise<Scene> =>
  camera === undefined ? renderedScene(DEMO_CLIPS) : Promise.resolve(ownScene(camera, once));

async function renderedScene(clips: readonly DemoClip[]): Promise<Scene> {
  const footage = (clip: string): string => join(demoFootageFolder(), `${clip}.mp4`);
  const camera = await DemoCamera.start(footage(EMPTY_CHAIR));
  return {
    camera: { kind: "mjpeg", url: camera.url, fps: 5 },
    steps: clips.map(({ file, ...clip }) => ({
      ...clip,
      seconds: CLIP_SECONDS,
      play: () => camera.play(footage(file ?? clip.clip)),
    })),
    rest: async (signal) => {
      camera.idle();
      await pause(REST_MS, signal);
    },
    [Symbol.asyncDispose]: () => camera[Symbol.asyncDispose](),
  };
}
/** The clips last 4 to 14 s; the progress line need not be exact. */
const CLIP_SECONDS = 10;

function ownScene(source: string, once: boolean): Scene {
  const count = once ? 1 : OWN_CAMERA_TRANSACTIONS;
  return {
    camera: cameraFor(source),
    steps: Array.from({ length: count }, (_, index) => ({
      clip: `camera-${index + 1}`,
      procedure: "chung-thuc",
      what: demoWords.ownCamera,
      seconds: OWN_CAMERA_SECONDS,
      play: (signal: AbortSignal) => pause(OWN_CAMERA_SECONDS * 1_000, signal),
    })),
    rest: (signal) => pause(REST_MS, signal),
    async [Symbol.asyncDispose]() {},
  };
}
