import type { Words } from "#words/words.js";

export type DemoClip = {
  readonly clip: string;
  /** The file played, where it is not named as the clip is. */
  readonly file?: string;
  readonly what: Words;
  readonly procedure: string;
  /** What the citizen taps when served, 1 the worst to 3; one more comes after "chọn lại". Nothing: they go. */
  readonly taps?: readonly number[];
  /** The citizen taps "không đồng ý" this many seconds after the transaction opened. */
  readonly optOutAfter?: number;
};

/** One transaction each, in the order of a morning at the counter. */
export const DEMO_CLIPS: readonly DemoClip[] = [
  {
    clip: "happy-transaction",
    taps: [3],
    procedure: "ho-tich",
    what: { vi: "mỉm cười, cười", en: "smiles and laughs" },
  },
  { clip: "neutral-transaction", taps: [2], procedure: "chung-thuc", what: { vi: "bình thản", en: "neutral" } },
  {
    clip: "dissatisfied-transaction",
    taps: [1],
    procedure: "dat-dai",
    what: { vi: "cau mày, bực", en: "frowns, annoyed" },
  },
  {
    clip: "mixed",
    taps: [1, 2],
    procedure: "dat-dai",
    what: { vi: "cau mày rồi mỉm cười", en: "frowns, then smiles" },
  },
  { clip: "nobody", procedure: "ho-tich", what: { vi: "ghế trống", en: "an empty chair" } },
  { clip: "too-dark", taps: [2], procedure: "chung-thuc", what: { vi: "quá tối", en: "too dark" } },
  { clip: "two-people", procedure: "ho-tich", what: { vi: "hai người", en: "two people" } },
  { clip: "mask", taps: [3], procedure: "chung-thuc", what: { vi: "đeo khẩu trang", en: "a mask" } },
  { clip: "turned-away", procedure: "dat-dai", what: { vi: "quay mặt đi", en: "turned away" } },
  {
    clip: "officer-edge",
    taps: [3],
    procedure: "ho-tich",
    what: { vi: "cán bộ đứng sát mép hình", en: "a clerk at the edge" },
  },
  {
    clip: "opted-out",
    procedure: "ho-tich",
    what: { vi: "không đồng ý chấm", en: "opted out" },
    optOutAfter: 2,
    file: "happy-transaction",
  },
];
