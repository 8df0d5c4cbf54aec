import type { FleetView } from "#contract/fleet.js";
import type { ComparedShare, GroupFigures, MeanFigure, ShareFigure } from "#contract/ward-figures.js";
import type {
  AgreementView,
  Breakdown,
  IntegrityView,
  NotesView,
  Overview,
  PeriodsView,
  Trends,
} from "#contract/ward-views.js";

const span = { from: "2026-10", to: "2026-10" };
const withheld = { transactions: 14, ratings: 11 };
const why = { code: "too_few", vi: "Chưa đủ số lượng để công bố", en: "Too few to be shown" };

const satisfaction: ShareFigure = {
  state: "shown",
  hits: 29_245,
  n: 29_322,
  value: 0.9974,
  low: 0.9969,
  high: 0.9978,
};
const camera: MeanFigure = { state: "shown", n: 24_180, value: 61.4, low: 61.2, high: 61.6 };
const figures: GroupFigures = {
  transactions: 31_751,
  satisfaction,
  camera,
  cameraCoverage: { state: "shown", hits: 24_180, n: 31_751, value: 0.7615, low: 0.7576, high: 0.7655 },
  ratingCoverage: { state: "shown", hits: 29_322, n: 31_751, value: 0.9235, low: 0.921, high: 0.9259 },
};
const compared: ComparedShare = {
  now: satisfaction,
  before: { state: "few" },
  difference: { verdict: "unknown" },
};

export const periodsExample: PeriodsView = {
  received: true,
  first: "2025-11",
  last: "2026-10",
  today: "2026-11-28",
  ward: "phuong-mau",
  office: { vi: "Bộ phận Một cửa phường Mẫu", en: "One-stop office of Mẫu ward" },
  k: 10,
  simulatedUntil: null,
  leastK: 10,
};
export const overviewExample: Overview = {
  ...span,
  ward: "phuong-mau",
  k: 10,
  leastK: 10,
  releasedAt: "2026-11-02T18:00:00Z",
  figures,
  ratings: { dissatisfied: 77, satisfied: 11_020, very_satisfied: 18_225 },
  ratedDossiers: { ratings: 29_322, dossiers: 31_751 },
  abstentions: [{ reason: "no_consent", n: 4_002, share: { state: "few" } }],
  withheld,
};
export const trendsExample: Trends = {
  ...span,
  by: "month",
  only: null,
  k: 10,
  leastK: 10,
  points: [{ start: "2026-10-01", end: "2026-10-31", figures }],
  weekless: 0,
  withheld,
};
export const breakdownExample: Breakdown = {
  ...span,
  by: "field",
  k: 10,
  leastK: 10,
  rows: [{ key: "dat-dai", field: null, name: { vi: "Đất đai", en: "Land" }, figures }],
  withheld,
};
export const agreementViewExample: AgreementView = {
  ...span,
  k: 10,
  leastK: 10,
  recallFloor: 0.3,
  agreement: { outcome: "withheld", mode: "advisory", why },
};
export const notesExample: NotesView = {
  ...span,
  before: { from: "2026-09", to: "2026-09" },
  k: 10,
  notes: [
    {
      code: "counters_need_technician",
      tone: "act",
      subject: "quay-2",
      name: null,
      evidence: { of: "count", n: 1 },
    },
  ],
  whole: {
    satisfaction: compared,
    camera: { now: camera, before: { state: "none" }, difference: { verdict: "unknown" } },
    cameraCoverage: compared,
    ratingCoverage: compared,
  },
  fields: [],
};
export const fleetExample: FleetView = {
  connected: true,
  desks: [
    {
      counter: "quay-1",
      device: "hl-3b1f5a9c2d47",
      online: true,
      simulated: false,
      version: "0.1.0",
      model: "e3b0c44298fc",
      certificate: { id: "3f2a9c1b8d7e6f50", verdict: "pass", issued: "2026-03-02T08:00:00Z" },
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
      days: [{ day: "2026-11-27", scores: 28, wanted: 33 }],
      concerns: [],
    },
  ],
};
const fact = { n: 41, of: 9_120, share: 0.0045 };
export const integrityViewExample: IntegrityView = {
  ...span,
  integrity: {
    soonTaps: fact,
    emptyZoneTaps: fact,
    burstTaps: fact,
    dayEndBurstTaps: { value: null, why },
    cancelled: fact,
    photographs: fact,
  },
  cancelled: 41,
  gaps: [{ counter: "quay-2", device: "hl-3b1f5a9c2d47", epoch: "00112233445566aa", from: 1_204, to: 1_209 }],
  notedSince: "2026-01-05",
  gapNotes: [
    {
      ...{ counter: "quay-2", device: "hl-3b1f5a9c2d47", from: 871, to: 902 },
      ...{ seen: "2026-10-12T02:15:00Z", healed: "2026-10-12T04:40:00Z" },
    },
  ],
  rejected: { bad_signature: 2 },
  refusals: [{ day: "2026-10-14", reason: "bad_signature", counter: "quay-2", device: "hl-3b1f5a9c2d47", n: 2 }],
};
