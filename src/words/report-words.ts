import type { BANDS_OF_SHEET } from "#contract/reports.js";
import { PAIRS_COME_LATER } from "#words/agreement-words.js";
import { MAY_BE_CHANCE } from "#words/comparison-words.js";
import { modeWords } from "#words/mode-words.js";
import type { Words } from "#words/words.js";

/** What the monthly and quarterly report says. It is an office's own document: sober, and every figure with what it is made of. */
export const reportWords = {
  nation: { vi: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", en: "SOCIALIST REPUBLIC OF VIET NAM" },
  motto: { vi: "Độc lập - Tự do - Hạnh phúc", en: "Independence - Freedom - Happiness" },
  number: { vi: "Số: ……/BC-……", en: "No.: ……" },
  placeAndDate: { vi: "{place}, ngày …… tháng …… năm {year}", en: "{place}, date: ……/……/{year}" },
  report: { vi: "BÁO CÁO", en: "REPORT" },
  month: { vi: "Tháng {n} năm {year}", en: "Month {n} of {year}" },
  quarter: { vi: "Quý {n} năm {year}", en: "Quarter {n} of {year}" },
  wholeWard: { vi: "Toàn đơn vị", en: "The whole office" },
  together: { vi: "Gộp chung (từng phần quá ít để công bố riêng)", en: "Several together (each too few to be shown)" },
  noData: {
    vi: "Kỳ này chưa có số liệu nào được công bố: chưa có phiên giao dịch, hoặc chưa đủ {k} phiên để công bố mà không lộ câu trả lời của ai.",
    en: "Nothing is published of this period: there was no transaction, or not yet the {k} that are needed so that nobody's answer shows.",
  },
  simulated: {
    vi: "DỮ LIỆU MÔ PHỎNG: các con số dưới đây không phải ý kiến của người dân.",
    en: "MADE-UP FIGURES: no citizen said what stands below.",
  },
  revision: {
    vi: "BẢN SỬA LẦN {n}: số liệu công bố muộn hoặc nhập lại đã làm thay đổi bản trước.",
    en: "REVISION {n}: figures that were released late, or imported again, changed the report before.",
  },

  overall: { vi: "Kết quả chung", en: "The period as a whole" },
  byField: { vi: "Theo lĩnh vực", en: "By field" },
  byProcedure: { vi: "Theo thủ tục", en: "By procedure" },
  doubleRating: { vi: "Đánh giá kép: chạm và máy", en: "Double rating: taps and the camera" },
  abstained: { vi: "Vì sao máy không chấm", en: "Why the camera abstained" },
  machines: { vi: "Hoạt động của thiết bị", en: "The machines" },
  index54Title: {
    vi: "Chỉ số 5.4 theo Quyết định 766/QĐ-TTg",
    en: "Index 5.4 of Decision 766",
  },
  sheetTitle: {
    vi: "Phiếu chấm 18 điểm theo Nghị định 61/2018/NĐ-CP",
    en: "The sheet of 18 points, after Decree 61/2018",
  },
  none: { vi: "Chưa có số liệu.", en: "Nothing recorded." },

  figure: { vi: "Chỉ tiêu", en: "Figure" },
  result: { vi: "Kết quả", en: "Result" },
  madeOf: { vi: "Tử số/mẫu số", en: "Made of" },
  interval: { vi: "Khoảng tin cậy 90%", en: "90% interval" },
  lower: { vi: "Cận dưới (90%)", en: "Lower end (90%)" },
  upper: { vi: "Cận trên (90%)", en: "Upper end (90%)" },
  scoreLower: { vi: "Điểm máy: cận dưới (90%)", en: "Estimate: lower end (90%)" },
  scoreUpper: { vi: "Điểm máy: cận trên (90%)", en: "Estimate: upper end (90%)" },
  change: { vi: "So với kỳ trước", en: "Against the period before" },
  clear: { vi: "rõ rệt", en: "clear" },
  unclear: MAY_BE_CHANCE,
  satisfied: { vi: "Hài lòng theo đánh giá chạm", en: "Satisfied, by taps" },
  ratedDossiers: {
    vi: "Hồ sơ được đánh giá (lượt chạm/hồ sơ tiếp nhận)",
    en: "Rated dossiers (taps/dossiers received)",
  },
  ratedShort: { vi: "Hồ sơ được đánh giá", en: "Rated dossiers" },
  ratingCoverage: { vi: "Độ phủ đánh giá chạm", en: "Coverage by taps" },
  cameraCoverage: { vi: "Độ phủ máy chấm", en: "Coverage by the camera" },
  meanScore: { vi: "Điểm máy ước lượng (0–100, chỉ tham khảo)", en: "The camera's estimate (0–100, advisory)" },
  transactions: { vi: "Phiên giao dịch", en: "Transactions" },
  scores: { vi: "Phiên máy chấm được", en: "Scored by the camera" },
  ratings: { vi: "Lượt chạm", en: "Taps" },
  dissatisfied: { vi: "Không hài lòng", en: "Dissatisfied" },
  satisfiedLevel: { vi: "Hài lòng", en: "Satisfied" },
  verySatisfied: { vi: "Rất hài lòng", en: "Very satisfied" },
  received: { vi: "Hồ sơ tiếp nhận", en: "Dossiers received" },
  resolved: { vi: "Đã giải quyết", en: "Resolved" },
  overdue: { vi: "Quá hạn", en: "Overdue" },
  complaints: { vi: "Phản ánh, kiến nghị", en: "Complaints" },
  disliked: { vi: "Hồ sơ không hài lòng", en: "Disliked dossiers" },
  field: { vi: "Lĩnh vực", en: "Field" },
  procedure: { vi: "Thủ tục", en: "Procedure" },
  withheld: {
    vi: "Chưa công bố: {transactions} phiên, {ratings} lượt chạm (chưa đủ {k} phiên mỗi nhóm). Các số trên không gồm phần này.",
    en: "Withheld: {transactions} transactions, {ratings} taps (groups of fewer than {k}). The figures above leave them out.",
  },
  missingImports: {
    vi: "Chưa nhập số hồ sơ của: {months}. Tỷ lệ hồ sơ được đánh giá và chỉ số 5.4 vì vậy chưa tính.",
    en: "Dossier counts are missing of: {months}. Rated dossiers and index 5.4 are therefore not given.",
  },

  importsDoNotFit: {
    vi: "Số hồ sơ đã nhập không khớp với các số còn lại (một tỷ lệ sẽ vượt 100%), nên không tính. Xin kiểm tra và nhập lại cả tháng.",
    en: "The imported dossier counts do not fit the other figures (a share would exceed 100%), and none is made of them. Check them and import the whole month again.",
  },
  fewTaps: {
    vi: "Chưa tính: số lượt chạm chưa đủ {k}.",
    en: "Not given: fewer than {k} taps.",
  },

  notOver: {
    vi: `Số liệu tính đến ngày {day}, khi kỳ này chưa kết thúc; ${PAIRS_COME_LATER.vi}.`,
    en: `The figures are of {day}, when this period was not over; ${PAIRS_COME_LATER.en}.`,
  },
  pairs: { vi: "Phiên có cả hai", en: "Transactions with both" },
  tapRow: { vi: "Người dân chạm", en: "Citizens tapped" },
  scoreColumn: { vi: "Máy ước lượng", en: "The camera estimated" },
  kappa: { vi: "κ có trọng số", en: "Weighted κ" },
  ac2: { vi: "AC2 (Gwet)", en: "AC2 (Gwet)" },
  recall: {
    vi: "Máy nhận ra người chạm “không hài lòng”",
    en: "Of those who tapped “dissatisfied”, found by the camera",
  },
  modeInForce: { vi: "Chế độ đang áp dụng", en: "Mode in force" },
  ...modeWords,
  reason: { vi: "Lý do", en: "Reason" },
  count: { vi: "Số phiên", en: "Transactions" },
  uptime: {
    vi: "Báo cáo tình trạng nhận được/dự kiến (8 giờ mỗi ngày làm việc, 4 giờ thứ Bảy, Chủ nhật)",
    en: "Health reports that came/were expected (8 hours a working day, 4 at weekends)",
  },
  counterDays: { vi: "Ngày-quầy", en: "Counter-days" },

  index54Value: {
    vi: "Chỉ số 5.4 = 100% − (quá hạn + phản ánh hoặc không hài lòng)",
    en: "Index 5.4 = 100% − (overdue + complained or disliked)",
  },
  complainedOrDisliked: { vi: "Phản ánh hoặc không hài lòng", en: "Complained or disliked" },
  fullMarks: { vi: "Đạt điểm tối đa (từ 90%)", en: "Full marks (from 90%)" },
  notFullMarks: { vi: "Chưa đạt mức điểm tối đa (90%)", en: "Below full marks (90%)" },
  fromTaps: {
    vi: "Số không hài lòng lấy từ lượt chạm, vì phần mềm một cửa không đếm.",
    en: "Dislikes are taps: the one-stop system does not count them.",
  },
  noCamera: {
    vi: "Chỉ tính từ số nhập và lượt chạm; số của máy không tham gia.",
    en: "Made of imports and taps; no figure of the camera enters.",
  },

  index: { vi: "Chỉ số", en: "Index" },
  self: { vi: "Tự chấm", en: "Own points" },
  appraised: { vi: "Thẩm định", en: "Appraised" },
  evidence: { vi: "Minh chứng", en: "Evidence" },
  total: { vi: "Tổng điểm", en: "Total" },
  band: { vi: "Xếp loại", en: "Band" },

  method: { vi: "Cách tính và nguồn", en: "How it is made, and of what" },
  query: { vi: "Lệnh tái lập", en: "To have it again" },
  policy: { vi: "Chính sách số", en: "Policy number" },
  cells: { vi: "Các ô", en: "Cells" },
  asOf: { vi: "Ô mới nhất công bố lúc (UTC)", en: "Newest cell released at (UTC)" },
  sha256: { vi: "SHA-256 của số liệu", en: "SHA-256 of the figures" },
  recipients: { vi: "Nơi nhận:", en: "To:" },
  recipientList: { vi: "- …………;\n- Lưu: VT.", en: "- …………;\n- Archive." },
  signer: { vi: "NGƯỜI KÝ", en: "SIGNED BY" },
  signerName: { vi: "họ và tên người ký", en: "the signer's full name" },
  officeBlank: { vi: "…………………", en: "…………………" },
  placeBlank: { vi: "……", en: "……" },
} as const satisfies Record<string, Words>;
/** What `hailong report` says of itself. */
export const reportCommandWords = {
  command: {
    vi: "báo cáo tháng hoặc quý của phường, tái lập được từng byte",
    en: "the ward's report of a month or quarter, the same bytes each time",
  },
  month: { vi: "tháng, ví dụ 2026-10", en: "a month such as 2026-10" },
  quarter: { vi: "quý, ví dụ 2026-Q4", en: "a quarter such as 2026-Q4" },
  format: { vi: "dạng tệp", en: "the file's format" },
  form: {
    vi: "mẫu báo cáo: đầy đủ, hoặc chỉ gồm đánh giá của người dân, không có số của máy (ratings)",
    en: "the whole report, or citizens' own ratings without any figure of the camera (ratings)",
  },
  language: { vi: "ngôn ngữ", en: "its language" },
  out: { vi: "ghi vào tệp này, thay vì in ra", en: "write to this file, not to the terminal" },
} as const satisfies Record<string, Words>;

export type ReportWord = keyof typeof reportWords;

export const BAND_WORDS = {
  excellent: { vi: "Xuất sắc", en: "Excellent" },
  good: { vi: "Tốt", en: "Good" },
  fair: { vi: "Khá", en: "Fair" },
  average: { vi: "Trung bình", en: "Average" },
  weak: { vi: "Yếu", en: "Weak" },
} as const satisfies Record<(typeof BANDS_OF_SHEET)[number], Words>;

/** The nine indices, after article 31 of Decree 61/2018. */
export const INDEX_WORDS: readonly Words[] = [
  { vi: "Thời gian thực hiện thủ tục hành chính so với quy định", en: "Time taken, against what is laid down" },
  {
    vi: "Thời gian thực hiện của từng cơ quan so với quy trình nội bộ",
    en: "Time taken by each body, against its own process",
  },
  { vi: "Số lần phải liên hệ nơi tiếp nhận để hoàn thiện hồ sơ", en: "How often a citizen had to come back" },
  { vi: "Số cơ quan, đơn vị phải liên hệ để hoàn thiện hồ sơ", en: "How many bodies had to be asked" },
  { vi: "Thực hiện tích hợp, liên thông trong giải quyết thủ tục", en: "Linked handling of procedures" },
  { vi: "Chất lượng cung cấp dịch vụ công trực tuyến", en: "Quality of online services" },
  { vi: "Thái độ của cán bộ, công chức, viên chức", en: "Manner of the staff" },
  { vi: "Tiếp thu, giải trình ý kiến phản ánh, kiến nghị", en: "Answers to complaints and proposals" },
  {
    vi: "Tiếp cận dịch vụ: công khai đầy đủ, kịp thời thủ tục hành chính",
    en: "Access: procedures published fully and in time",
  },
];
