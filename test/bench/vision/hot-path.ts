import { join } from "node:path";
import { type InferenceSession, Tensor } from "onnxruntime-node";
import { defaultModelsFolder, demoFootageFolder } from "#commands/places.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { openFaceReader } from "#eye/face-reader.js";
import { loadModel } from "#eye/models.js";
import { openSession } from "#eye/onnx-session.js";
import { systemClock } from "#platform/clock.js";
import type { BenchLine } from "../bench-line.js";
import { median, quantile } from "../statistics.js";
import { decodedFrames } from "./decoded-frames.js";

const ROUNDS = 5;

/** The hot path on decoded frames of a clip, and the bare ONNX Runtime calls that it makes, in turn in one run. */
export async function benchHotPath(): Promise<BenchLine[]> {
  const frames = await decodedFrames(join(demoFootageFolder(), "happy-transaction.mp4"));
  const models = defaultModelsFolder();
  await using reader = await openFaceReader({
    models,
    limits: { ...DEFAULT_POLICY.reading, budgetMs: 5_000 },
    clock: systemClock,
  });
  const detector = await openSession((await loadModel(models, "detector")).bytes);
  const classifier = await openSession((await loadModel(models, "expression")).bytes);
  const detectorFeeds = {
    [detector.inputNames[0] as string]: new Tensor("float32", new Float32Array(256 * 256 * 3), [1, 256, 256, 3]),
  };
  const classifierFeeds = { face: new Tensor("float32", new Float32Array(2 * 48 * 48), [2, 1, 48, 48]) };
  const [paths, bares]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    reader.bind();
    for (const frame of frames) {
      const began = performance.now();
      const reading = await reader.read({ ...frame, available: systemClock.monotonic() });
      const took = performance.now() - began;
      if (reading.outcome !== "expression") continue;
      paths.push(took);
      bares.push((await timed(detector, detectorFeeds)) + (await timed(classifier, classifierFeeds)));
    }
  }
  const [path, bare] = [median(paths), median(bares)];
  return [
    {
      what: "hot path ÷ bare ONNX Runtime inside it",
      value: path / bare,
      goal: "≤ 1.15",
      detail: `${path.toFixed(1)} ÷ ${bare.toFixed(1)} ms`,
    },
    {
      what: "frame → reading, p95 ÷ p50",
      value: quantile(paths, 0.95) / path,
      goal: "≤ 2",
      detail: `${quantile(paths, 0.95).toFixed(1)} ms`,
    },
  ];
}

async function timed(session: InferenceSession, feeds: Record<string, Tensor>): Promise<number> {
  const began = performance.now();
  await session.run(feeds);
  return performance.now() - began;
}
