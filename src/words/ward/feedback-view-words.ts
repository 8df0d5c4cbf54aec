import { TOPIC_WORDS } from "#words/feedback-words.js";
import type { Words } from "#words/words.js";

/** The office's side of what citizens write. */
export const feedbackViewWords = {
  feedbackTitle: { vi: "Góp ý của người dân", en: "What citizens write" },
  feedbackHint: {
    vi: "Gửi qua mã QR. Số điện thoại, số giấy tờ, biển số xe, thư điện tử và tên người đi sau anh, chị, ông, bà, cán bộ… đã được che trước khi lưu; tên đứng một mình thì không. Người dân đọc câu trả lời bằng mã tra cứu của mình.",
    en: "Sent by QR code. Telephone, identity and plate numbers, mail addresses and names behind a title were masked before anything was kept; a name alone was not. Citizens read the answer with their own receipt code.",
  },
  state_all: { vi: "Tất cả", en: "All" },
  state_received: { vi: "Chưa trả lời", en: "Waiting" },
  state_answered: { vi: "Đã trả lời", en: "Answered" },
  state_closed: { vi: "Đã đóng", en: "Closed" },
  feedbackNone: { vi: "Chưa có góp ý nào ở mục này.", en: "Nothing here yet." },
  feedbackNever: {
    vi: "Chưa có góp ý nào. Người dân gửi bằng mã QR hiện sau mỗi phiên, hoặc mã QR chung dán tại đơn vị.",
    en: "Nobody has written yet. Citizens do so by the QR code after a transaction, or by the office's own.",
  },
  topic_attitude: TOPIC_WORDS.attitude,
  topic_time: TOPIC_WORDS.time,
  topic_procedure: TOPIC_WORDS.procedure,
  topic_facilities: TOPIC_WORDS.facilities,
  topic_fee: TOPIC_WORDS.fee,
  topic_other: TOPIC_WORDS.other,
  kindLabel: { vi: "Loại trả lời", en: "Kind of answer" },
  kind_accepted: { vi: "Tiếp thu", en: "Accepted" },
  kind_explained: { vi: "Giải trình", en: "Explained" },
  kindHint_accepted: {
    vi: "Góp ý đúng: nêu việc sẽ làm, ai làm, khi nào xong.",
    en: "It is right: say what will be done, and by when.",
  },
  kindHint_explained: {
    vi: "Nêu quy định hoặc lý do vì sao sự việc như vậy.",
    en: "Say which rule or reason makes it so.",
  },
  kindMissing: {
    vi: "Xin chọn tiếp thu hoặc giải trình, rồi gửi lại.",
    en: "Please choose accepted or explained, then send again.",
  },
  answerLabel: { vi: "Trả lời của đơn vị", en: "The office's answer" },
  sendAnswer: { vi: "Gửi trả lời", en: "Send the answer" },
  closeItem: { vi: "Đóng góp ý", en: "Close" },
  answeredBy: { vi: "{person} trả lời ngày {day}", en: "Answered by {person} on {day}" },
  closedOn: { vi: "Đóng ngày {day}", en: "Closed on {day}" },
  unneeded: { vi: "Không cần trả lời?", en: "Needs no answer?" },
  unneededHint: {
    vi: "Dành cho góp ý rác hoặc gửi trùng. Người gửi tra cứu sẽ thấy: đã kết thúc, không có trả lời. Không mở lại được; nhật ký ghi ai đã đóng.",
    en: "For junk, or what was sent twice. Its author is told that it was closed unanswered. It cannot be opened again; the log notes who closed it.",
  },
  closeUnanswered: { vi: "Đóng, không trả lời", en: "Close without an answer" },
  moreItems: { vi: "Xem thêm góp ý", en: "Show more" },
  answerSent: { vi: "Đã gửi trả lời.", en: "The answer was sent." },
  itemClosed: { vi: "Đã đóng góp ý.", en: "Closed." },
  noWords: { vi: "(không viết gì)", en: "(no words)" },
  onlyOperators: {
    vi: "Người vận hành mới trả lời được.",
    en: "Answers are given by operators.",
  },
  qrRatings: { vi: "Đánh giá qua mã QR", en: "Ratings by QR code" },
  qrRatingsHint: {
    vi: "Chỉ tính mã của từng lần giao dịch; tính riêng, không cộng vào lượt chạm tại quầy.",
    en: "With the code of a visit alone; a figure of its own, never among the taps.",
  },
  untiedRatings: { vi: "Đánh giá qua mã QR chung của đơn vị", en: "Ratings by the office's own QR code" },
  untiedRatingsHint: {
    vi: "Không gắn với phiên giao dịch nào: một người có thể gửi nhiều lần, nên chỉ để tham khảo và không cộng vào số liệu nào khác.",
    en: "Tied to no transaction: one person can send it many times. To be read with care, and part of no other figure.",
  },
  ratedTopics: { vi: "Các đánh giá này nói về việc gì", en: "What these ratings were about" },
  ratedTopicsHint: {
    vi: "“Việc khác” gồm cả phiếu mà người dân không chọn việc nào.",
    en: "“Something else” is also what a form says whose topic nobody touched.",
  },
  topic_untold: { vi: "Không rõ (trước khi ghi chủ đề)", en: "Not told (before topics were kept)" },
} as const satisfies Record<string, Words>;
