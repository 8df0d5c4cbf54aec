import type { Words } from "#words/words.js";
export const auditWords = {
  posted: { vi: "Đang kiểm tra, không có công dân.", en: "An audit; no citizen is seen." },
  noStrace: { vi: "Thiếu chương trình strace", en: "strace is missing" },
  installStrace: { vi: "Cài: apt-get install strace", en: "Install it: apt-get install strace" },
} as const satisfies Record<string, Words>;
