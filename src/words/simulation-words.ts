import { modeWords } from "#words/mode-words.js";
import type { Words } from "#words/words.js";

/** What `hailong simulate`, its report and its picture say. */
export const simulationWords = {
  command: {
    vi: "mô phỏng nghìn phiên với sự thật biết trước, qua đúng mã chấm điểm và mã hub",
    en: "play thousands of transactions with known truth through the real scoring and hub code",
  },
  scenario: { vi: "tình huống", en: "what the simulated ward is like" },
  transactions: { vi: "số phiên", en: "how many transactions" },
  seed: { vi: "hạt giống: cùng số thì cùng kết quả", en: "the same seed gives the same result" },
  json: { vi: "in một đối tượng JSON", en: "print one JSON object" },
  svg: { vi: "ghi hình vẽ SVG", en: "write a picture (SVG)" },
  into: {
    vi: "ghi số liệu mô phỏng của một phường vào kho của hub này (hub phải đang dừng và còn trống)",
    en: "fill the store of this hub with a made-up ward (a hub that is stopped and empty)",
  },
  forDays: { vi: "với --into: số ngày", en: "with --into: how many days" },
  until: { vi: "với --into: ngày cuối, mặc định hôm qua", en: "with --into: the last day; default: yesterday" },
  release: {
    vi: "với --into: công bố ngay những ô số liệu đã đến hạn",
    en: "with --into: release at once the cells that are due",
  },
  perDay: { vi: "với --into: số phiên một ngày thường", en: "with --into: transactions of an ordinary day" },
  filled: { vi: "đã ghi SỐ LIỆU MÔ PHỎNG vào", en: "MADE-UP FIGURES were stored in" },
  counted: { vi: "phiên", en: "transactions" },
  taps: { vi: "lượt chạm", en: "taps" },
  events: { vi: "sự kiện đã ký", en: "signed events" },
  machines: {
    vi: "máy báo cáo đúng hạn trong {reported} giờ mở cửa; {certified} trên {counters} quầy có chứng nhận hiệu chỉnh",
    en: "machines reported in {reported} of the opening hours; {certified} of {counters} counters have a calibration certificate",
  },
  office: {
    vi: "số tháng đã nhập số hồ sơ: {months}; góp ý: {received} chưa trả lời, {answered} đã trả lời, {closed} đã đóng",
    en: "months with dossier counts: {months}; feedback: {received} waiting, {answered} answered, {closed} closed",
  },
  story: { vi: "Chuyện của năm ấy:", en: "The story of that year:" },
  storyFields: {
    vi: "tháng {month}: dat-dai giảm thật, xay-dung chỉ có vẻ giảm",
    en: "in {month} dat-dai fell, and xay-dung only seems to have fallen",
  },
  story_drifting: {
    vi: "{counter}: camera tối dần, chứng nhận không còn giá trị",
    en: "{counter}: its camera gets ever darker, and its certificate no longer holds",
  },
  story_blind: { vi: "{counter}: camera mất hình hai ngày", en: "{counter}: no picture for two days" },
  story_outage: { vi: "{counter}: tắt máy hai ngày", en: "{counter}: switched off for two days" },
  story_late: { vi: "{counter}: đứt mạng, sự kiện về muộn", en: "{counter}: its line was cut, events came late" },
  story_lost: {
    vi: "{counter}: thay ổ đĩa, mất {events} sự kiện",
    en: "{counter}: its disk was replaced, {events} events are lost",
  },
  story_emptyTaps: {
    vi: "{counter}: có người chạm liên tục khi trước quầy không có ai",
    en: "{counter}: somebody tapped on while nobody stood there",
  },
  stoppedEarly: {
    vi: "bị dừng giữa chừng: hãy xóa thư mục dữ liệu và danh sách thiết bị rồi chạy lại",
    en: "stopped before its end: remove the data folder and the devices file, and run it again",
  },
  title: { vi: "Mô phỏng", en: "Simulation" },
  ward: { vi: "phiên", en: "transactions" },
  days: { vi: "ngày làm việc", en: "working days" },
  consenting: { vi: "đồng ý chấm", en: "agreed" },
  scored: { vi: "có điểm máy chấm", en: "scored" },
  rated: { vi: "có chạm đánh giá", en: "rated" },
  dissatisfied: { vi: "chạm “không hài lòng”", en: "tapped dissatisfied" },
  abstained: { vi: "không đủ điều kiện chấm", en: "abstained" },
  learning: { vi: "Học ánh xạ (từ hai phần ba đầu)", en: "Learning the mapping (from the first two thirds)" },
  unseen: { vi: "Một phần ba cuối, chưa từng dùng để học", en: "The last third, which learning never saw" },
  raw: { vi: "điểm thô", en: "raw score" },
  learned: { vi: "ánh xạ học được", en: "learned mapping" },
  againstTaps: { vi: "so với đánh giá chạm", en: "against taps" },
  againstTruth: { vi: "so với sự thật (chỉ mô phỏng mới biết)", en: "against the truth (only a simulation knows it)" },
  recall: { vi: "tìm ra người không hài lòng", en: "recall on dissatisfied" },
  precision: { vi: "đúng khi xếp không hài lòng", en: "precision" },
  falseAlarm: { vi: "xếp nhầm vào không hài lòng", en: "false alarm" },
  mode: { vi: "chế độ", en: "mode" },
  demands: { vi: "Tình huống này phải kết thúc như sau", en: "This scenario must end like this" },
  met: { vi: "đạt", en: "met" },
  notMet: { vi: "KHÔNG ĐẠT", en: "NOT MET" },
  simulated: { vi: "Số liệu mô phỏng, không phải số liệu thật", en: "Simulated figures, not real ones" },
  scoresByTap: { vi: "Điểm thô theo đánh giá chạm", en: "Raw score by tap" },
  mappedByTap: { vi: "Theo ánh xạ học được", en: "By the learned mapping" },
  axis: { vi: "ngang: điểm; dọc: phần của mức đó", en: "across: score; up: share of that level" },
} as const satisfies Record<string, Words>;

