import { MAY_BE_CHANCE } from "#words/comparison-words.js";
import { capital, type Words } from "#words/words.js";

/** "What changed and what to look at": a sentence for each code, with slots for its evidence. */
export const noteWords = {
  notes: { vi: "Điều gì thay đổi, cần xem gì", en: "What changed, and what to look at" },
  notesHint: { vi: "So với kỳ trước: {before}", en: "Against the period before: {before}" },
  nothingNew: {
    vi: "Không có thay đổi nào vượt mức dao động ngẫu nhiên, và không có việc gì phải làm ngay.",
    en: "Nothing changed beyond chance, and nothing needs to be done now.",
  },
  seeView: { vi: "Xem trang {view}", en: "See {view}" },
  headlineTaps: {
    vi: "{share} lượt chạm đánh giá là hài lòng hoặc rất hài lòng, {against}.",
    en: "{share} of all taps say satisfied or very satisfied, {against}.",
  },
  headlineNoTaps: {
    vi: "Chưa đủ {k} lượt chạm đánh giá để nói về mức hài lòng.",
    en: "There are not yet {k} taps that satisfaction could be told from.",
  },
  headlineCoverage: {
    vi: "Người dân chạm đánh giá ở {taps} số phiên; máy chấm được điểm ở {camera}.",
    en: "Citizens tapped in {taps} of the transactions; the camera could score {camera}.",
  },
  headlineCamera: {
    vi: "Máy ước lượng trung bình {mean} trên 100 điểm, {against}; chỉ để tham khảo.",
    en: "The camera estimates {mean} of 100 points on average, {against}; for reference only.",
  },
  headline_fell: { vi: "giảm rõ rệt so với {before}", en: "clearly lower than in {before}" },
  headline_rose: { vi: "tăng rõ rệt so với {before}", en: "clearly higher than in {before}" },
  headline_noise: { vi: "không khác biệt rõ rệt so với {before}", en: "not clearly different from {before}" },
  headline_unknown: { vi: "chưa đủ số liệu để so với {before}", en: "too few to compare with {before}" },
  headlineWork: { vi: "Cần xử lý: {act} việc. Cần xem: {look} việc.", en: "To act on: {act}. To look at: {look}." },
  headlineNoWork: { vi: "Không có việc gì phải làm ngay.", en: "Nothing needs to be done now." },
  act: { vi: "Cần xử lý", en: "Act" },
  look: { vi: "Cần xem", en: "Look" },
  good: { vi: "Tốt lên", en: "Better" },
  calm: { vi: "Để biết", en: "For information" },
  evidence: { vi: "Căn cứ", en: "Evidence" },
  evidenceShare: {
    vi: "{now} so với {before}; chênh {by} điểm phần trăm (khoảng 90%: {low} đến {high}); {p}",
    en: "{now} against {before}; difference {by} percentage points (90% interval: {low} to {high}); {p}",
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
    vi: "{name}: {now}, thấp hơn kỳ trước ({before}) nhưng có thể do ngẫu nhiên.",
    en: "{name}: {now}, below the period before ({before}), but it may be chance.",
  },
  camera_coverage_fell: {
    vi: "Độ phủ máy chấm giảm từ {before} xuống {now}.",
    en: "Camera coverage fell from {before} to {now}.",
  },
  rating_coverage_fell: {
    vi: "Ít người dân chạm đánh giá hơn: từ {before} xuống {now}.",
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
    vi: "Máy bỏ sót quá nhiều người không hài lòng. Nên tạm ngừng dùng điểm máy.",
    en: "The camera misses too many who are dissatisfied. Its score should be suspended.",
  },
  chains_have_gaps: {
    vi: "Còn thiếu {name} sự kiện trong chuỗi của quầy; máy chủ của phường đã hỏi lại.",
    en: "{name} events of the counters' chains are missing; the hub has asked again.",
  },
  nothing_released: {
    vi: "Kỳ này chưa có số liệu nào được công bố.",
    en: "Nothing of this period has been released yet.",
  },
  compared: { vi: "Từng lĩnh vực so với kỳ trước", en: "Each field against the period before" },
  comparedHint: {
    vi: "Kiểm định chính xác Fisher và Welch, đã hiệu chỉnh Holm vì so nhiều lĩnh vực cùng lúc. Ngoài “rõ rệt”, khác biệt có thể chỉ do ngẫu nhiên.",
    en: "Fisher's exact and Welch's test, with Holm's correction as many fields are compared at once. What is not clear may be chance.",
  },
  now: { vi: "Kỳ này", en: "Now" },
  before: { vi: "Kỳ trước", en: "Before" },
  difference: { vi: "Chênh lệch", en: "Difference" },
  conclusion: { vi: "Kết luận", en: "Conclusion" },
  cameraConclusion: { vi: "Kết luận (máy)", en: "Conclusion (camera)" },
  fell: { vi: "Giảm rõ rệt", en: "Fell clearly" },
  rose: { vi: "Tăng rõ rệt", en: "Rose clearly" },
  noise: capital(MAY_BE_CHANCE),
  unknown: { vi: "Chưa đủ để so", en: "Too few to compare" },
} as const satisfies Record<string, Words>;
