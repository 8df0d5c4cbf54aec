import type { Words } from "#words/words.js";

/** The zone and its masks, drawn by hand or by keyboard. */
export const zoneWords = {
  outlines: { vi: "Đang sửa", en: "Editing" },
  citizenZone: { vi: "Vùng người dân", en: "Citizen zone" },
  mask: { vi: "Vùng che {n}", en: "Mask {n}" },
  addMask: { vi: "Thêm vùng che", en: "Add a mask" },
  removeMask: { vi: "Xóa vùng che", en: "Remove the mask" },
  addCorner: { vi: "Thêm góc", en: "Add a corner" },
  removeCorner: { vi: "Xóa góc", en: "Remove the corner" },
  undo: { vi: "Hoàn tác", en: "Undo" },
  reset: { vi: "Về mặc định", en: "Reset" },
  saveZone: { vi: "Lưu vùng", en: "Save the zone" },
  corner: {
    vi: "{outline}, góc {n}/{of}: ngang {x}%, dọc {y}%",
    en: "{outline}, corner {n} of {of}: {x}% across, {y}% down",
  },
  zoneKeys: {
    vi: "Bàn phím: Tab chọn góc, mũi tên di chuyển (giữ Shift để đi xa hơn), Insert thêm góc, Delete xóa góc.",
    en: "Keyboard: Tab picks a corner, arrows move it (with Shift farther), Insert adds one, Delete removes it.",
  },
  faultCrossing: {
    vi: "{outline}: các cạnh cắt nhau. Kéo góc ra hoặc bấm “Hoàn tác”.",
    en: "{outline}: its edges cross. Drag a corner away, or press “Undo”.",
  },
  faultSmall: { vi: "{outline}: quá nhỏ. Kéo rộng ra.", en: "{outline}: too small. Draw it larger." },
  faultCovered: {
    vi: "Vùng che lấp gần hết vùng người dân. Thu nhỏ vùng che.",
    en: "The masks cover nearly all of the citizen zone. Make them smaller.",
  },
  zoneUnsaved: { vi: "Vùng đã thay đổi, chưa lưu.", en: "The zone was changed and is not saved." },
  zoneSaved: {
    vi: "Vùng đã lưu. Mọi mục được đo lại từ đầu.",
    en: "The zone is saved. Every check is measured anew.",
  },
} as const satisfies Record<string, Words>;
