import type { Words } from "#words/words.js";

/** Why a report does not say how often the machines reported. */
export const UPTIME_WORDS = {
  not_recorded: {
    vi: "Trong kỳ không nhận được báo cáo tình trạng nào của thiết bị.",
    en: "No health report of a machine came in this period.",
  },
  workers: {
    vi: "Không tính: máy chủ của phường chạy nhiều tiến trình, mỗi tiến trình chỉ đếm phần báo cáo tình trạng gửi đến nó.",
    en: "Not given: the hub runs in several processes, and each counts only those health reports that reach it.",
  },
} as const satisfies Record<string, Words>;
