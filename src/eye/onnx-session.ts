import { InferenceSession } from "onnxruntime-node";

/** Without it ONNX Runtime reports to its maker: a file in the home folder, look-ups of names, uploads. Read at the first session. */
const NO_REPORTS = { ORT_DISABLE_TELEMETRY: "1" };

/**
 * One intra-op thread: on networks this small a second one makes them slower. The call holds the thread until it is done,
 * which does no harm here: an eye has nothing else to do meanwhile.
 */
export function openSession(model: Uint8Array): Promise<InferenceSession> {
  Object.assign(process.env, NO_REPORTS);
  return InferenceSession.create(model, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    enableCpuMemArena: true,
    logSeverityLevel: 3,
  });
}
