import type { CalibrationVerdict, Check, Remedy, Row, RowVerdict } from "#contract/calibration.js";
import type { Drill } from "#contract/drill.js";
import type { Words } from "#words/words.js";

/** What a technician reads while a counter is calibrated. */
export const CHECK_WORDS: Record<Check, Words> = {
  source_rate: { vi: "Tốc độ hình của camera", en: "Camera's picture rate" },
  stalls: { vi: "Số lần hình bị ngắt", en: "Stalls" },
  latency: { vi: "Từ khung hình đến kết quả đọc (p95)", en: "Frame to reading (p95)" },
  faces: { vi: "Đúng một khuôn mặt trong vùng", en: "Exactly one face in the zone" },
  staff: { vi: "Cán bộ lọt vào vùng", en: "Staff in the zone" },
  face_width: { vi: "Bề rộng khuôn mặt", en: "Face width" },
  inter_eye: { vi: "Khoảng cách hai mắt", en: "Distance between the eyes" },
  yaw: { vi: "Góc quay trái – phải", en: "Turned left or right" },
  pitch: { vi: "Góc ngẩng – cúi", en: "Looking up or down" },
  roll: { vi: "Góc nghiêng đầu", en: "Tilted" },
  luminance: { vi: "Độ sáng khuôn mặt", en: "Light on the face" },
  contrast: { vi: "Độ tương phản khuôn mặt", en: "Contrast of the face" },
  backlight: { vi: "Ngược sáng", en: "Backlight" },
  lux: { vi: "Độ rọi đo bằng máy", en: "Lux by the meter" },
  flicker: { vi: "Nhấp nháy đèn 50 Hz", en: "Flicker of lamps, 50 Hz" },
  sharpness: { vi: "Độ nét", en: "Sharpness" },
  motion_blur: { vi: "Nhòe khi cử động", en: "Blur in motion" },
  drill_cover: { vi: "Thử: che ống kính", en: "Drill: lens covered" },
  drill_turn: { vi: "Thử: quay mặt đi", en: "Drill: turned away" },
  drill_mask: { vi: "Thử: đeo khẩu trang", en: "Drill: mask" },
  drill_second: { vi: "Thử: hai người cùng ngồi", en: "Drill: two people" },
  drill_staff: { vi: "Thử: cán bộ đi phía sau", en: "Drill: staff behind" },
  drill_replaced: { vi: "Thử: đổi người giữa chừng", en: "Drill: citizen replaced" },
  drill_expression: { vi: "Thử: bình thường, cười, cau mày", en: "Drill: neutral, smile, frown" },
  yield: { vi: "Tỉ lệ phiên thử chấm được", en: "Dry-run windows that are scored" },
};

export const VERDICT_WORDS: Record<CalibrationVerdict | RowVerdict, Words> = {
  pass: { vi: "ĐẠT", en: "pass" },
  warn: { vi: "LƯU Ý", en: "warn" },
  fail: { vi: "KHÔNG ĐẠT", en: "fail" },
  incomplete: { vi: "CHƯA ĐỦ", en: "incomplete" },
  unmeasured: { vi: "CHƯA ĐO", en: "not measured" },
};

export const UNIT_WORDS: Record<Row["unit"], Words> = {
  px: { vi: "điểm ảnh", en: "px" },
  degrees: { vi: "°", en: "°" },
  grey: { vi: "mức xám", en: "grey levels" },
  share: { vi: "phần", en: "share" },
  ratio: { vi: "lần", en: "ratio" },
  lux: { vi: "lux", en: "lux" },
  percent: { vi: "%", en: "%" },
  fps: { vi: "hình/giây", en: "pictures/s" },
  count: { vi: "lần", en: "times" },
  ms: { vi: "ms", en: "ms" },
  sharpness: { vi: "độ nét", en: "sharpness" },
  valence: { vi: "điểm sắc thái", en: "valence" },
};

/** What the people in front of the camera are asked, in a drill. */
export const PROMPT_WORDS: Record<Exclude<Drill, "expression"> | "neutral" | "smile" | "frown", Words> = {
  cover: { vi: "Lấy tay che ống kính", en: "Cover the lens with a hand" },
  turn: { vi: "Người ngồi quay mặt hẳn sang một bên", en: "Turn the face well to one side" },
  mask: { vi: "Người ngồi đeo khẩu trang", en: "Put on a mask" },
  second: { vi: "Thêm một người ngồi sát bên", en: "Let a second person sit close beside" },
  staff: { vi: "Một cán bộ đi qua phía sau", en: "Let a member of staff walk past behind" },
  replaced: { vi: "Đứng dậy, để người khác ngồi vào ghế", en: "Stand up, and let another person sit down" },
  neutral: { vi: "Nhìn thẳng, mặt bình thường", en: "Look straight, with a neutral face" },
  smile: { vi: "Cười tươi", en: "Smile" },
  frown: { vi: "Cau mày", en: "Frown" },
};

