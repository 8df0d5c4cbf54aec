import type { AnswerKind, FeedbackTopic } from "#contract/feedback.js";

type MadeUpFeedback = {
  readonly topic: FeedbackTopic;
  readonly words: string;
  readonly reply?: { readonly kind: AnswerKind; readonly answer: string };
  /** Nothing is left to be done. */
  readonly closed?: true;
};

/** What nobody wrote: harmless, about an office and not about a person. The oldest first; the newest still wait. */
export const FEEDBACK: readonly MadeUpFeedback[] = [
  {
    topic: "attitude",
    words: "Cán bộ hướng dẫn rất tận tình, làm khai sinh cho cháu chỉ mất mười lăm phút.",
    reply: { kind: "accepted", answer: "Cảm ơn ông/bà. Lời khen đã được đọc trong buổi giao ban đầu tuần." },
    closed: true,
  },
  {
    topic: "facilities",
    words: "Máy lấy số hay hết giấy, không ai để ý.",
    reply: {
      kind: "accepted",
      answer: "Cảm ơn ông/bà đã báo. Bảo vệ đã được giao kiểm tra máy lấy số hai lần mỗi buổi.",
    },
    closed: true,
  },
  {
    topic: "fee",
    words: "Không thấy niêm yết mức phí chứng thực ở quầy.",
    reply: { kind: "explained", answer: "Bảng phí bị che khi kê lại bàn; đã treo lại ở quầy 3 đến quầy 6." },
    closed: true,
  },
  { topic: "other", words: "Cảm ơn phường đã làm việc sáng thứ Bảy.", closed: true },
  {
    topic: "procedure",
    words: "Nộp trực tuyến rồi vẫn phải mang bản giấy đến, như vậy là hai lần.",
    reply: {
      kind: "explained",
      answer: "Thủ tục này còn phải đối chiếu bản chính một lần. Văn phòng đã kiến nghị cấp trên bỏ bước này.",
    },
  },
  {
    topic: "facilities",
    words: "Ghế chờ ít quá, buổi sáng thứ Hai nhiều người phải đứng.",
    reply: {
      kind: "accepted",
      answer: "Phường đã kê thêm mười hai ghế ở hành lang, và mở thêm một quầy chứng thực vào sáng thứ Hai.",
    },
    closed: true,
  },
  {
    topic: "time",
    words: "Hồ sơ đất đai trễ hẹn hai lần, lần nào cũng phải tự gọi điện hỏi.",
    reply: {
      kind: "accepted",
      answer:
        "Chúng tôi xin lỗi vì sự chậm trễ. Hồ sơ chờ ý kiến của cơ quan đăng ký đất đai; từ tháng này, khi trễ hẹn văn phòng sẽ chủ động báo trước.",
    },
  },
  { topic: "time", words: "Chứng thực nhanh, chưa tới năm phút. Rất tốt.", closed: true },
  {
    topic: "attitude",
    words: "Hỏi thêm một câu mà trả lời hơi gắt, mong nhẹ nhàng hơn với người già.",
    reply: {
      kind: "accepted",
      answer: "Chúng tôi xin lỗi ông/bà. Việc này đã được nhắc chung trong cuộc họp, không nêu tên ai.",
    },
  },
  {
    topic: "procedure",
    words: "Nên dán danh mục giấy tờ cần mang theo ngay ở cửa để khỏi phải về lấy.",
    reply: {
      kind: "accepted",
      answer: "Danh mục giấy tờ của 20 thủ tục làm nhiều nhất đã được dán ở cửa và đăng trên trang của phường.",
    },
  },
  { topic: "time", words: "Hồ sơ đất đai hẹn ngày 20 mà sang tuần sau vẫn chưa có kết quả." },
  { topic: "procedure", words: "Tờ khai đăng ký biến động khó hiểu, nên có bản mẫu đã điền." },
  { topic: "fee", words: "Muốn được chuyển khoản phí thay vì trả tiền mặt." },
  { topic: "other", words: "Chỗ để xe chật, trời mưa bị ướt hết." },
];
