import type { Words } from "#words/words.js";

/** What is said where a period has nothing to show: why, what follows, and what the view would show. */
export const emptyWords = {
  empty_never: {
    vi: "Phường chưa nhận được phiên giao dịch nào.",
    en: "This ward has not received any transaction yet.",
  },
  empty_waiting: {
    vi: "Phường đã nhận những phiên đầu tiên, nhưng chưa công bố con số nào.",
    en: "The ward has received its first transactions, and has released no figure yet.",
  },
  emptyHint_waiting: {
    vi: "Con số đầu tiên có một ngày sau khi tuần kết thúc, khi đã gộp đủ {k} lượt khác nhau.",
    en: "The first figures come a day after the week has ended, once {k} transactions can be put together.",
  },
  empty_notBegun: { vi: "{period} chưa bắt đầu.", en: "{period} has not begun." },
  empty_running: {
    vi: "{period} chưa kết thúc, và chưa tuần nào có đủ {k} lượt để công bố.",
    en: "{period} is not over, and none of its weeks has {k} transactions yet that can be released.",
  },
  emptyHint_running: {
    vi: "Số liệu của một tuần thường có một ngày sau khi tuần kết thúc. Trong lúc chờ, hãy xem kỳ trước.",
    en: "A week's figures usually come a day after it has ended. Until then, look at the period before.",
  },
  empty_before: {
    vi: "{period} không có số liệu: phường bắt đầu có số liệu từ {first}.",
    en: "{period} is before this ward had any figures: they begin with {first}.",
  },
  empty_few: {
    vi: "{period} chưa đủ {k} lượt để công bố mà không lộ câu trả lời của ai.",
    en: "{period} does not have {k} transactions that can be shown without telling anyone's answer.",
  },
  emptyHint_few: {
    vi: "Hãy chọn quý hoặc năm: nhiều phiên gộp lại thì công bố được.",
    en: "Choose a quarter or a year: more transactions together can be released.",
  },
  empty_none: { vi: "Không có phiên giao dịch nào trong {period}.", en: "There was no transaction in {period}." },
  emptyHint_none: {
    vi: "Bộ phận Một cửa nghỉ, hoặc các quầy không gửi được gì về.",
    en: "The office was closed, or its counters could send nothing.",
  },
  emptyView_overview: {
    vi: "Khi có số liệu, trang này cho biết mức hài lòng, độ phủ, điều gì thay đổi và việc cần làm.",
    en: "With figures, this page tells satisfaction, coverage, what changed and what has to be done.",
  },
  emptyView_trends: {
    vi: "Khi có số liệu, trang này vẽ diễn biến theo tuần, tháng và quý.",
    en: "With figures, this page draws their course by week, month and quarter.",
  },
  emptyView_breakdown: {
    vi: "Khi có số liệu, trang này so các lĩnh vực, thủ tục và khung giờ; mục nào có dưới {k} lượt thì được gộp với mục khác.",
    en: "With figures, this page compares fields, procedures and hours; what has fewer than {k} is put together with others.",
  },
  emptyView_agreement: {
    vi: "Trang này cần những phiên có cả đánh giá chạm lẫn điểm máy.",
    en: "This page needs transactions with both a tap and a score.",
  },
  reportEmpty: {
    vi: "{period} chưa có con số nào được công bố: báo cáo sẽ trống.",
    en: "No figure of {period} has been released: the report would be empty.",
  },
  periodRunning: {
    vi: "{period} chưa kết thúc: các con số mới gồm những tuần đã công bố, và còn thay đổi.",
    en: "{period} is not over: the figures are of the weeks released so far, and will change.",
  },
  firstSteps: { vi: "Ba bước để có số liệu đầu tiên", en: "Three steps to the first figures" },
  stepDone: { vi: "đã xong", en: "done" },
  step_1: { vi: "Ghi danh các quầy", en: "Enrol the counters" },
  stepHow_1: {
    vi: "Chạy “hailong enrol” tại quầy, rồi “hailong hub enrol” trên máy chủ của phường với mã vừa hiện ra.",
    en: "Run “hailong enrol” at the counter, then “hailong hub enrol” on the hub with the code that it shows.",
  },
  step_2: { vi: "Hiệu chỉnh camera", en: "Calibrate the cameras" },
  stepHow_2: {
    vi: "Kỹ thuật viên mở trang hiệu chỉnh của quầy (http://MÁY-QUẦY:8789/calibrate) và làm tám bước; chứng nhận hiện ở trang Thiết bị.",
    en: "A technician opens the counter's calibration page (http://COUNTER:8789/calibrate) and goes through its eight steps; the certificate shows under Devices.",
  },
  step_3: { vi: "Nối phần mềm một cửa", en: "Connect the one-stop software" },
  stepHow_3: {
    vi: "Phần mềm mở và đóng phiên qua API của quầy (docs/integration.md). Số liệu đầu tiên có một ngày sau khi tuần kết thúc.",
    en: "It opens and closes transactions by the counter's API (docs/integration.md). The first figures come a day after the week has ended.",
  },
} as const satisfies Record<string, Words>;
