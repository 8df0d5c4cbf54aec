import type { Words } from "#words/words.js";

/** What the demo says on the terminal. */
export const demoWords = {
  title: {
    vi: "Hailong: phiên chạy thử trên cảnh dựng bằng máy tính",
    en: "Hailong: a demo session on rendered scenes",
  },
  ownTitle: { vi: "Hailong: phiên chạy thử trên camera của bạn", en: "Hailong: a demo session on your own camera" },
  policy: {
    vi: "Chính sách chạy thử: cửa sổ tối thiểu 3 giây (mặc định 20), k = 1 (mặc định 10), có thông báo thay vì hỏi đồng ý",
    en: "Demo policy: windows of at least 3 s (default 20), k = 1 (default 10), notice instead of opt-in",
  },
  starting: { vi: "Khởi động hub, bàn quầy và mắt đọc", en: "Starting hub, desk and eye" },
  ready: { vi: "Sẵn sàng", en: "Ready" },
  watching: { vi: "đang phục vụ", en: "being served" },
  score: { vi: "điểm", en: "score" },
  change: { vi: "thay đổi", en: "change" },
  abstained: { vi: "không đủ điều kiện chấm", en: "abstained" },
  missing: { vi: "THIẾU ở hub", en: "MISSING at the hub" },
  clip: { vi: "Cảnh", en: "Clip" },
  outcome: { vi: "Kết quả", en: "Outcome" },
  interval: { vi: "Khoảng đo 90 %", en: "90 % interval" },
  coverage: { vi: "Độ phủ", en: "Coverage" },
  totals: { vi: "Tổng", en: "Totals" },
  latency: { vi: "Khung hình → biểu cảm", en: "Frame → reading" },
  receipt: { vi: "Đóng → biên nhận của hub", en: "Close → hub's receipt" },
  addresses: { vi: "Địa chỉ trên máy này", en: "Addresses on this machine" },
  stop: { vi: "Ctrl-C để kết thúc", en: "Ctrl-C ends it" },
  folder: { vi: "Thư mục dữ liệu", en: "Data folder" },
  noPicture: { vi: "Camera không cho hình", en: "No picture comes from the camera" },
  checkCamera: {
    vi: "Kiểm tra địa chỉ, tài khoản, và xem có chương trình nào khác đang giữ camera",
    en: "Check its address and login, and that no other program holds it",
  },
  ownCamera: { vi: "Camera của bạn", en: "Your camera" },
  double: { vi: "Đánh giá kép", en: "Double rating" },
  tapped: { vi: "chạm", en: "taps" },
  scored: { vi: "máy", en: "camera" },
  recall: { vi: "Máy nhận ra người chạm “không hài lòng”", en: "Those who tapped “dissatisfied”, found by the camera" },
  scripted: {
    vi: "Hàng: người dân chạm; cột: máy chấm; khoảng 90 %. Các lần chạm theo kịch bản: bảng chứng minh đường đi của dữ liệu, không chứng minh máy chấm đúng.",
    en: "Rows: taps; columns: the camera's level; 90 % intervals. The taps are scripted: this proves the path, not that the camera is right.",
  },
  ratingPage: { vi: "Trang đánh giá", en: "Rating page" },
  localOnly: {
    vi: "Bảng này lấy từ hub cho người xem thử; màn hình tại quầy không bao giờ hiện điểm.",
    en: "This table is the hub's, for whoever tries the demo; screens at a counter never show a score.",
  },
} as const satisfies Record<string, Words>;

/** Reasons, as a technician reads them. */
export const reasonWords = {
  no_face: { vi: "không có khuôn mặt", en: "no face" },
  too_small: { vi: "khuôn mặt quá nhỏ", en: "face too small" },
  pose: { vi: "quay mặt đi", en: "turned away" },
  blur: { vi: "hình nhòe", en: "blurred" },
  dark: { vi: "quá tối", en: "too dark" },
  glare: { vi: "chói sáng", en: "glare" },
  unreadable: { vi: "mặt bị che", en: "face covered" },
  several_faces: { vi: "nhiều khuôn mặt", en: "several faces" },
  person_changed: { vi: "đổi người", en: "person changed" },
  static_image: { vi: "ảnh tĩnh", en: "a still picture" },
  over_budget: { vi: "máy xử lý không kịp", en: "machine too slow" },
  too_short: { vi: "quá ngắn", en: "too short" },
  interval_too_wide: { vi: "khoảng đo quá rộng", en: "interval too wide" },
  no_certificate: { vi: "chưa có chứng nhận hiệu chỉnh", en: "no valid certificate" },
  opted_out: { vi: "người dân đã từ chối hoặc ngừng", en: "opted out" },
  no_consent: { vi: "người dân chưa đồng ý", en: "no consent given" },
  eye_down: { vi: "bộ đọc hình ngừng hoạt động", en: "eye down" },
  calibrating: { vi: "camera đang được hiệu chỉnh", en: "the camera was being calibrated" },
  excluded_procedure: { vi: "thủ tục không chấm", en: "procedure is never scored" },
  restarted: { vi: "máy khởi động lại", en: "restarted" },
} as const satisfies Record<string, Words>;