export const levelWords = {
  dissatisfied: { vi: "không hài lòng", en: "dissatisfied" },
  satisfied: { vi: "hài lòng", en: "satisfied" },
  very_satisfied: { vi: "rất hài lòng", en: "very satisfied" },
} as const satisfies Record<string, Words>;

export const scenarioWords = {
  informative: { vi: "biểu cảm có liên quan tới hài lòng", en: "faces follow satisfaction" },
  null: { vi: "biểu cảm không liên quan tới đánh giá", en: "faces unrelated to taps" },
  blinded: { vi: "camera bị che", en: "the cameras are covered" },
  biased: { vi: "camera một quầy đọc lệch", en: "one counter's camera reads otherwise" },
  rare: { vi: "hiếm người không hài lòng, như ở một quận", en: "dissatisfied is rare, as in one district" },
} as const satisfies Record<string, Words>;

export const demandWords = {
  mapping_adopted: { vi: "nhận ánh xạ học được", en: "the learned mapping is adopted" },
  better_unseen: {
    vi: "trên phần chưa thấy, κ của ánh xạ cao hơn điểm thô (cả đầu thấp của khoảng)",
    en: "on unseen transactions its κ lies above the raw score's, with the low end of its interval too",
  },
  no_odd_camera: { vi: "không nghi oan camera nào", en: "no camera is called odd" },
  odd_camera_found: { vi: "chỉ ra đúng camera đọc lệch", en: "the odd camera is found, and no other" },
  mapping_refused: { vi: "từ chối ánh xạ", en: "the mapping is refused" },
  never_active: { vi: `chế độ không bao giờ là “${modeWords.active.vi}”`, en: "the mode is never active" },
  no_score: { vi: "không chấm điểm phiên nào", en: "no transaction is scored" },
  abstains_as_dark: { vi: "mọi phiên đều nói lý do: tối", en: "every window says why: dark" },
  too_few_dissatisfied: {
    vi: "nói rõ chưa đủ lượt chạm “không hài lòng”, và còn bao lâu",
    en: "it says that dissatisfied taps are too few, and for how long still",
  },
} as const satisfies Record<string, Words>;
