import { InferenceSession } from "onnxruntime-node";

/**
 * One intra-op thread: on networks this small a second one makes them slower. The call holds the thread until it is done,
 * which does no harm here: an eye has nothing else to do meanwhile.
 */
export function openSession(model: Uint8Array): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    enableCpuMemArena: true,
    logSeverityLevel: 3,
  });
}
