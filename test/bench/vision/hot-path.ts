import { join } from "node:path";
import { Tensor } from "onnxruntime-node";
import { defaultModelsFolder, demoFootageFolder } from "#commands/places.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { openFaceReader } from "#eye/face-reader.js";
import { loadModel } from "#eye/models.js";
import { openSession } from "#eye/onnx-session.js";
import { systemClock } from "#platform/clock.js";
import type { BenchLine } from "../bench-line.js";
import { median, quantile } from "../statistics.js";
import { decodedFrames } from "./decoded-frames.js";

const ROUNDS = 8;

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
  const walls: number[] = [];
  const spent = { path: 0, detector: 0, classifier: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    reader.bind();
    for (const frame of frames) {
      const [began, before] = [performance.now(), cpuMs()];
      const reading = await reader.read({ ...frame, available: systemClock.monotonic() });
      const [path, wall] = [cpuMs() - before, performance.now() - began];
      // The first round warms up the compiler.
      if (reading.outcome !== "expression" || round === 0) continue;
      walls.push(wall);
      spent.path += path;
      spent.detector += await cpuOf(() => detector.run(detectorFeeds));
      spent.classifier += await cpuOf(() => classifier.run(classifierFeeds));
    }
  }
  const each = (ms: number): number => ms / walls.length;
  const bare = spent.detector + spent.classifier;
  return [
    {
      what: "hot path ÷ bare ONNX Runtime inside it, processor time",
      value: spent.path / bare,
      goal: "≤ 1.15",
      detail:
        `${each(spent.path).toFixed(1)} ÷ ${each(bare).toFixed(1)} ms; detector ${each(spent.detector).toFixed(1)}, ` +
        `classifier ${each(spent.classifier).toFixed(1)}`,
    },
    {
      what: "frame → reading, p95 ÷ p50",
      value: quantile(walls, 0.95) / median(walls),
      goal: "≤ 2",
      detail: `${quantile(walls, 0.95).toFixed(1)} ÷ ${median(walls).toFixed(1)} ms`,
    },
  ];
}

/** With the collector's threads; neighbours on the machine do not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = cpuMs();
  await work();
  return cpuMs() - before;
}
