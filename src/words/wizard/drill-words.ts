import type { Words } from "#words/words.js";

/** Lux, drills and the dry run: what the technician does beside measuring. */
export const drillWords = {
  luxEntry: {
    vi: "Độ rọi tại mặt người dân, đo bằng máy (lux, không bắt buộc)",
    en: "Lux at the citizen's face, by your meter (optional)",
  },
  luxClear: { vi: "Bỏ số đo", en: "Clear" },

  start: { vi: "Làm bài thử", en: "Start" },
  repeat: { vi: "Làm lại", en: "Repeat" },
  allDrills: { vi: "Làm lần lượt các bài chưa đạt", en: "Do all that have not passed, in order" },
  getReady: { vi: "Chuẩn bị", en: "Get ready" },
  hold: { vi: "Giữ nguyên", en: "Hold" },
  nextDrill: { vi: "Bài thử tiếp theo", en: "Next drill" },
  stop: { vi: "Dừng", en: "Stop" },
  drillDone: { vi: "{drill}: {verdict}", en: "{drill}: {verdict}" },
  mostlySeen: { vi: "Máy đọc phần lớn thời gian: {what}", en: "Mostly read: {what}" },
  part: { vi: "Phần {n}/{of}", en: "Part {n} of {of}" },

  soakFor: { vi: "Thời gian", en: "For how long" },
  minutes: { vi: "{n} phút", en: "{n} min" },
  soakStart: { vi: "Bắt đầu chạy thử", en: "Start the dry run" },
  soakLeft: { vi: "Còn {time}", en: "{time} left" },
  soakIdle: { vi: "Chưa chạy", en: "Not running" },
  soakGoesOn: {
    vi: "Giữ trang này mở. Làm bài thử, đổi camera hoặc lưu vùng sẽ dừng chạy thử.",
    en: "Keep this page open. A drill, another camera or another zone ends the dry run.",
  },
} as const satisfies Record<string, Words>;
