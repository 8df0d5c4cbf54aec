import type { Words } from "#words/words.js";

/** What the city's page says, otherwise than the ward's, where a period has nothing to show. */
export const cityEmptyWords = {
  empty_never: {
    vi: "Chưa nhận được số liệu của phường, xã nào.",
    en: "No ward's figures have come yet.",
  },
  empty_before: {
    vi: "{period} không có số liệu: các phường, xã bắt đầu có số liệu từ {first}.",
    en: "{period} is before any ward had figures: they begin with {first}.",
  },
  empty_none: {
    vi: "Không phường, xã nào công bố số liệu của {period}.",
    en: "No ward has released figures of {period}.",
  },
  emptyHint_none: {
    vi: "Bảng dưới đây cho biết mỗi nơi gửi số liệu lần cuối khi nào, và cần làm gì.",
    en: "The table below says when each ward was heard last, and what to do.",
  },
  emptyView_overview: {
    vi: "Khi có số liệu, trang này cho biết mức hài lòng, độ phủ, từng phường, xã, diễn biến 12 tháng và mức khớp giữa máy với lời người dân.",
    en: "With figures, this page tells satisfaction, coverage, ward by ward, their course over 12 months, and how far the camera agrees with citizens.",
  },
  step_1: { vi: "Đưa phường, xã vào danh sách", en: "Enter the wards" },
  stepHow_1: {
    vi: "Thêm mỗi nơi một dòng vào tệp wardsFile của hub thành phố, với khóa trong hub.pub của hub phường, xã.",
    en: "One line for each in the city hub's wardsFile, with the key that stands in the ward hub's hub.pub.",
  },
  step_2: { vi: "Bắc cầu từ máy chủ MQTT của phường, xã", en: "Bridge each ward's broker" },
  stepHow_2: {
    vi: "Chép bridge.conf vào máy chủ MQTT của phường, xã và cấp chứng thư cho nó (docs/operations.vi.md, Hub thành phố).",
    en: "Copy bridge.conf to the ward's broker, and give it a certificate (docs/operations.md, A city hub).",
  },
  step_3: { vi: "Chờ tuần đầu tiên", en: "Wait for the first week" },
  stepHow_3: {
    vi: "Phường, xã công bố số liệu của một tuần một ngày sau khi tuần kết thúc; vài phút sau số liệu có ở đây.",
    en: "A ward releases a week's figures a day after it has ended; minutes later they are here.",
  },
} as const satisfies Record<string, Words>;
