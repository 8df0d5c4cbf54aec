import { randomBytes } from "node:crypto";
import type { EventData } from "#contract/event.js";
import type { NewEvent } from "#desk/ledger/chain.js";

/** Per ten events as at a counter: most citizens are scored, some windows abstain, some citizens tap. */
const KINDS = ["score", "rating", "score", "abstention", "score", "rating", "score", "abstention", "score", "rating"];
const MODEL = "0".repeat(64);

/** The nth event of a counter that serves nobody: true in form and size, its figures made up. */
export function madeUpEvent(n: number, time: string): NewEvent {
  const kind = KINDS[n % KINDS.length];
  const about = { token: randomBytes(16).toString("base64url"), procedure: "chung-thuc", field: "tu-phap" };
  if (kind === "rating") {
    const data: EventData["rating"] = { ...about, rating: "satisfied", source: "page", rated: time };
    return { kind, time, data };
  }
  const window = {
    ...about,
    opened: time,
    closed: time,
    closedBy: "close" as const,
    windowSeconds: 184,
    coverage: 0.87,
    reasonSeconds: { no_face: 6, pose: 18 },
    policy: 0,
  };
  if (kind === "abstention") return { kind, time, data: { ...window, coverage: 0.12, reason: "dark" } };
  return { kind: "score", time, data: { ...window, ...scoreOf(n) } };
}

function scoreOf(n: number) {
  const score = 40 + ((n * 7) % 400) / 10;
  return {
    score,
    interval: { low: score - 5.2, high: score + 5.2, confidence: 0.9 as const },
    change: 4.2,
    level: null,
    mode: "advisory" as const,
    statistics: {
      valenceWhole: 0.21,
      valenceEnd: 0.26,
      positiveShare: 0.31,
      negativeShare: 0.04,
      shortSmileShare: 0.02,
      usableSeconds: 160,
      effectiveReadings: 41.5,
    },
    model: MODEL,
  };
}

/** Also what opens a new epoch, should a hub ask for one. */
export const helloEvent = (time: string, previousEpoch?: string): NewEvent => ({
  kind: "health",
  time,
  data: {
    alarms: [],
    camera: "none",
    sourceFps: 0,
    framesDropped: 0,
    reconnects: 0,
    latencyP95Ms: 0,
    backlog: 0,
    uptimeSeconds: 0,
    ...(previousEpoch ? { previousEpoch } : {}),
  },
});
