import type { ReportForm } from "#contract/reports.js";
import type { Words } from "#words/words.js";

/** What each form of the report says of itself. */
export const FORM_WORDS = {
  full: {
    title: {
      vi: "Mức độ hài lòng của người dân tại Bộ phận Một cửa",
      en: "Satisfaction of citizens at the one-stop counters",
    },
    holds: null,
    sheetNote: {
      vi: "Mẫu tùy chọn; văn bản mới có thể đã thay thế. Điểm do đơn vị và cơ quan thẩm định tự nhập, máy không tham gia.",
      en: "An optional form; later decrees may have replaced it. The points are typed in by the office and its appraiser; no machine has a part in them.",
    },
    method: {
      vi: "Mọi số liệu lấy từ các ô đã công bố, mỗi ô có từ {k} phiên. Tỷ lệ làm tròn nửa lên từ số nguyên. Khoảng tin cậy: Wilson, Student; chênh lệch giữa hai kỳ: Newcombe, Welch; “rõ rệt” theo kiểm định chính xác Fisher và Welch, đã hiệu chỉnh Holm vì so nhiều lĩnh vực hoặc thủ tục cùng lúc. Số của máy mô tả những người không chạm, kèm khoảng tin cậy, và không dùng để đánh giá cá nhân hay quầy nào.",
      en: "All figures are made of released cells of {k} transactions or more. Percentages are rounded half up from whole numbers. Intervals: Wilson, Student; differences between two periods: Newcombe, Welch; “clear” by Fisher's exact and Welch's test, with Holm's correction as many fields or procedures are compared at once. The camera's figures describe those who do not tap, with their interval, and judge no person and no counter.",
    },
  },
  // The camera is not even named here: a test looks for its words.
  ratings: {
    title: {
      vi: "Mức độ hài lòng theo đánh giá của chính người dân tại Bộ phận Một cửa",
      en: "Satisfaction at the one-stop counters, by citizens' own ratings",
    },
    holds: {
      vi: "Báo cáo chỉ gồm lượt đánh giá do chính người dân chạm và số liệu do đơn vị nhập.",
      en: "It holds what citizens tapped themselves and what the office brought in, and nothing else.",
    },
    sheetNote: {
      vi: "Mẫu tùy chọn; văn bản mới có thể đã thay thế. Điểm do đơn vị và cơ quan thẩm định tự nhập.",
      en: "An optional form; later decrees may have replaced it. The points are typed in by the office and its appraiser.",
    },
    method: {
      vi: "Mọi số liệu lấy từ các ô đã công bố, mỗi ô có từ {k} phiên, và từ số liệu do đơn vị nhập. Tỷ lệ làm tròn nửa lên từ số nguyên. Khoảng tin cậy: Wilson; chênh lệch giữa hai kỳ: Newcombe; “rõ rệt” theo kiểm định chính xác Fisher, đã hiệu chỉnh Holm vì so nhiều lĩnh vực hoặc thủ tục cùng lúc.",
      en: "All figures are made of released cells of {k} transactions or more, and of what the office brought in. Percentages are rounded half up from whole numbers. Intervals: Wilson; differences between two periods: Newcombe; “clear” by Fisher's exact test, with Holm's correction as many fields or procedures are compared at once.",
    },
  },
} as const satisfies Record<
  ReportForm,
  { readonly title: Words; readonly holds: Words | null; readonly sheetNote: Words; readonly method: Words }
>;
