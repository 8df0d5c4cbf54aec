import type { Words } from "#words/words.js";

/** What `hailong calibrate` says. */
export const calibrateWords = {
  command: { vi: "hiệu chỉnh camera, không cần trình duyệt", en: "calibrate a counter's camera without a browser" },
  check: { vi: "đo và kết luận", en: "measure, and give a verdict" },
  seconds: { vi: "đo hình trong bao nhiêu giây", en: "how long the picture is measured, seconds" },
  skipDrills: { vi: "bỏ các bài thử", en: "leave out the drills" },
  drill: { vi: "chỉ làm bài thử này (lặp lại được)", en: "only this drill; may be repeated" },
  lux: { vi: "độ rọi đo bằng máy tại mặt người dân", en: "lux at the citizen's face, by a meter" },
  technician: {
    vi: "tên kỹ thuật viên: khi mọi mục đã đo thì ký chứng nhận vào thư mục dữ liệu",
    en: "the technician's name: once every check was measured, a certificate is signed into the data folder",
  },
  json: { vi: "in kết quả dạng JSON", en: "print the result as JSON" },
  verdict: { vi: "Kết luận", en: "Verdict" },
  limits: { vi: "đạt / không đạt", en: "pass / fail" },
  hold: { vi: "Giữ nguyên", en: "Hold" },
  noPicture: { vi: "Không nhận được hình từ camera", en: "The camera gives no picture" },
  certificate: { vi: "Đã ký chứng nhận", en: "Certificate signed" },
  noCertificate: {
    vi: "Chưa ký chứng nhận: còn mục chưa đo (xem các dòng CHƯA ĐO ở trên)",
    en: "No certificate was signed: some checks were not measured (see the lines that say so)",
  },
  verify: { vi: "kiểm tra chữ ký và nội dung của một chứng nhận", en: "check a certificate's signature and content" },
  file: { vi: "tệp chứng nhận", en: "certificate file" },
  list: { vi: "liệt kê các chứng nhận của quầy, mới nhất trước", en: "list the counter's certificates, newest first" },
  compare: { vi: "so sánh hai chứng nhận", en: "compare two certificates" },
  genuine: { vi: "Chữ ký đúng", en: "The signature is good" },
  handedOn: {
    vi: "Khóa ký là khóa đã đổi sau này của thiết bị: khóa đó có đúng là của thiết bị mang tên này không, chỉ quầy và hub biết",
    en: "Signed with a key that the device was given later: that the key is this device's, only the counter and its hub know",
  },
  notGenuine: { vi: "Không phải chứng nhận hợp lệ", en: "Not a genuine certificate" },
  setPin: {
    vi: "đặt mã PIN để kỹ thuật viên đăng nhập trang hiệu chỉnh",
    en: "set the PIN with which technicians sign in to the calibration page",
  },
  newPin: { vi: "Mã PIN mới (từ 6 ký tự)", en: "New PIN (6 characters or more)" },
  samePin: { vi: "Nhập lại mã PIN", en: "The same again" },
  otherPin: { vi: "Hai lần nhập khác nhau; chưa đổi gì", en: "The two differ; nothing was changed" },
  plainPin: {
    vi: "Mã PIN quá dễ đoán: chọn 6 đến 64 ký tự, không phải 111111 hay 123456. Chưa đổi gì",
    en: "That PIN is too easily guessed: choose 6 to 64 characters that are not 111111 or 123456. Nothing was changed",
  },
  pinSet: { vi: "Đã đặt mã PIN", en: "The PIN is set" },
  none: { vi: "Quầy chưa có chứng nhận nào", en: "The counter has no certificate yet" },
} as const satisfies Record<string, Words>;
