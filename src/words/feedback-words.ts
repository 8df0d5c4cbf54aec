import type { AnswerKind, FEEDBACK_STATES, FeedbackTopic } from "#contract/feedback.js";
import type { Words } from "#words/words.js";

export const TOPIC_WORDS: Readonly<Record<FeedbackTopic, Words>> = {
  attitude: { vi: "Thái độ phục vụ", en: "How I was treated" },
  time: { vi: "Thời gian giải quyết", en: "Time it took" },
  procedure: { vi: "Thủ tục, hồ sơ", en: "Procedure and papers" },
  facilities: { vi: "Cơ sở vật chất", en: "Facilities" },
  fee: { vi: "Phí, lệ phí", en: "Fees" },
  other: { vi: "Việc khác", en: "Something else" },
};

export const STATE_WORDS: Readonly<Record<(typeof FEEDBACK_STATES)[number], Words>> = {
  received: { vi: "Đã tiếp nhận, chưa trả lời", en: "Received, not answered yet" },
  answered: { vi: "Đã trả lời", en: "Answered" },
  closed: { vi: "Đã kết thúc", en: "Closed" },
};

/** What kind of answer it is, and what that means to who wrote. */
export const KIND_WORDS: Readonly<Record<AnswerKind, Words>> = {
  accepted: {
    vi: "Tiếp thu: đơn vị ghi nhận góp ý và nêu việc sẽ làm.",
    en: "Accepted: the office takes this up, and says what it will do.",
  },
  explained: {
    vi: "Giải trình: đơn vị giải thích vì sao sự việc như vậy.",
    en: "Explained: the office says why it is so.",
  },
};

/** What the citizen's phone says. */
export const feedbackWords = {
  title: { vi: "Góp ý với Bộ phận Một cửa", en: "Feedback to the one-stop office" },
  lead: {
    vi: "Ông/Bà cho biết ý kiến để chúng tôi phục vụ tốt hơn. Không cần ghi tên.",
    en: "Tell us what you think, so that we serve better. No name is needed.",
  },
  ofVisit: { vi: "Góp ý về lần giao dịch vừa xong", en: "About the visit you have just made" },
  general: { vi: "Góp ý chung", en: "General feedback" },
  rating: { vi: "Ông/Bà có hài lòng không?", en: "Are you satisfied?" },
  dissatisfied: { vi: "Không hài lòng", en: "Dissatisfied" },
  satisfied: { vi: "Hài lòng", en: "Satisfied" },
  verySatisfied: { vi: "Rất hài lòng", en: "Very satisfied" },
  topic: { vi: "Góp ý về việc gì?", en: "What is it about?" },
  attitude: TOPIC_WORDS.attitude,
  time: TOPIC_WORDS.time,
  procedure: TOPIC_WORDS.procedure,
  facilities: TOPIC_WORDS.facilities,
  fee: TOPIC_WORDS.fee,
  other: TOPIC_WORDS.other,
  words: { vi: "Ý kiến của Ông/Bà (không bắt buộc)", en: "In your own words (optional)" },
  wordsHint: {
    vi: "Tối đa 1000 ký tự. Xin đừng ghi tên ai, số điện thoại, số căn cước, mã hồ sơ: máy che các số đó, và tên người khi có anh, chị, cán bộ… đứng trước.",
    en: "Up to 1000 characters. Please leave out names, telephone, identity and dossier numbers: such numbers are masked, and names after a title.",
  },
  trap: { vi: "Để trống ô này", en: "Leave this field empty" },
  send: { vi: "Gửi góp ý", en: "Send" },
  sending: { vi: "Đang gửi…", en: "Sending…" },
  privacy: {
    vi: "Góp ý không gắn với tên, hồ sơ hay kết quả đọc biểu cảm của ai. Mã trong QR chỉ để mỗi lần giao dịch góp ý một lần.",
    en: "Feedback is tied to nobody's name, dossier or camera reading. The code in the QR only sees to it that each visit speaks once.",
  },
  empty: {
    vi: "Xin chọn mức hài lòng hoặc viết vài dòng.",
    en: "Please choose how satisfied you are, or write a few words.",
  },
  thanks: { vi: "Cảm ơn Ông/Bà đã góp ý", en: "Thank you" },
  keepReceipt: {
    vi: "Mã tra cứu trả lời (chỉ Ông/Bà biết, xin chụp hoặc ghi lại):",
    en: "Code to look up the answer (only you have it; please keep it):",
  },
  wasMasked: {
    vi: "Máy đã che số điện thoại, số giấy tờ, địa chỉ thư hoặc tên người có trong góp ý.",
    en: "Telephone or identity numbers, mail addresses or names were masked.",
  },
  notTaken: { vi: "Chưa nhận được góp ý", en: "The feedback was not taken" },
  notSent: {
    vi: "Chưa gửi được. Xin thử lại sau ít phút.",
    en: "It could not be sent. Please try again in a few minutes.",
  },
  back: { vi: "Về trang góp ý", en: "Back to the form" },
  lookUp: { vi: "Xem trả lời", en: "Look up an answer" },
  receipt: { vi: "Mã tra cứu", en: "Code" },
  look: { vi: "Xem", en: "Look up" },
  notFound: {
    vi: "Không có góp ý nào với mã này. Xin kiểm tra lại mã.",
    en: "There is no feedback with this code. Please check it.",
  },
  youWrote: { vi: "Ông/Bà đã viết", en: "You wrote" },
  answer: { vi: "Trả lời của phường", en: "The office's answer" },
  closedUnanswered: {
    vi: "Đơn vị đã kết thúc góp ý này mà không trả lời.",
    en: "The office has closed this without an answer.",
  },
  noAnswer: { vi: "Chưa có trả lời.", en: "There is no answer yet." },
  otherLanguage: { vi: "English", en: "Tiếng Việt" },
  about: { vi: "Máy này đo gì, không lưu gì?", en: "What is measured here, and what is never kept?" },
} as const satisfies Record<string, Words>;
