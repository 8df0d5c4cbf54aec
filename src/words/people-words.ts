import type { Words } from "#words/words.js";

/** What `hailong hub user` and `hailong hub audit` say. */
export const peopleWords = {
  user: { vi: "tài khoản dùng các trang của hub", en: "accounts for the hub's pages" },
  add: {
    vi: "thêm tài khoản; mật khẩu gõ tại bàn phím hoặc là dòng đầu của stdin",
    en: "add an account; the password is typed, or the first line of stdin",
  },
  list: { vi: "liệt kê tài khoản", en: "list the accounts" },
  role: { vi: "đổi vai trò", en: "change a role" },
  password: { vi: "đặt mật khẩu mới", en: "set a new password" },
  disable: { vi: "khóa tài khoản; phiên đang mở kết thúc ngay", en: "disable an account; its sessions end at once" },
  enable: { vi: "mở lại tài khoản", en: "enable an account again" },
  name: { vi: "tên đăng nhập: a–z, 0–9, '.', '_', '-'", en: "the name to sign in by: a–z, 0–9, '.', '_', '-'" },
  roles: {
    vi: "viewer xem; operator trả lời góp ý, nhập và xuất số liệu; admin đổi chính sách, xem nhật ký",
    en: "viewer reads; operator answers feedback, imports and exports; admin sets the policy and reads the audit log",
  },
  newPassword: { vi: "Mật khẩu mới (từ 10 ký tự)", en: "New password (10 or more characters)" },
  samePassword: { vi: "Nhập lại mật khẩu", en: "The same again" },
  differ: { vi: "Hai lần nhập khác nhau, chưa đổi gì", en: "The two differ; nothing was changed" },
  added: { vi: "Đã thêm tài khoản", en: "Account added" },
  changed: {
    vi: "Đã đổi. Các phiên đang mở của tài khoản đã kết thúc",
    en: "Changed. Open sessions of the account have ended",
  },
  disabled: { vi: "đã khóa", en: "disabled" },
  nobody: { vi: "Chưa có tài khoản nào", en: "There is no account yet" },
  audit: { vi: "nhật ký: ai làm gì, khi nào", en: "the audit log: who did what, and when" },
  verify: { vi: "kiểm tra chuỗi mã băm của nhật ký", en: "check the chain of hashes" },
  most: { vi: "số dòng mới nhất", en: "so many of the newest rows" },
  whole: { vi: "nhật ký còn nguyên vẹn", en: "the log is whole" },
  rows: { vi: "dòng", en: "rows" },
  head: { vi: "mã băm của dòng cuối", en: "hash of the last row" },
  altered: { vi: "dòng đã bị sửa", en: "the row was altered" },
  unlinked: { vi: "dòng không nối với dòng trước", en: "the row does not follow from the one before" },
  missing: { vi: "thiếu dòng", en: "a row is missing" },
} as const satisfies Record<string, Words>;
