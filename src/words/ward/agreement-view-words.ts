import { PAIRS_COME_LATER } from "#words/agreement-words.js";
import { modeWords } from "#words/mode-words.js";
import { capital, type Words } from "#words/words.js";

export const agreementViewWords = {
  agreementHint: {
    vi: "Chỉ các phiên có cả đánh giá chạm lẫn điểm máy. Lời người dân là chuẩn; bản thân nó cũng có thiên lệch: không phải ai cũng chạm.",
    en: "Only transactions with both a tap and a score. The tap is the reference; itself biased, for not everybody taps.",
  },
  pairs: { vi: "{n} phiên có đủ cả hai", en: "{n} transactions with both" },
  modeNow: { vi: "Chế độ đang áp dụng", en: "Mode in force" },
  modeSupported: { vi: "Chế độ phù hợp với số liệu", en: "Mode that the figures bear out" },
  active: capital(modeWords.active),
  advisory: capital(modeWords.advisory),
  suspended: capital(modeWords.suspended),
  monthNotOver: {
    vi: `Kỳ này chưa kết thúc; ${PAIRS_COME_LATER.vi}.`,
    en: `This period is not over; ${PAIRS_COME_LATER.en}.`,
  },
  modeHint: {
    vi: "Người đặt chính sách quyết định; trang này chỉ nói chế độ nào phù hợp với số liệu.",
    en: "Whoever sets the policy decides; this page says only what the figures bear out.",
  },
  matrix: { vi: "Bảng đối chiếu", en: "Confusion matrix" },
  tapped: { vi: "Người dân chạm", en: "The citizen tapped" },
  cameraSaid: { vi: "Máy chấm", en: "The camera said" },
  coefficients: { vi: "Mức đồng thuận", en: "Agreement" },
  kappa: { vi: "κ có trọng số bậc hai", en: "Quadratic-weighted κ" },
  kappaHint: { vi: "dễ gây hiểu lầm khi hầu hết đều hài lòng", en: "misleads where nearly all are satisfied" },
  ac2: { vi: "AC2 của Gwet", en: "Gwet's AC2" },
  ac2Hint: {
    vi: "cùng trọng số, vững hơn khi hầu hết đều hài lòng",
    en: "same weights, steadier where nearly all agree",
  },
  recall: { vi: "Nhận ra người không hài lòng", en: "Dissatisfied citizens found" },
  recallHint: {
    vi: "trong số người chạm “không hài lòng”; mức sàn của chính sách: {floor}",
    en: "of those who tapped “dissatisfied”; the policy's floor: {floor}",
  },
  precision: { vi: "Đúng khi máy nói không hài lòng", en: "Right when it says dissatisfied" },
  precisionHint: { vi: "trong số máy xếp “không hài lòng”", en: "of those whom the camera called dissatisfied" },
  falseAlarm: { vi: "Báo nhầm", en: "False alarms" },
  falseAlarmHint: { vi: "trong số người chạm mức khác", en: "of those who tapped another level" },
  auc: { vi: "Xếp đúng thứ tự (AUC)", en: "Ranked rightly (AUC)" },
  aucHint: {
    vi: "0,5 là ngẫu nhiên; theo mức, không theo từng điểm",
    en: "0.5 is chance; by level, not by single scores",
  },
  figure: { vi: "Chỉ số", en: "Figure" },
  value: { vi: "Giá trị", en: "Value" },
} as const satisfies Record<string, Words>;
