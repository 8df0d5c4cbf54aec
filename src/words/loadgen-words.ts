import type { Words } from "#words/words.js";

/** What `hailong loadgen` says. */
export const loadgenWords = {
  command: {
    vi: "giả làm nhiều quầy để đo broker và hub: sự kiện ký thật, chờ biên nhận thật, người dân không có thật",
    en: "play many counters to measure a broker and a hub: real signed events, real receipts, made-up citizens",
  },
  ward: { vi: "tên phường của hub được đo", en: "the ward of the hub that is measured" },
  broker: { vi: "địa chỉ broker", en: "the broker" },
  hubKey: { vi: "tệp hub.pub của hub được đo", en: "hub.pub of the hub that is measured" },
  devices: {
    vi: "tệp devicesFile của hub: được ghi lại với các quầy giả",
    en: "the hub's devicesFile: rewritten with the made-up counters",
  },
  desks: { vi: "số quầy", en: "how many desks" },
  events: { vi: "số sự kiện của tất cả các quầy", en: "how many events over all desks" },
  rate: {
    vi: "số sự kiện mỗi giây; không có: tất cả chờ sẵn như sau khi mất mạng, gửi nhanh nhất có thể",
    en: "events a second; without it all wait at the start, as after an outage, and go as fast as they can",
  },
  seconds: { vi: "giới hạn thời gian, giây", en: "limit in seconds" },
  json: { vi: "in một đối tượng JSON", en: "print one JSON object" },
  counters: { vi: "quầy", en: "desks" },
  eventsSent: { vi: "sự kiện", en: "events" },
  sent: { vi: "Gửi đi", en: "Sent" },
  receipted: { vi: "Có biên nhận", en: "Receipted" },
  perSecond: { vi: "sự kiện/giây", en: "events/s" },
  wait: { vi: "Gửi → biên nhận", en: "Publish → receipt" },
  bytes: { vi: "byte mỗi sự kiện", en: "bytes an event" },
  again: { vi: "gửi lại", en: "sent again" },
  lost: { vi: "mất", en: "lost" },
  doubled: { vi: "trùng hoặc khác", en: "doubled or other" },
} as const satisfies Record<string, Words>;
