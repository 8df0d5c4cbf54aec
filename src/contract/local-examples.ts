import type { z } from "zod";
import type { Background } from "#contract/background.js";
import type { DeskToEye, EyeToDesk } from "#contract/eye-link.js";
import type { FeedEnd, FeedRequest } from "#contract/feed-link.js";
import type {
  cancelReplySchema,
  closeReplySchema,
  consentReplySchema,
  currentReplySchema,
  deskHealthSchema,
  feedbackSlipSchema,
  HubHealth,
  openReplySchema,
  openRequestSchema,
  problemSchema,
  ratingReplySchema,
  ratingRequestSchema,
  Summary,
} from "#contract/http.js";
import type { KioskRating, KioskView } from "#contract/kiosk.js";
import { DEFAULT_POLICY } from "#contract/policy.js";

const id = "T0pDc3J5dG9JZDEyMzQ1Ng";
const token = "AAAAAAAAAAAAAAAAAAAAAQ";
const model = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

const quality = {
  faceWidth: 148,
  interEye: 66,
  yaw: -4.5,
  pitch: 6,
  roll: 1.5,
  sharpness: 210,
  luminance: 121,
  contrast: 138,
  unreadable: 0.03,
  weight: 0.91,
};
const box = { x: 0.42, y: 0.31, width: 0.116, height: 0.206 };

const backgroundExample: Background = {
  coefficients: Array.from({ length: 64 }, (_, i) => (i === 0 ? 0 : Math.round(48 * Math.cos(i * i)))),
  detail: 21.4,
  light: 142.5,
  extent: { width: 0.5, height: 0.5625 },
  frames: 26,
};

export const feedRequestExamples: readonly FeedRequest[] = [
  { camera: model, fps: 5 },
  { camera: model, fps: 30, preview: { width: 640, fps: 8 } },
];
export const feedEndExample: FeedEnd = { finished: false, detail: "method DESCRIBE failed: 401 Unauthorized" };

/** Golden examples of what eye and desk say to each other. */
export const eyeToDeskExamples: readonly EyeToDesk[] = [
  { type: "ready", version: "0.1.0", modelSha256: model, detectorSha256: model },
  { type: "camera", state: "live", detail: "1280×720, 15 frames/s" },
  { type: "presence", t: 81_000.5, faces: 1 },
  {
    type: "reading",
    window: 1,
    reading: {
      outcome: "expression",
      t: 81_200.5,
      latencyMs: 24.5,
      probabilities: {
        neutral: 0.25,
        happiness: 0.625,
        surprise: 0.0625,
        sadness: 0.03125,
        anger: 0.015625,
        disgust: 0.0078125,
        fear: 0.00390625,
        contempt: 0.00390625,
      },
      quality,
    },
  },
  { type: "reading", window: 1, reading: { outcome: "none", t: 81_400.5, latencyMs: 11.5, reason: "no_face" } },
  {
    type: "stats",
    stats: {
      framesRead: 900,
      framesDropped: 12,
      reconnects: 0,
      sourceFps: 15,
      latencyP50Ms: 22,
      latencyP95Ms: 31.5,
      slowed: { fps: 3, reason: "cpu_pressure" },
    },
  },
  {
    type: "measure",
    measure: {
      reading: { outcome: "none", t: 81_600.5, latencyMs: 21, reason: "pose", quality: { ...quality, yaw: 41 } },
      faces: [{ box, inside: 1, atEdge: false }],
      face: { box, glare: 0, behind: { luminance: 144, saturated: 0.01 }, speed: 0.04 },
      picture: {
        width: 1280,
        luminance: 118.5,
        saturated: 0.004,
        flicker: 0.3,
        histogram: Array(16).fill(0.0625),
        upsideDown: false,
        repeated: false,
      },
      source: { pictures: 450, gapMs: 71, reconnects: 0 },
    },
  },
  { type: "background", background: backgroundExample },
];

export const deskToEyeExamples: readonly DeskToEye[] = [
  { type: "limits", limits: DEFAULT_POLICY.reading },
  { type: "bind", window: 1 },
  { type: "release", window: 1 },
  { type: "measure", on: true },
  { type: "background", on: true },
];

