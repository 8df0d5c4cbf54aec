import type { Words } from "#words/words.js";

/** What the frame of the city's page says otherwise than the ward's. */
export const cityFrameWords = {
  title: { vi: "Hailong: số liệu của các phường, xã", en: "Hailong: the wards' figures" },
  overview: { vi: "Số liệu của các phường, xã", en: "The wards' figures" },
  footer: {
    vi: "Chỉ gồm những gì các phường, xã đã công bố: mọi con số gộp từ ít nhất {k} lượt. Không hiển thị từng người dân, không xếp hạng phường, xã hay cán bộ.",
    en: "Only what wards have released: every figure stands for {k} transactions at least. No single citizen is shown, no ward and no clerk is ranked.",
  },
} as const satisfies Record<string, Words>;
