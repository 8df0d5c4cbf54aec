import type { Words } from "#words/words.js";

/** The page's head, the sign-in, and how a session ends. */
export const doorWords = {
  title: { vi: "Hiệu chỉnh camera", en: "Camera calibration" },
  otherLanguage: { vi: "English", en: "Tiếng Việt" },
  signOut: { vi: "Đăng xuất", en: "Sign out" },

  signIn: { vi: "Đăng nhập kỹ thuật viên", en: "Technician's sign-in" },
  signInHint: {
    vi: "Trong lúc hiệu chỉnh, máy không chấm ai. Hình chỉ hiện trên trang này và không được lưu.",
    en: "While you calibrate nobody is scored. The picture is shown on this page only and never kept.",
  },
  technician: { vi: "Họ tên kỹ thuật viên (ghi trên chứng nhận)", en: "Your name, as the certificate will show it" },
  pin: { vi: "Mã PIN", en: "PIN" },
  enter: { vi: "Bắt đầu", en: "Begin" },
  busy: {
    vi: "Một kỹ thuật viên khác đang làm việc ở quầy này.",
    en: "Another technician is at work at this counter.",
  },
  takeOver: { vi: "Kết thúc phiên của người kia và làm tiếp", en: "End their session and take over" },
  locked: {
    vi: "Nhập sai nhiều lần. Thử lại sau {n} giây.",
    en: "Too many wrong PINs. Try again in {n} s.",
  },
  wrongPin: { vi: "Mã PIN không đúng.", en: "That is not the PIN." },

  ended: { vi: "Phiên đã kết thúc", en: "The session has ended" },
  endedIdle: { vi: "Đã 10 phút không có thao tác.", en: "Nobody did anything for 10 minutes." },
  endedTakenOver: { vi: "Một kỹ thuật viên khác đã tiếp quản.", en: "Another technician has taken over." },
  endedSignedOut: { vi: "Bạn đã đăng xuất.", en: "You have signed out." },
  endedStopped: {
    vi: "Máy tại quầy đang dừng hoặc khởi động lại.",
    en: "The counter's machine is stopping or restarting.",
  },
  endedUnknown: {
    vi: "Trang này mất liên lạc một lúc và phiên không còn nữa: hết giờ, có người khác tiếp quản hoặc máy khởi động lại.",
    en: "This page was out of touch for a while, and the session is over: it ran out, somebody took over or the machine restarted.",
  },
  endedHint: {
    vi: "Camera và vùng đã lưu vẫn được giữ. Các số đo của phiên không được lưu.",
    en: "Camera and zone are kept as you saved them. The session's figures are not kept.",
  },
  again: { vi: "Đăng nhập lại", en: "Sign in again" },
  idleSoon: { vi: "Phiên sẽ kết thúc: còn {n} giây.", en: "The session ends in {n} s." },
  goOn: { vi: "Làm tiếp", en: "Go on" },
  lost: {
    vi: "Mất kết nối với máy tại quầy. Đang kết nối lại…",
    en: "The counter's machine does not answer. Connecting again…",
  },
  offline: {
    vi: "Máy tại quầy không trả lời. Xin thử lại.",
    en: "The counter's machine does not answer. Please try again.",
  },
  slow: { vi: "Đang thực hiện…", en: "Working…" },
} as const satisfies Record<string, Words>;
