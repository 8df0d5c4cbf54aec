import type { HailongEvent } from "#contract/event.js";

/**
 * One golden example of each event, of one counter: one chain in this order. Hashes and signatures are real, made with
 * a test key whose seed is 32 bytes of 7.
 */
export const EXAMPLE_DESK_KEY = "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw";

export const scoreExample = {
  data: {
    change: 4.2,
    closed: "2026-03-02T08:20:00Z",
    closedBy: "close",
    coverage: 0.87,
    field: "tu-phap",
    interval: {
      confidence: 0.9,
      high: 66.5,
      low: 56.5,
    },
    level: null,
    mode: "advisory",
    model: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    opened: "2026-03-02T08:15:00Z",
    policy: 3,
    procedure: "ho-tich",
    reasonSeconds: {
      no_face: 6,
      pose: 18,
    },
    score: 61.5,
    statistics: {
      effectiveReadings: 41.5,
      negativeShare: 0.04,
      positiveShare: 0.31,
      shortSmileShare: 0.02,
      usableSeconds: 160,
      valenceEnd: 0.26,
      valenceWhole: 0.21,
    },
    token: "AAAAAAAAAAAAAAAAAAAAAQ",
    windowSeconds: 184,
  },
  datacontenttype: "application/json",
  device: "hl-fe812c12f3ab",
  epoch: "9f86d081884c7d65",
  id: "hl-fe812c12f3ab/9f86d081884c7d65/1",
  prev: "0000000000000000000000000000000000000000000000000000000000000000",
  seq: 1,
  signature: "u_5AzgQ-PiRq39sxbWY2KYVQeGofxDvwF8u7Hv8yYPylqjJMdejg3QNnusEBwZApRtwSxzI-IGp1dyoKCahjBQ",
  source: "/hailong/v1/phuong-mau/quay-01",
  specversion: "1.0",
  time: "2026-03-02T08:15:00Z",
  type: "vn.hailong.score.v1",
} as const satisfies HailongEvent;

export const ratingExample = {
  data: {
    field: "tu-phap",
    procedure: "ho-tich",
    rated: "2026-03-02T08:20:00Z",
    rating: "very_satisfied",
    source: "page",
    token: "AAAAAAAAAAAAAAAAAAAAAQ",
  },
  datacontenttype: "application/json",
  device: "hl-fe812c12f3ab",
  epoch: "9f86d081884c7d65",
  id: "hl-fe812c12f3ab/9f86d081884c7d65/2",
  prev: "4341b07fc39d060357a21ffec98c93d971ac4f3fdfb90bb2fbdae6b0871f702e",
  seq: 2,
  signature: "-tKuo5tvGFYiwRnVWIvzhE6D2gqOtMn1yR0084DmEZnzOI8Jv7plHg22o8r6_8tlVs6H7gM-VN0Yc9cGQVBWBg",
  source: "/hailong/v1/phuong-mau/quay-01",
  specversion: "1.0",
  time: "2026-03-02T08:15:00Z",
  type: "vn.hailong.rating.v1",
} as const satisfies HailongEvent;

export const abstentionExample = {
  data: {
    closed: "2026-03-02T08:20:00Z",
    closedBy: "superseded",
    coverage: 0.12,
    field: "tu-phap",
    opened: "2026-03-02T08:15:00Z",
    policy: 3,
    procedure: "ho-tich",
    reason: "dark",
    reasonSeconds: {
      dark: 84,
    },
    token: "AAAAAAAAAAAAAAAAAAAAAg",
    windowSeconds: 95,
  },
  datacontenttype: "application/json",
  device: "hl-fe812c12f3ab",
  epoch: "9f86d081884c7d65",
  id: "hl-fe812c12f3ab/9f86d081884c7d65/3",
  prev: "4fb3bb9d2ad7d425653e662219382ca0e7d54f8044b69b79c2f5e8f7a30d8d97",
  seq: 3,
  signature: "4nYkFj-ThqmkFHefYc_C90SmmI7DnrlWQeyKxe2CIp6Zj0erwDLV8XhtUUaZhJFmnpMfoZL1HuBR20RQJm1-DQ",
  source: "/hailong/v1/phuong-mau/quay-01",
  specversion: "1.0",
  time: "2026-03-02T08:15:00Z",
  type: "vn.hailong.abstention.v1",
} as const satisfies HailongEvent;

