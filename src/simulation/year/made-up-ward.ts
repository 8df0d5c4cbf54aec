import type { Scenario } from "#simulation/scenario.js";

type Truth = Scenario["truth"];
type MadeUpField = {
  readonly share: number;
  /** Dissatisfied, satisfied, very satisfied. */
  readonly truth: Truth;
  /** In the last month that is over. */
  readonly lately?: Truth;
  readonly counters: readonly number[];
  readonly procedures: Readonly<Record<string, number>>;
};

/**
 * What the made-up ward is like. Its story for whoever judges a page by it: `dat-dai` fell in the last full month, far
 * beyond noise; `xay-dung` only seems to have fallen.
 */
export const FIELDS: Readonly<Record<string, MadeUpField>> = {
  "chung-thuc": {
    share: 0.36,
    truth: [0.01, 0.62, 0.37],
    counters: [3, 4, 5, 6],
    procedures: {
      "chung-thuc-ban-sao": 70,
      "chung-thuc-chu-ky": 18,
      "chung-thuc-hop-dong": 11,
      "chung-thuc-di-chuc": 1,
    },
  },
  "ho-tich": {
    share: 0.24,
    truth: [0.012, 0.58, 0.408],
    counters: [1, 2, 3],
    procedures: {
      "khai-sinh": 26,
      "trich-luc-ho-tich": 30,
      "tinh-trang-hon-nhan": 18,
      "ket-hon": 11,
      "khai-tu": 9,
      "cai-chinh-ho-tich": 5,
      "nhan-cha-me-con": 1,
    },
  },
  "dat-dai": {
    share: 0.14,
    truth: [0.035, 0.68, 0.285],
    lately: [0.125, 0.695, 0.18],
    counters: [7, 8],
    procedures: {
      "bien-dong-dat-dai": 60,
      "cap-giay-chung-nhan-dat": 26,
      "chuyen-muc-dich-dat": 10,
      "hoa-giai-dat-dai": 4,
    },
  },
  "bao-tro-xa-hoi": {
    share: 0.09,
    truth: [0.02, 0.6, 0.38],
    counters: [9],
    procedures: { "tro-cap-xa-hoi": 40, "huu-tri-xa-hoi": 30, "ho-ngheo": 14, "khuyet-tat": 12, "tre-em": 4 },
  },
  "ho-kinh-doanh": {
    share: 0.06,
    truth: [0.015, 0.62, 0.365],
    counters: [8, 10],
    procedures: { "thanh-lap-ho-kinh-doanh": 58, "thay-doi-ho-kinh-doanh": 30, "tam-ngung-ho-kinh-doanh": 12 },
  },
  "xay-dung": {
    share: 0.05,
    truth: [0.03, 0.66, 0.31],
    lately: [0.062, 0.65, 0.288],
    counters: [7, 10],
    procedures: { "phep-xay-dung": 66, "phep-sua-chua": 22, "so-nha": 12 },
  },
  "nguoi-co-cong": {
    share: 0.035,
    truth: [0.01, 0.5, 0.49],
    counters: [9],
    procedures: { "uu-dai-nguoi-co-cong": 76, "tho-cung-liet-si": 24 },
  },
  "tiep-cong-dan": {
    share: 0.025,
    truth: [0.06, 0.7, 0.24],
    counters: [10],
    procedures: { "phan-anh-kien-nghi": 72, "khieu-nai": 28 },
  },
};

/** Of those at this counter, who agree to be scored and who tap. People are not the same everywhere. */
export const COUNTERS = [
  { consenting: 0.52, tapping: 0.64 },
  { consenting: 0.47, tapping: 0.58 },
  { consenting: 0.44, tapping: 0.61 },
  { consenting: 0.56, tapping: 0.66 },
  { consenting: 0.38, tapping: 0.55 },
  { consenting: 0.41, tapping: 0.6 },
  { consenting: 0.33, tapping: 0.52 },
  { consenting: 0.58, tapping: 0.57 },
  { consenting: 0.49, tapping: 0.68 },
  { consenting: 0.36, tapping: 0.5 },
] as const;

export const counterName = (number: number): string => `quay-${String(number).padStart(2, "0")}`;

/** What went wrong with the machines, in days on which the office was open, before the last one. */
export const MISHAPS = {
  /** A camera that got dirty and was bumped: ever more windows are too dark to score. */
  drifting: { counter: 8, from: 62, certifiedUntil: 17 },
  /** Its cable came loose: windows open, and nothing is seen. */
  blind: { counter: 4, from: 33, to: 32 },
  /** Switched off: nobody is seen there, and the queue goes to its neighbours. */
  outage: { counter: 5, from: 40, to: 39 },
  /** Its disk was replaced: some of its events are with nobody. */
  lost: { counter: 2, at: 74, events: 12 },
  /** Its line was cut: what it kept came afterwards. */
  late: { counter: 10, from: 52, to: 50, arrives: 48 },
  /** Somebody tapped on at an empty counter. */
  emptyTaps: { counter: 6, at: 27, taps: 16 },
} as const;

/** What lasts for some days, on that many open days before the last one. */
export function happens(mishap: "blind" | "outage" | "late", counter: number, before: number): boolean {
  const { counter: struck, from, to } = MISHAPS[mishap];
  return counter === struck && before <= from && before >= to;
}
