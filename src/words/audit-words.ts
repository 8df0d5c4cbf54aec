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
    vi: "edge.yaml của quầy có khóa dùng để ký; bỏ trống: một khóa chỉ dùng cho lần chạy này",
    en: "edge.yaml of the counter whose key signs; without it a key of this run only",
  },
  verify: { vi: "kiểm tra chữ ký và nội dung của một biên bản", en: "check a report's signature and content" },
  file: { vi: "tệp biên bản (--out)", en: "report file (--out)" },
  nameReport: { vi: "Nêu tên tệp biên bản", en: "Name a report file" },
  outFolder: {
    vi: "Chọn một thư mục đã có và được phép ghi",
    en: "Choose a folder that exists and may be written to",
  },
  playing: {
    vi: "Đang chạy phiên kiểm tra dưới strace, chừng một phút",
    en: "Playing a session under strace, about a minute",
  },
  noStrace: { vi: "Thiếu chương trình strace", en: "strace is missing" },
  installStrace: {
    vi: "Gói hailong chỉ gợi ý strace, không cài kèm. Cài: apt-get install strace",
    en: "The package hailong suggests it and does not bring it. Install it: apt-get install strace",
  },
  title: { vi: "Những gì rời khỏi các chương trình của quầy", en: "What left the counter's programs" },
  found: { vi: "dấu: CÓ", en: "canary: FOUND" },
  clean: { vi: "dấu: không", en: "canary: no" },
  strange: { vi: "không được phép có", en: "should not be there" },
  blind: {
    vi: "Phiên kiểm tra không diễn ra như phải có, hoặc phép soát không thấy dấu ở nơi phải thấy: kết quả không có giá trị",
    en: "The session was not as it has to be, or the search does not see the canary where it must: this result is worth nothing",
  },
  codeInDesk: {
    vi: "Mã hồ sơ mà phần mềm gửi nhầm vẫn còn trong bộ nhớ của bàn quầy cho đến khi bị ghi đè hoặc khởi động lại; nó không rời khỏi đó",
    en: "The code that the software sent by mistake still lies in the desk's memory, until it is overwritten or restarted; it did not leave it",
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
  runKey: {
    vi: "Ký bằng một khóa chỉ dùng cho lần chạy này: cho thấy tệp không bị sửa, không cho thấy ai đã lập. Dùng -c /etc/hailong/edge.yaml để ký bằng khóa của quầy",
    en: "Signed by a key of this run only: it shows that the file was not changed, not who made it. -c /etc/hailong/edge.yaml signs with the counter's key",
  },
  kept: { vi: "Đã ghi biên bản có chữ ký. Kiểm tra", en: "The signed report is written. Check it" },
  notKept: {
    vi: "Phần in ra này không có chữ ký; --out TỆP ghi biên bản có chữ ký",
    en: "What is printed here is not signed; --out FILE writes the signed report",
  },
  genuine: { vi: "Chữ ký đúng", en: "The signature is good" },
  notGenuine: { vi: "Không phải biên bản hợp lệ", en: "Not a genuine report" },
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

/** What has to be so in a session; said where it was not. */
export const AUDIT_CONTROLS = {
  pictureFeed: {
    vi: "không thấy vạch đánh dấu giữa ffmpeg, camera-feed và mắt đọc",
    en: "the bars were not seen between ffmpeg, camera-feed and eye",
  },
  memoryWhileOpen: {
    vi: "không thấy vạch đánh dấu trong bộ nhớ của mắt đọc khi đang chấm",
    en: "the bars were not seen in the eye's memory while it read",
  },
  code: {
    vi: "phép soát không tìm ra mã hồ sơ trong chính những gì phần mềm đã gửi",
    en: "the search does not find the code in what the software itself had sent",
  },
  recorded: {
    vi: "phiên giao dịch không được chấm; nếu máy đang bận, chạy lại lúc rảnh",
    en: "the transaction was not scored; if the machine is busy, run it again when it is not",
  },
  traffic: {
    vi: "sổ ghi, tin MQTT, câu trả lời cho phần mềm một cửa hoặc đường giữa mắt đọc và bàn quầy không có byte nào",
    en: "ledger, MQTT, answers to one-stop software or the link between eye and desk carried nothing",
  },
} as const satisfies Record<string, Words>;
