import type { Words } from "#words/words.js";

/** "What changed and what to look at": a sentence for each code, with slots for its evidence. */
export const noteWords = {
  notes: { vi: "Điều gì thay đổi, cần xem gì", en: "What changed, and what to look at" },
  notesHint: { vi: "So với kỳ trước: {before}", en: "Against the period before: {before}" },
  nothingNew: {
    vi: "Không có thay đổi nào vượt mức dao động ngẫu nhiên, và không có việc gì phải làm ngay.",
    en: "Nothing changed beyond chance, and nothing needs to be done now.",
  },
  act: { vi: "Cần xử lý", en: "Act" },
  look: { vi: "Cần xem", en: "Look" },
  good: { vi: "Tốt lên", en: "Better" },
  calm: { vi: "Để biết", en: "For information" },
  evidence: { vi: "Căn cứ", en: "Evidence" },
  evidenceShare: {
    vi: "{now} so với {before}; chênh {by} điểm phần trăm (khoảng 90 %: {low} đến {high}); {p}",
    en: "{now} against {before}; difference {by} percentage points (90 % interval: {low} to {high}); {p}",
  },
  satisfaction_fell: {
    vi: "{name}: hài lòng giảm rõ rệt, từ {before} xuống {now}.",
    en: "{name}: satisfaction fell clearly, from {before} to {now}.",
  },
  satisfaction_rose: {
    vi: "{name}: hài lòng tăng rõ rệt, từ {before} lên {now}.",
    en: "{name}: satisfaction rose clearly, from {before} to {now}.",
  },
  satisfaction_within_noise: {
    vi: "{name}: {now}, thấp hơn kỳ trước ({before}) nhưng trong mức dao động ngẫu nhiên.",
    en: "{name}: {now}, below the period before ({before}), but within noise.",
  },
  camera_coverage_fell: {
    vi: "Độ phủ máy chấm giảm từ {before} xuống {now}. Xem trang Thiết bị.",
    en: "Camera coverage fell from {before} to {now}. See Devices.",
  },
  rating_coverage_fell: {
    vi: "Ít công dân chạm đánh giá hơn: từ {before} xuống {now}.",
    en: "Fewer citizens tapped: from {before} to {now}.",
  },
  abstention_grew: {
    vi: "Máy không chấm vì “{name}” nhiều hơn: từ {before} lên {now}.",
    en: "The camera abstained more for “{name}”: from {before} to {now}.",
  },
  counters_need_technician: {
    vi: "Quầy cần kỹ thuật viên: {name}.",
    en: "Counters that need a technician: {name}.",
  },
  counters_offline: {
    vi: "Quầy không liên lạc được lúc này: {name}.",
    en: "Counters out of reach now: {name}.",
  },
  mode_suspended: {
    vi: "Máy chấm đang tạm ngừng theo chính sách: điểm không được dùng.",
    en: "The camera's score is suspended by the policy: it is not in use.",
  },
  support_for_suspension: {
    vi: "Máy bỏ sót quá nhiều người không hài lòng. Nên tạm ngừng dùng điểm máy (trang Đánh giá kép).",
    en: "The camera misses too many who are dissatisfied. Its score should be suspended (see Double rating).",
  },
  chains_have_gaps: {
    vi: "Còn thiếu {name} sự kiện trong chuỗi của quầy; máy chủ của phường đã hỏi lại. Xem trang Toàn vẹn số liệu.",
    en: "{name} events of the counters' chains are missing; the hub has asked again. See Integrity.",
  },
  nothing_released: {
    vi: "Kỳ này chưa có số liệu nào được công bố.",
    en: "Nothing of this period has been released yet.",
  },
  compared: { vi: "Từng lĩnh vực so với kỳ trước", en: "Each field against the period before" },
  comparedHint: {
    vi: "Kiểm định chính xác Fisher và Welch, đã hiệu chỉnh Holm vì so nhiều lĩnh vực cùng lúc. “Trong mức nhiễu” nghĩa là khác biệt có thể chỉ do ngẫu nhiên.",
    en: "Fisher's exact and Welch's test, with Holm's correction as many fields are compared at once. “Within noise”: the difference may be chance.",
  },
  now: { vi: "Kỳ này", en: "Now" },
  before: { vi: "Kỳ trước", en: "Before" },
  difference: { vi: "Chênh lệch", en: "Difference" },
  conclusion: { vi: "Kết luận", en: "Conclusion" },
  cameraConclusion: { vi: "Kết luận (máy)", en: "Conclusion (camera)" },
  fell: { vi: "Giảm rõ rệt", en: "Fell clearly" },
  rose: { vi: "Tăng rõ rệt", en: "Rose clearly" },
  noise: { vi: "Trong mức nhiễu", en: "Within noise" },
  unknown: { vi: "Chưa đủ để so", en: "Too few to compare" },
} as const satisfies Record<string, Words>;
