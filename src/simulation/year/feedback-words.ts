import type { AnswerKind, FeedbackTopic } from "#contract/feedback.js";

type MadeUpFeedback = {
  readonly topic: FeedbackTopic;
  readonly words: string;
  readonly reply?: { readonly kind: AnswerKind; readonly answer: string };
};

/** What nobody wrote: harmless, about an office and not about a person. */
export const FEEDBACK: readonly MadeUpFeedback[] = [
  { topic: "time", words: "Hẹn 9 giờ nhưng hơn 10 giờ mới đến lượt, mong sắp xếp lại giờ hẹn buổi sáng." },
  {
    topic: "time",
    words: "Hồ sơ đất đai trễ hẹn hai lần, lần nào cũng phải tự gọi điện hỏi.",
    reply: {
      kind: "accepted",
      answer:
        "Chúng tôi xin lỗi vì sự chậm trễ. Hồ sơ chờ ý kiến của cơ quan đăng ký đất đai; từ tháng này, khi trễ hẹn văn phòng sẽ chủ động báo trước.",
    },
  },
  { topic: "attitude", words: "Cán bộ hướng dẫn rất tận tình, làm khai sinh cho cháu chỉ mất mười lăm phút." },
  { topic: "facilities", words: "Ghế chờ ít quá, buổi sáng thứ Hai nhiều người phải đứng." },
  {
    topic: "facilities",
    words: "Máy lấy số hay hết giấy, không ai để ý.",
    reply: {
      kind: "accepted",
      answer: "Cảm ơn ông/bà đã báo. Bảo vệ đã được giao kiểm tra máy lấy số hai lần mỗi buổi.",
    },
  },
  { topic: "procedure", words: "Nên dán danh mục giấy tờ cần mang theo ngay ở cửa để khỏi phải về lấy." },
  {
    topic: "procedure",
    words: "Nộp trực tuyến rồi vẫn phải mang bản giấy đến, như vậy là hai lần.",
    reply: {
      kind: "explained",
      answer: "Thủ tục này còn phải đối chiếu bản chính một lần. Văn phòng đã kiến nghị cấp trên bỏ bước này.",
    },
  },
  { topic: "fee", words: "Không thấy niêm yết mức phí chứng thực ở quầy." },
  { topic: "fee", words: "Muốn được chuyển khoản phí thay vì trả tiền mặt." },
  { topic: "attitude", words: "Hỏi thêm một câu mà trả lời hơi gắt, mong nhẹ nhàng hơn với người già." },
  { topic: "other", words: "Chỗ để xe chật, trời mưa bị ướt hết." },
  { topic: "other", words: "Cảm ơn phường đã làm việc sáng thứ Bảy." },
  { topic: "time", words: "Chứng thực nhanh, chưa tới năm phút. Rất tốt." },
  { topic: "procedure", words: "Tờ khai đăng ký biến động khó hiểu, nên có bản mẫu đã điền." },
];
