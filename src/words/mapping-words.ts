import type { Words } from "#words/words.js";

/** What became of learning a mapping from window statistics to taps. */
export const MAPPING_WORDS = {
  adopted: {
    vi: "Đã nhận ánh xạ học được: khớp với đánh giá chạm tốt hơn điểm thô, rõ rệt hơn ngẫu nhiên",
    en: "The learned mapping is adopted: it agrees with taps better than the raw score, beyond noise",
  },
  faces_say_nothing: {
    vi: "Không nhận: biểu cảm không cho biết gì về đánh giá chạm",
    en: "Refused: faces say nothing about taps",
  },
  no_better_than_raw: {
    vi: "Không nhận: không tốt hơn điểm thô, xét cả ngẫu nhiên",
    en: "Refused: no better than the raw score, beyond noise",
  },
  absurd_weights: {
    vi: "Không nhận: trọng số vô lý (mặt vui mà bị xếp thấp, hoặc mặt bình thường mà là không hài lòng)",
    en: "Refused: absurd weights (a happy face placed low, or a neutral one dissatisfied)",
  },
  not_enough: { vi: "Chưa đủ để học ánh xạ", en: "Not enough to learn a mapping" },
} as const satisfies Record<string, Words>;

/** What there is too little of. */
export const SHORTAGE_WORDS = {
  pairs: { vi: "phiên có cả hai đánh giá", en: "transactions with both ratings" },
  dissatisfied: { vi: "lượt chạm “không hài lòng”", en: "“dissatisfied” taps" },
  satisfied: { vi: "lượt chạm “hài lòng”", en: "“satisfied” taps" },
  very_satisfied: { vi: "lượt chạm “rất hài lòng”", en: "“very satisfied” taps" },
  daysMore: { vi: "ngày nữa theo đà này", en: "more days at this rate" },
  never: { vi: "theo đà này thì không bao giờ đủ", en: "never at this rate" },
} as const satisfies Record<string, Words>;

/** A camera that reads faces otherwise than its neighbours. */
export const ODD_WORDS = {
  camera: { vi: "camera đọc lệch, cần hiệu chỉnh lại", en: "camera reads otherwise, calibrate it again" },
  points: { vi: "điểm", en: "points" },
} as const satisfies Record<string, Words>;
