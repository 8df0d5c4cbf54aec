import type { Words } from "#words/words.js";

/** The rows of checks with their limits. */
export const rowWords = {
  rows: { vi: "Các mục kiểm tra", en: "Checks" },
  limitsLeast: { vi: "Đạt: từ {pass} · Không đạt: dưới {fail}", en: "Pass: from {pass} · Fail: below {fail}" },
  limitsMost: { vi: "Đạt: đến {pass} · Không đạt: từ {fail}", en: "Pass: up to {pass} · Fail: from {fail}" },
  limitsWithin: {
    vi: "Đạt: trong ±{pass}, ít nhất 80% thời gian",
    en: "Pass: within ±{pass}, 80% of the time",
  },
  optional: { vi: "không bắt buộc", en: "optional" },
  remedy: { vi: "Cách sửa", en: "What to do" },
} as const satisfies Record<string, Words>;
