import type { Words } from "#words/words.js";

/** What `hailong hub backup`, `erase` and `verify` say. */
export const hubWords = {
  backup: {
    vi: "sao lưu kho SQLite, kể cả khi hub đang chạy",
    en: "back up the SQLite store, also while the hub runs",
  },
  backupFile: { vi: "tệp sao lưu, chưa có sẵn", en: "the backup's file, which does not exist yet" },
  backupOffice: {
    vi: "chỉ sao lưu office.db: tài khoản, nhật ký, góp ý",
    en: "only office.db: people, audit log, feedback",
  },
  backedUp: { vi: "đã sao lưu và kiểm tra", en: "backed up and checked" },
  erase: {
    vi: "xóa nội dung các tháng cũ, giữ mã băm và số liệu",
    en: "erase the contents of past months; hashes and figures stay",
  },
  before: {
    vi: "xóa những gì nhận trước tháng này, ví dụ 2026-03",
    en: "what was received before this month, such as 2026-03",
  },
  erased: { vi: "sự kiện đã xóa nội dung", en: "events whose content was erased" },
  verify: {
    vi: "kiểm tra mọi chuỗi sự kiện: mã băm, liên kết, chữ ký (không đổi gì)",
    en: "walk every chain: hashes, links, signatures; changes nothing",
  },
  chains: { vi: "chuỗi", en: "chains" },
  events: { vi: "sự kiện", en: "events" },
  contentErased: { vi: "đã xóa nội dung, còn mã băm", en: "content erased, hash kept" },
  withoutKey: { vi: "không còn khóa để kiểm chữ ký", en: "no key to check the signature with" },
  gaps: { vi: "còn thiếu, đã hỏi lại quầy", en: "known to be missing, asked for again" },
  faults: { vi: "lỗi", en: "faults" },
  missing: { vi: "thiếu sự kiện", en: "the event is missing" },
  altered: { vi: "nội dung không khớp mã băm", en: "the content is not what its hash says" },
  misplaced: { vi: "nội dung của sự kiện khác", en: "the content is another event's" },
  unlinked: { vi: "không nối với sự kiện trước", en: "it does not name the one before" },
  forged: { vi: "chữ ký sai", en: "its desk did not sign it" },
  head: { vi: "chuỗi kết thúc sai chỗ", en: "the chain does not end where the hub says" },
} as const satisfies Record<string, Words>;
