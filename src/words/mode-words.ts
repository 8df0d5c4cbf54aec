import type { Words } from "#words/words.js";

/** How the camera's figures may be used: one word for each mode, wherever it is shown. */
export const modeWords = {
  active: { vi: "được dùng", en: "active" },
  advisory: { vi: "tham khảo", en: "advisory" },
  suspended: { vi: "tạm ngừng", en: "suspended" },
} as const satisfies Record<string, Words>;
