import type { Words } from "#words/words.js";

/** The live picture and its figures. */
export const instrumentWords = {
  preview: { vi: "Hình trực tiếp từ camera", en: "Live picture of the camera" },
  noPicture: { vi: "Chưa có hình từ camera", en: "No picture from the camera yet" },
  live: { vi: "Số đo tức thời", en: "Live figures" },
  reading: { vi: "Kết quả đọc", en: "Reading" },
  readable: { vi: "đọc được", en: "can be read" },
  facesSeen: { vi: "Khuôn mặt", en: "Faces" },
  rate: { vi: "Hình/giây", en: "Pictures/s" },
  latency: { vi: "Độ trễ", en: "Latency" },
  yaw: { vi: "Trái – phải", en: "Left – right" },
  pitch: { vi: "Ngẩng – cúi", en: "Up – down" },
  roll: { vi: "Nghiêng", en: "Tilt" },
  onFace: { vi: "Khuôn mặt", en: "Face" },
  behind: { vi: "Phía sau", en: "Behind" },
  wholeZone: { vi: "Cả vùng", en: "Whole zone" },
  histogram: {
    vi: "Phân bố độ sáng trong vùng, từ tối đến sáng. Dồn ở một đầu là mất chi tiết.",
    en: "Light in the zone, dark to bright. A heap at either end has lost its detail.",
  },
  glare: { vi: "Chói trên mặt", en: "Glare on the face" },
  contrast: { vi: "Tương phản", en: "Contrast" },
  sharpness: { vi: "Độ nét", en: "Sharpness" },
  motion: { vi: "Chuyển động", en: "Motion" },
  motionUnit: { vi: "bề rộng mặt/giây", en: "face widths/s" },
} as const satisfies Record<string, Words>;