/** Golden examples of HTTP bodies. */
export const openRequestExample: z.infer<typeof openRequestSchema> = { procedure: "ho-tich" };
export const openReplyExample: z.infer<typeof openReplySchema> = { id, token };
export const closeReplyExample: z.infer<typeof closeReplySchema> = { id, outcome: "recorded" };
export const cancelReplyExample: z.infer<typeof cancelReplySchema> = { id, outcome: "cancelled" };
export const consentReplyExample: z.infer<typeof consentReplySchema> = { id, scoring: false };
export const currentReplyExample: z.infer<typeof currentReplySchema> = {
  transaction: { id, procedure: "ho-tich" },
  lamp: "scoring",
};
export const ratingRequestExample: z.infer<typeof ratingRequestSchema> = { rating: "very_satisfied", source: "page" };
const waiting = { visit: "dmlzaXQtZXhhbXBs", mayRate: true, feedback: null, edition: "3f2a9c81d04e" } as const;
/** A citizen is asked; then may choose again, while the camera reads. */
export const kioskViewExamples: readonly KioskView[] = [
  { ...waiting, screen: "open", tap: null, undoMs: null, lamp: "off", consent: "ask" },
  { ...waiting, screen: "undo", tap: "dGFwLWV4YW1wbGUt", undoMs: 4_200, lamp: "advisory", consent: "running" },
  { ...waiting, screen: "thanks", tap: null, undoMs: null, lamp: "off", consent: "none", feedback: waiting.visit },
];
export const kioskRatingExample: KioskRating = {
  key: "0b0d6b3e-6f0c-4c8e-9a58-2f3f0f6f5d11",
  visit: waiting.visit,
  step: { value: 3, of: 3 },
};
export const ratingReplyExample: z.infer<typeof ratingReplySchema> = { outcome: "recorded", belongsTo: "transaction" };
export const deskHealthExample: z.infer<typeof deskHealthSchema> = {
  status: "ok",
  alarms: [],
  camera: "live",
  eye: "ready",
  hub: "connected",
  backlog: 0,
  frameToReadingMs: { p50: 22, p95: 31.5 },
};
export const feedbackSlipExample: z.infer<typeof feedbackSlipSchema> = {
  url: "https://hub.phuong-mau.example/feedback#AAAAAAAAAAAAAAAAAAAAAQ",
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 41 41"></svg>',
};
export const problemExample: z.infer<typeof problemSchema> = {
  type: "about:blank",
  title: "Yêu cầu không hợp lệ",
  status: 400,
  code: "request.invalid",
  detail: "procedure: expected 1–64 of a–z, 0–9 and '-', starting and ending with a letter or digit",
};
export const summaryExample: Summary = {
  ward: "phuong-mau",
  k: 10,
  transactions: 52,
  scores: 41,
  abstentions: 11,
  cancelled: 2,
  ratings: 19,
  ratedTransactions: 17,
  coverage: { camera: 0.7885, rating: 0.3269 },
  fields: [{ field: "tu-phap", n: 30, meanScore: 61.4 }],
  withheld: 1,
  abstentionReasons: { dark: 4, no_consent: 5, opted_out: 2 },
  agreement: {
    outcome: "shown",
    mode: "advisory",
    supports: {
      mode: "advisory",
      why: {
        code: "recall_uncertain",
        vi: "Chưa đủ người chạm “không hài lòng” để biết máy nhận ra được bao nhiêu",
        en: "Too few citizens tapped “dissatisfied” to know how many of them the camera finds",
      },
    },
    n: 16,
    levels: ["dissatisfied", "satisfied", "very_satisfied"],
    cuts: { satisfied: 35, verySatisfied: 65 },
    matrix: [
      [0, 1, 0],
      [0, 8, 1],
      [0, 3, 3],
    ],
    kappa: { value: 0.4118, low: -0.081, high: 0.7004 },
    ac2: { value: 0.8524, low: 0.5691, high: 0.9482 },
    recall: { hits: 0, n: 1, value: 0, low: 0, high: 0.7301 },
    precision: {
      value: null,
      why: {
        code: "no_dissatisfied_scores",
        vi: "Máy chưa xếp phiên nào ở mức “không hài lòng”",
        en: "The camera has not placed any transaction at “dissatisfied” yet",
      },
    },
    falseAlarm: { hits: 0, n: 15, value: 0, low: 0, high: 0.1528 },
    auc: {
      value: null,
      why: {
        code: "too_few_to_compare",
        vi: "Chưa đủ người chạm “không hài lòng”, hoặc chạm mức khác, để so điểm của hai nhóm",
        en: "Too few citizens tapped “dissatisfied”, or another level, to compare the scores of the two groups",
      },
    },
  },
  integrity: {
    soonTaps: { n: 1, of: 17, share: 0.0588 },
    emptyZoneTaps: { n: 0, of: 18, share: 0 },
    burstTaps: { n: 0, of: 19, share: 0 },
    dayEndBurstTaps: { n: 0, of: 19, share: 0 },
    cancelled: { n: 2, of: 54, share: 0.037 },
    photographs: { n: 0, of: 52, share: 0 },
  },
  gaps: [{ device: "hl-fe812c12f3ab", epoch: "9f86d081884c7d65", from: 77, to: 79 }],
  rejected: { bad_signature: 1 },
};
export const hubHealthExample: HubHealth = {
  status: "ok",
  alarms: [],
  desks: { enrolled: 4, online: 4, revoked: 0, uncertified: ["quay-03"] },
  waiting: 0,
};
