import type { KioskSteps } from "#contract/kiosk.js";
import type { Words } from "#words/words.js";

/** What the rating page says. It speaks to a citizen who stands, reads from an arm's length, and may be angry. */
export const kioskWords = {
  title: { vi: "Đánh giá", en: "Rating" },
  welcome: { vi: "Kính chào Ông/Bà", en: "Welcome" },
  rate: { vi: "Đánh giá", en: "Rate" },
  question: { vi: "Ông/Bà có hài lòng với lần phục vụ này?", en: "Are you satisfied with the service today?" },
  oneTap: { vi: "Chạm một lần là xong.", en: "One tap is all." },
  thanks: { vi: "Cảm ơn Ông/Bà!", en: "Thank you!" },
  hidden: {
    vi: "Đã ghi nhận. Cán bộ không nhìn thấy lựa chọn của Ông/Bà.",
    en: "Recorded. The staff cannot see what you chose.",
  },
  undo: { vi: "Chọn lại", en: "Choose again" },
  why: { vi: "Điều gì quan trọng nhất? (không bắt buộc)", en: "What mattered most? (optional)" },
  askCamera: {
    vi: "Cho phép camera đọc biểu cảm trong lần này?\nKhông lưu hình, không nhận dạng.",
    en: "May the camera read your expression this time?\nNo picture is kept, nobody is identified.",
  },
  agree: { vi: "Đồng ý", en: "I agree" },
  decline: { vi: "Không đồng ý", en: "I do not agree" },
  canStop: { vi: "Ông/Bà có thể ngừng bất cứ lúc nào.", en: "You can stop it at any time." },
  stopCamera: { vi: "Ngừng đọc biểu cảm", en: "Stop reading mine" },
  declined: {
    vi: "Camera không đọc biểu cảm của Ông/Bà lần này.",
    en: "The camera does not read your expression this time.",
  },
  lampScoring: { vi: "Camera đang đọc biểu cảm", en: "The camera is reading expressions" },
  lampAdvisory: {
    vi: "Camera đang đọc biểu cảm, chỉ để tham khảo",
    en: "The camera is reading expressions, for reference only",
  },
  lampCalibrating: {
    vi: "Camera đang được hiệu chỉnh, không chấm ai",
    en: "The camera is being calibrated, scoring nobody",
  },
  lampOff: { vi: "Camera không đọc biểu cảm", en: "The camera is not reading expressions" },
  phone: { vi: "Góp ý bằng điện thoại", en: "Feedback by telephone" },
  phoneWords: {
    vi: "Muốn góp ý thêm? Quét mã này bằng điện thoại. Mã chỉ dùng một lần, không gắn với tên hay hồ sơ.",
    en: "More to say? Scan this code with your phone. It works once, and is tied to no name and no dossier.",
  },
  otherLanguage: { vi: "English", en: "Tiếng Việt" },
  large: { vi: "Chữ lớn", en: "Large text" },
  low: { vi: "Hạ thấp nút", en: "Lower buttons" },
  tools: { vi: "Cách hiển thị", en: "Display" },
  camera: { vi: "Camera", en: "Camera" },
  sending: { vi: "Đang gửi…", en: "Sending…" },
  connecting: { vi: "Đang kết nối lại…", en: "Connecting again…" },
  notSent: { vi: "Chưa gửi được. Xin chạm lại.", en: "It could not be sent. Please tap again." },
  full: {
    vi: "Máy tạm thời chưa ghi nhận được. Xin báo cán bộ hỗ trợ.",
    en: "The machine cannot record just now. Please tell the staff.",
  },
  notice: {
    vi: "Tại quầy này có camera đọc biểu cảm để ước lượng mức hài lòng. Camera chỉ đọc khi Ông/Bà đồng ý. Không lưu hình ảnh, không nhận dạng ai, cán bộ không thấy kết quả.",
    en: "A camera at this counter can read expressions to estimate satisfaction. It reads only if you agree. No picture is kept, nobody is identified, and the staff do not see the result.",
  },
} as const satisfies Record<string, Words>;

const dissatisfied = { vi: "Không hài lòng", en: "Dissatisfied" };
const satisfied = { vi: "Hài lòng", en: "Satisfied" };
const verySatisfied = { vi: "Rất hài lòng", en: "Very satisfied" };
const veryDissatisfied = { vi: "Rất không hài lòng", en: "Very dissatisfied" };
const middling = { vi: "Bình thường", en: "Neither" };

/** By the number of steps, the worst first. */
export const stepWords: Readonly<Record<KioskSteps, readonly Words[]>> = {
  3: [dissatisfied, satisfied, verySatisfied],
  4: [veryDissatisfied, dissatisfied, satisfied, verySatisfied],
  5: [veryDissatisfied, dissatisfied, middling, satisfied, verySatisfied],
};