export const cancelledExample = {
  data: {
    closed: "2026-03-02T08:20:00Z",
    field: "tu-phap",
    opened: "2026-03-02T08:15:00Z",
    procedure: "ho-tich",
    token: "AAAAAAAAAAAAAAAAAAAAAw",
  },
  datacontenttype: "application/json",
  device: "hl-fe812c12f3ab",
  epoch: "9f86d081884c7d65",
  id: "hl-fe812c12f3ab/9f86d081884c7d65/4",
  prev: "e01ca517a8b3dcfc898a70a366520fe5a92d10b8b0cf6546069747add5e5802b",
  seq: 4,
  signature: "VOTAcz6OvHhjfRBwK8s2WtIO7ay-LbtITB2q7AU9tZf8o1YPGw7zYELKIOJSxxU1tvu6M1xJMop6HTIwt-VODg",
  source: "/hailong/v1/phuong-mau/quay-01",
  specversion: "1.0",
  time: "2026-03-02T08:15:00Z",
  type: "vn.hailong.cancelled.v1",
} as const satisfies HailongEvent;

export const healthExample = {
  data: {
    alarms: [],
    backlog: 0,
    camera: "live",
    framesDropped: 12,
    latencyP95Ms: 31.5,
    reconnects: 1,
    sourceFps: 15,
    uptimeSeconds: 86400,
  },
  datacontenttype: "application/json",
  device: "hl-fe812c12f3ab",
  epoch: "9f86d081884c7d65",
  id: "hl-fe812c12f3ab/9f86d081884c7d65/5",
  prev: "ba7c087646fbc9f8dfc0921a0528f3a0b4b0578281eae66bcea51d7370fff531",
  seq: 5,
  signature: "VbJkCwhNXn6Aa63_ycHDjz1eEhJrbf2UAnlBSwu6xeeB7r8PPB45VR0_HkjEjXsx6NUSLK9BY8bwSIZXxn2wAw",
  source: "/hailong/v1/phuong-mau/quay-01",
  specversion: "1.0",
  time: "2026-03-02T08:15:00Z",
  type: "vn.hailong.health.v1",
} as const satisfies HailongEvent;

export const rekeyedExample = {
  data: {
    from: "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw",
    handover: "ChRt-6HPpcfIQK-fU68xfJjSDm7CpYT6TA4XMv8nUXBmRUmiDeBrDVbvP4xVBCn-f2jIOL8anmBdFSJlMtJfAw",
    proof: "zPNjYOykJeMk0566iLl8qNwSY2RMD3MJ83uL_xQDJWj-WqkRQYP1VP_RUdAbLgo-TadwQ-XgdSfxmZFx473JAA",
    publicKey: "E5j2LG0aRXxRumpLXz29L2n8qTIWIY3ImX5Ba9F9k8o",
  },
  datacontenttype: "application/json",
  device: "hl-fe812c12f3ab",
  epoch: "9f86d081884c7d65",
  id: "hl-fe812c12f3ab/9f86d081884c7d65/6",
  prev: "f852ccfbddcfd16ece7a5c0e256a6618e6e7eeda454a15660099d03421d00149",
  seq: 6,
  signature: "z7RS4UrNJI54TMf7nVyCq-FBcsvvoczK8ZoNaslGzzQeDeJyTputrRw1MEIk_-98m8r9eW9elS7QHywl80vYDg",
  source: "/hailong/v1/phuong-mau/quay-01",
  specversion: "1.0",
  time: "2026-03-02T08:15:00Z",
  type: "vn.hailong.rekeyed.v1",
} as const satisfies HailongEvent;
