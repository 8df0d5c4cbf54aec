import type { Policy } from "#contract/policy.js";
import { classWords } from "#words/evaluation-words.js";
import type { Words } from "#words/words.js";

const expression = (name: keyof Policy["valence"]): Words => ({ vi: classWords[name] ?? name, en: name });

/** The figures of a policy's groups, as the history and the audit log name them. */
export const policyPartWords = {
  part_happiness: expression("happiness"),
  part_anger: expression("anger"),
  part_disgust: expression("disgust"),
  part_contempt: expression("contempt"),
  part_sadness: expression("sadness"),
  part_fear: expression("fear"),
  part_surprise: expression("surprise"),
  part_neutral: expression("neutral"),
  part_whole: { vi: "cả phiên", en: "the whole" },
  part_end: { vi: "đoạn cuối", en: "the end" },
  part_minimumSeconds: { vi: "ngắn nhất (giây)", en: "at least (seconds)" },
  part_minimumCoverage: { vi: "phần đọc được, ít nhất", en: "share that could be read, at least" },
  part_maximumIntervalPoints: { vi: "khoảng sai số, nhiều nhất (điểm)", en: "interval, at most (points)" },
  part_maximumSeconds: { vi: "tự đóng sau (giây)", en: "closed by itself after (seconds)" },
  part_gapSeconds: { vi: "một lần đọc có giá trị trong (giây)", en: "a reading speaks for (seconds)" },
  part_minimumFaceWidth: { vi: "bề rộng khuôn mặt, ít nhất (điểm ảnh)", en: "face width, at least (px)" },
  part_minimumInterEye: { vi: "khoảng cách hai mắt, ít nhất (điểm ảnh)", en: "between the eyes, at least (px)" },
  part_maximumYaw: { vi: "quay trái – phải, nhiều nhất (độ)", en: "turned left or right, at most (degrees)" },
  part_maximumPitch: { vi: "ngẩng – cúi, nhiều nhất (độ)", en: "looking up or down, at most (degrees)" },
  part_maximumRoll: { vi: "nghiêng đầu, nhiều nhất (độ)", en: "tilted, at most (degrees)" },
  part_minimumSharpness: { vi: "độ nét, ít nhất", en: "sharpness, at least" },
  part_minimumLuminance: { vi: "độ sáng, ít nhất (mức xám)", en: "light, at least (grey level)" },
  part_maximumLuminance: { vi: "độ sáng, nhiều nhất (mức xám)", en: "light, at most (grey level)" },
  part_minimumContrast: { vi: "độ tương phản, ít nhất (mức xám)", en: "contrast, at least (grey levels)" },
  part_maximumUnreadable: { vi: "phần không rõ, nhiều nhất", en: "unreadable share, at most" },
  part_budgetMs: { vi: "thời gian đọc một hình (ms)", en: "time to read a picture (ms)" },
  part_faceWidth: { vi: "bề rộng khuôn mặt (điểm ảnh)", en: "face width (px)" },
  part_interEye: { vi: "khoảng cách hai mắt (điểm ảnh)", en: "between the eyes (px)" },
  part_angle: { vi: "góc mặt", en: "angle of the face" },
  part_within: { vi: "trong khoảng ± (độ)", en: "within ± (degrees)" },
  part_share: { vi: "ở phần hình, ít nhất", en: "in a share of pictures, at least" },
  part_darkest: { vi: "độ sáng, ít nhất (mức xám)", en: "light, at least (grey level)" },
  part_brightest: { vi: "độ sáng, nhiều nhất (mức xám)", en: "light, at most (grey level)" },
  part_contrast: { vi: "độ tương phản (mức xám)", en: "contrast (grey levels)" },
  part_backlight: { vi: "phần hình ngược sáng", en: "share with backlight" },
  part_lux: { vi: "độ rọi (lux)", en: "light by the meter (lux)" },
  part_flicker: { vi: "nhấp nháy (%)", en: "flicker (%)" },
  part_sharpness: { vi: "độ nét", en: "sharpness" },
  part_motionBlur: { vi: "độ nét khi cử động so với khi ngồi yên", en: "sharpness in motion to that at rest" },
  part_sourceRate: { vi: "hình mỗi giây", en: "pictures per second" },
  part_stallMs: { vi: "coi là ngắt hình sau (ms)", en: "a stall is longer than (ms)" },
  part_stalls: { vi: "số lần ngắt hình", en: "stalls" },
  part_faces: { vi: "phần hình có đúng một khuôn mặt", en: "share with exactly one face" },
  part_staffFrames: { vi: "số hình có cán bộ lọt vào", en: "pictures with staff in the zone" },
  part_latency: { vi: "thời gian đọc so với mức cho phép", en: "time to read, to what is allowed" },
  part_drill: { vi: "phần hình của bài thử từ chối đúng lý do", en: "share of a drill that abstains rightly" },
  part_drillScored: {
    vi: "phần hình của bài thử vẫn bị đọc, nhiều nhất",
    en: "share of a drill that is read all the same, at most",
  },
  part_expressionGap: { vi: "cách biệt giữa cau mày, bình thường và cười", en: "between frown, neutral and smile" },
  part_yield: { vi: "phần phiên thử chấm được", en: "share of dry-run windows that are scored" },
  part_leastFrames: { vi: "số hình ít nhất để xét", en: "pictures without which nothing is judged" },
  part_pass: { vi: "đạt", en: "pass" },
  part_fail: { vi: "không đạt", en: "fail" },
  part_enabled: { vi: "đang dùng", en: "in use" },
  part_openAfterSeconds: { vi: "mở phiên sau (giây)", en: "opens after (seconds)" },
  part_closeAfterSeconds: { vi: "đóng phiên sau (giây)", en: "closes after (seconds)" },
} as const satisfies Record<string, Words> & Needed;

type Group = "valence" | "score" | "window" | "reading" | "calibration" | "presence";
type Limits = Policy["calibration"]["faceWidth"] & Policy["calibration"]["angle"];
/** A new figure of a group is not to be read raw. */
type Needed = Record<`part_${{ [G in Group]: keyof Policy[G] }[Group] | keyof Limits}`, Words>;
