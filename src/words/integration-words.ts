import type { Words } from "#words/words.js";

/** What `hailong city` and `hailong hub token` say. */
export const integrationWords = {
  city: {
    vi: "chạy hub của thành phố: cộng số liệu mà các hub phường đã công bố",
    en: "run a city hub: adds up what ward hubs have released",
  },
  token: {
    vi: "mã truy cập cho phần mềm khác đọc hoặc gửi số liệu",
    en: "tokens with which other programs read, or bring in",
  },
  add: { vi: "tạo một mã, chỉ hiện một lần", en: "make one; it is shown once" },
  list: { vi: "liệt kê các mã (không hiện mã)", en: "list them, without what they open" },
  revoke: { vi: "hủy một mã", en: "revoke one" },
  name: { vi: "tên của phần mềm, ví dụ mot-cua", en: "the program's name, such as mot-cua" },
  scope: {
    vi: "figures: số liệu đã công bố; transactions: từng phiên theo mã, sau thời hạn của chính sách; imports: gửi số hồ sơ, hạn trả, phiếu điểm vào hub phường",
    en: "figures: what is released; transactions: single ones by token, after the policy's delay; imports: bring counts, due dates and points into a ward's hub",
  },
  shownOnce: {
    vi: "Hãy chép ngay mã dưới đây vào phần mềm đó; hub chỉ giữ mã băm",
    en: "Copy this into that program now; the hub keeps only its hash",
  },
  made: { vi: "tạo ngày", en: "made on" },
  revokedOn: { vi: "đã hủy ngày", en: "revoked on" },
  revoked: { vi: "đã hủy", en: "revoked" },
  none: { vi: "chưa có mã nào", en: "there is none" },
} as const satisfies Record<string, Words>;
