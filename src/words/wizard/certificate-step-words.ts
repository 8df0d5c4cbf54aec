import type { Words } from "#words/words.js";

/** The certificate: whether it can be issued, and those that were. */
export const certificateStepWords = {
  verdict: { vi: "Kết luận", en: "Verdict" },
  issue: { vi: "Ký và cấp chứng nhận", en: "Sign and issue the certificate" },
  issued: { vi: "Đã cấp chứng nhận {id}.", en: "Certificate {id} was issued." },
  cannotIssue: { vi: "Chưa cấp được. Còn phải làm:", en: "It cannot be issued yet. Still to do:" },
  zoneFirst: { vi: "Lưu hoặc hoàn tác vùng đang vẽ", en: "Save the zone that you are drawing, or undo" },
  check: { vi: "Mục", en: "Check" },
  figure: { vi: "Số đo", en: "Figure" },
  limits: { vi: "Giới hạn", en: "Limits" },
  result: { vi: "Kết quả", en: "Result" },
  certificates: { vi: "Chứng nhận của quầy", en: "The counter's certificates" },
  certificatesNone: { vi: "Chưa có chứng nhận nào.", en: "There is none yet." },
  valid: { vi: "đang có hiệu lực", en: "valid now" },
  open: { vi: "Mở bản in", en: "Open to print" },
  download: { vi: "Tải tệp JSON", en: "Download JSON" },
  compare: { vi: "So sánh", en: "Compare" },
  compareHint: { vi: "Đánh dấu hai chứng nhận để so sánh.", en: "Tick two certificates to compare them." },
  compareSame: { vi: "Hai chứng nhận có số đo như nhau.", en: "Both have the same figures." },
} as const satisfies Record<string, Words>;
