import type { Runtime } from "#commands/runtime.js";
import type { AbstentionReason } from "#contract/event.js";
import type { Policy } from "#contract/policy.js";
import type { Reading } from "#contract/reading.js";
import { openWindow, type ScoringWindow } from "#desk/scoring/scoring-window.js";
import type { WindowResult } from "#desk/scoring/window-result.js";
import { openFaceReader } from "#eye/face-reader.js";
import { cameraSchema } from "#eye/source/camera-config.js";
import { readClip } from "#eye/source/read-clip.js";

/** Seconds from the start of the clip. */
export type ReplaySpan = { readonly from: number; readonly to: number };

export type ReplayVerdict = {
  readonly from?: number;
  readonly to?: number;
  readonly outcome: "score" | "abstention";
  readonly score: number | null;
  readonly interval: { readonly low: number; readonly high: number; readonly confidence: number } | null;
  readonly change: number | null;
  readonly coverage: number;
  readonly reason: AbstentionReason | null;
};

type Clip = {
  source: string;
  fps: number;
  zone?: { x: number; y: number; width: number; height: number };
  spans?: ReplaySpan[];
};
type Tools = { runtime: Runtime; models: string; policy: Policy; onReading: (reading: Reading) => void };

/**
 * Reads a clip offline with the eye's own parts, every frame at `fps`, and scores it with the desk's: what it would have
 * said. Without spans the whole clip is one window.
 */
export async function replayClip(clip: Clip, { runtime, models, policy, onReading }: Tools): Promise<ReplayVerdict[]> {
  const camera = cameraSchema.parse({
    kind: "file",
    path: clip.source,
    fps: clip.fps,
    realtime: false,
    ...(clip.zone ? { zone: clip.zone } : {}),
  });
  if (camera.kind !== "file") throw new TypeError("a clip is a file source");
  // Offline there is no budget to miss: a slow machine must not change what is said.
  await using reader = await openFaceReader({
    models,
    limits: { ...policy.reading, budgetMs: 5_000 },
    clock: runtime.clock,
  });
  const windows = (clip.spans ?? [undefined]).map((span) => new ReplayWindow(policy, span));
  let current: ReplayWindow | undefined;
  let end = 0;
  for await (const frame of readClip(camera, runtime)) {
    end = frame.t + 1_000 / clip.fps;
    const next = windows.find((window) => window.holds(frame.t));
    if (next !== current) {
      reader.release();
      if (next) reader.bind();
      current = next;
    }
    if (!current) {
      await reader.presence(frame);
      continue;
    }
    const reading = await reader.read(frame);
    onReading(reading);
    current.add(reading);
  }
  return windows.map((window) => window.close(end));
}

class ReplayWindow {
  readonly #span: ReplaySpan | undefined;
  readonly #window: ScoringWindow;

  constructor(policy: Policy, span: ReplaySpan | undefined) {
    this.#span = span;
    this.#window = openWindow(policy, (span?.from ?? 0) * 1_000);
  }

  holds(t: number): boolean {
    return this.#span === undefined || (t >= this.#span.from * 1_000 && t < this.#span.to * 1_000);
  }

  add(reading: Reading): void {
    this.#window.add(reading);
  }

  close(endMs: number): ReplayVerdict {
    const result = this.#window.close(this.#span ? this.#span.to * 1_000 : endMs);
    return { ...this.#span, ...verdictOf(result) };
  }
}

function verdictOf(result: WindowResult): ReplayVerdict {
  const { outcome, coverage } = result;
  if (result.outcome === "abstention") {
    return { outcome, score: null, interval: null, change: null, coverage, reason: result.reason };
  }
  return { outcome, score: result.score, interval: result.interval, change: result.change, coverage, reason: null };
}