const REMEDY_WORDS: Record<Remedy["code"], (much: string) => Words> = {
  move_closer: (much) => ({ vi: `Kéo ghế lại gần${much}`, en: `Move the chair closer${byOf(much)}` }),
  lower_camera: (much) => ({ vi: `Hạ camera${much}`, en: `Lower the camera${byOf(much)}` }),
  raise_camera: (much) => ({ vi: `Nâng camera${much}`, en: `Raise the camera${byOf(much)}` }),
  move_camera_left: (much) => ({
    vi: `Dời camera sang trái (nhìn theo hình)${much}, để người dân nhìn thẳng vào camera`,
    en: `Move the camera to the left of the picture${byOf(much)}, so that the citizen faces it`,
  }),
  move_camera_right: (much) => ({
    vi: `Dời camera sang phải (nhìn theo hình)${much}, để người dân nhìn thẳng vào camera`,
    en: `Move the camera to the right of the picture${byOf(much)}, so that the citizen faces it`,
  }),
  level_camera: (much) => ({ vi: `Xoay camera cho thẳng${much}`, en: `Level the camera${byOf(much)}` }),
  front_light: () => ({
    vi: "Thêm đèn khuếch tán phía trước người dân",
    en: "Add a diffuse lamp in front of the citizen",
  }),
  less_light: () => ({
    vi: "Giảm đèn chiếu thẳng vào mặt hoặc giảm phơi sáng",
    en: "Dim the light on the face, or expose less",
  }),
  diffuse_light: () => ({ vi: "Thay đèn rọi bằng đèn khuếch tán", en: "Use a diffuse lamp instead of a spot" }),
  cover_background: () => ({
    vi: "Che cửa sổ hoặc nguồn sáng phía sau người dân (kéo rèm), hoặc đổi hướng camera",
    en: "Cover the window or lamp behind the citizen (draw the curtain), or turn the camera away from it",
  }),
  focus: () => ({ vi: "Lấy nét lại vào khuôn mặt, lau ống kính", en: "Focus on the face, and wipe the lens" }),
  shorter_exposure: () => ({
    vi: "Đặt tốc độ màn trập ngắn hơn (1/200 giây) và thêm sáng",
    en: "Set a shorter exposure (1/200 s), and add light",
  }),
  mains_frequency: () => ({
    vi: "Đặt chống nhấp nháy 50 Hz trong camera, hoặc thay đèn không nhấp nháy",
    en: "Set anti-flicker to 50 Hz in the camera, or use lamps that do not flicker",
  }),
  faster_stream: () => ({
    vi: "Chọn luồng phụ có ít nhất 12 hình/giây trong camera",
    en: "Choose a substream of at least 12 pictures per second in the camera",
  }),
  mend_network: () => ({
    vi: "Kiểm tra dây mạng, nguồn và giới hạn kết nối của camera",
    en: "Look at the camera's cable, power and limit of connections",
  }),
  lighter_stream: () => ({
    vi: "Chọn luồng nhỏ hơn (1280 × 720, H.264 hoặc MJPEG), hoặc giảm việc khác trên máy",
    en: "Choose a smaller stream (1280 × 720, H.264 or MJPEG), or run less else on the machine",
  }),
  one_person: () => ({
    vi: "Chỉ để một người trong vùng; thu hẹp vùng quanh ghế của người dân",
    en: "Keep one person in the zone; draw the zone closely round the citizen's chair",
  }),
  show_citizen: () => ({
    vi: "Mời một người ngồi vào ghế; hướng camera để thấy trọn khuôn mặt trong vùng",
    en: "Let one person sit on the chair; aim the camera so that the whole face is in the zone",
  }),
  exclude_staff: () => ({
    vi: "Thu hẹp vùng hoặc vẽ vùng che cán bộ",
    en: "Draw the zone narrower, or exclude where staff sit",
  }),
  repeat_drill: () => ({ vi: "Làm lại bài thử này, đúng theo lời nhắc", en: "Repeat the drill as it is prompted" }),
  mend_rows_above: () => ({ vi: "Sửa các mục chưa đạt ở trên trước", en: "Mend the rows above first" }),
};

/** ` 30 cm` → ` by 30 cm`. */
const byOf = (much: string): string => (much === "" ? "" : ` by${much}`);

export function remedyWords({ code, by, unit }: Remedy): Words {
  const much = by === undefined ? "" : unit === "degrees" ? ` ${by}°` : ` ${by} cm`;
  return REMEDY_WORDS[code](much);
}
