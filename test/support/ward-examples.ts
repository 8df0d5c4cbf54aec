import type { FleetDesk, FleetView } from "#contract/fleet.js";
import type { IntegrityView } from "#contract/ward-views.js";

const well: FleetDesk = {
  counter: "quay-1",
  device: "hl-000000000001",
  online: true,
  version: "0.1.0",
  model: "e3b0c44298fc",
  certificate: { id: "3f2a9c1b8d7e6f50", verdict: "pass" },
  health: {
    at: "2026-11-28T02:15:00Z",
    alarms: [],
    camera: "live",
    fps: 5,
    latencyP95Ms: 41,
    framesDropped: 12,
    reconnects: 0,
    backlog: 0,
    uptimeSeconds: 432_000,
  },
  days: [
    { day: "2026-11-26", scores: 31, wanted: 36 },
    { day: "2026-11-27", scores: 28, wanted: 33 },
  ],
  concerns: [],
};

export const exampleFleet: FleetView = {
  connected: true,
  desks: [
    well,
    {
      ...well,
      counter: "quay-2",
      device: "hl-000000000002",
      certificate: { id: "90ab12cd34ef5678", verdict: "fail" },
      concerns: ["certificate_failed", "camera_moved"],
    },
    { ...well, counter: "quay-3", device: "hl-000000000003", online: false, concerns: ["offline"] },
    {
      ...well,
      counter: "quay-4",
      device: "hl-000000000004",
      online: null,
      version: null,
      model: null,
      certificate: null,
      health: null,
      days: [],
      concerns: ["silent"],
    },
  ],
};

export const exampleIntegrity: IntegrityView = {
  integrity: {
    soonTaps: { n: 41, of: 9_120, share: 0.0045 },
    emptyZoneTaps: { n: 12, of: 9_120, share: 0.0013 },
    burstTaps: { n: 25, of: 9_120, share: 0.0027 },
    dayEndBurstTaps: { value: null, why: { code: "too_few", vi: "Chưa đủ số lượng", en: "Too few" } },
    cancelled: { n: 122, of: 10_900, share: 0.0112 },
    photographs: { n: 3, of: 10_778, share: 0.0003 },
  },
  cancelled: 122,
  gaps: [{ counter: "quay-2", device: "hl-000000000002", epoch: "00112233445566aa", from: 1_204, to: 1_209 }],
  rejected: { bad_signature: 2 },
};
