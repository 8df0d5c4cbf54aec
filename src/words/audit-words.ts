import type { Words } from "#words/words.js";

/** What `hailong privacy-audit` says. */
export const auditWords = {
  command: {
    vi: "kiểm tra riêng tư: chạy một phiên trên cảnh có đánh dấu và soát mọi thứ rời khỏi chương trình",
    en: "play a session on marked footage and search everything that leaves the counter's programs",
  },
  json: { vi: "in biên bản đã ký dạng JSON", en: "print the signed report as JSON" },
  out: { vi: "ghi biên bản đã ký vào tệp", en: "write the signed report to this file" },
  config: {
    vi: "edge.yaml của quầy có khóa dùng để ký; bỏ trống: khóa của phiên kiểm tra",
    en: "edge.yaml of the counter whose key signs; without it the key that the audited session made",
  },
  posted: { vi: "Đang kiểm tra, không có người dân.", en: "An audit; no citizen is seen." },
  playing: {
    vi: "Đang chạy phiên kiểm tra dưới strace, chừng một phút",
    en: "Playing a session under strace, about a minute",
  },
  noStrace: { vi: "Thiếu chương trình strace", en: "strace is missing" },
  installStrace: { vi: "Cài: apt-get install strace", en: "Install it: apt-get install strace" },
  title: { vi: "Những gì rời khỏi các chương trình của quầy", en: "What left the counter's programs" },
  found: { vi: "dấu: CÓ", en: "canary: FOUND" },
  clean: { vi: "dấu: không", en: "canary: no" },
  strange: { vi: "không được phép có", en: "should not be there" },
  blind: {
    vi: "Phép soát không thấy dấu ở nơi phải thấy: kết quả không có giá trị",
    en: "The search does not see the canary where it has to: this result is worth nothing",
  },
  good: {
    vi: "Canary found: no. Không khuôn mặt nào, không mã hồ sơ nào rời khỏi chương trình.",
    en: "Canary found: no. No face and no dossier code left the programs.",
  },
  bad: {
    vi: "Có thứ rời khỏi chương trình. Ngừng chấm tại quầy này và gửi biên bản cho nơi cung cấp.",
    en: "Something left the programs. Stop scoring at this counter and send this report to whoever supplied it.",
  },
  signed: { vi: "Ký bằng khóa của thiết bị", en: "Signed by the key of device" },
} as const satisfies Record<string, Words>;

export const AUDIT_CHANNELS = {
  files: { vi: "Tệp khác", en: "Other files" },
  ledger: { vi: "Sổ ghi, cả trang trống và nhật ký ghi trước", en: "Ledger, with free pages and write-ahead log" },
  log: { vi: "Nhật ký", en: "Log" },
  mqtt: { vi: "Tin MQTT", en: "MQTT" },
  api: { vi: "Trả lời cho phần mềm một cửa", en: "Answers to one-stop software" },
  network: { vi: "Kết nối mạng khác", en: "Any other connection" },
  eye_link: { vi: "Giữa mắt đọc và bàn quầy", en: "Between eye and desk" },
  inside: { vi: "Ống dẫn nội bộ khác", en: "Other pipes within" },
  names: { vi: "Tên tệp", en: "Names of files" },
  arguments: { vi: "Dòng lệnh và biến môi trường", en: "Argument lists and environments" },
  memory: { vi: "Bộ nhớ sau khi đóng phiên", en: "Memory after the close" },
  core: { vi: "Tệp kết xuất bộ nhớ (core)", en: "Core dumps" },
} as const satisfies Record<string, Words>;
