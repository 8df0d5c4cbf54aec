import type { Words } from "#words/words.js";

/** The distance from the lens to the eyes. */
export const lensWords = {
  lens: { vi: "Khoảng cách và ống kính", en: "Distance and lens" },
  fieldOfView: { vi: "Góc nhìn ngang của ống kính (độ)", en: "Lens: horizontal field of view (degrees)" },
  fieldOfViewHint: {
    vi: "Ghi trên hộp hoặc tờ thông số: ống 2,8 mm khoảng 100°, 4 mm khoảng 80°, 6 mm khoảng 50°.",
    en: "On the box or data sheet: a 2.8 mm lens has about 100°, 4 mm about 80°, 6 mm about 50°.",
  },
  save: { vi: "Lưu", en: "Save" },
  saved: { vi: "Đã lưu.", en: "Saved." },
  lensSaved: {
    vi: "Đã lưu góc nhìn. Mọi mục được đo lại từ đầu.",
    en: "The field of view is saved. Every check is measured anew.",
  },
  distanceNow: { vi: "Từ ống kính đến mắt, ước tính", en: "From lens to eyes, estimated" },
  distanceMost: { vi: "Xa nhất để đạt", en: "Farthest that passes" },
  breadth: { vi: "Bề ngang hình tại đó", en: "The picture's breadth there" },
  nobody: { vi: "chưa thấy khuôn mặt", en: "no face seen" },
} as const satisfies Record<string, Words>;
