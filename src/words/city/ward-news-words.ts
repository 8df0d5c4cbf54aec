import type { Words } from "#words/words.js";

/** When each ward was heard last, what is amiss, and what to do: a sentence for each code of the city's hub. */
export const wardNewsWords = {
  news: { vi: "Số liệu gửi về từ các phường, xã", en: "What comes from the wards" },
  newsHint: { vi: "Tình trạng lúc này, không theo kỳ đã chọn.", en: "As it is now, whatever the period." },
  newest: { vi: "Lần gửi gần nhất", en: "Heard last" },
  lastMonth: { vi: "Tháng mới nhất", en: "Newest month" },
  standing: { vi: "Tình trạng", en: "State" },
  toDo: { vi: "Việc cần làm", en: "What to do" },
  nothingToDo: { vi: "Không", en: "Nothing" },
  notConnected: {
    vi: "Hub thành phố đang mất kết nối với máy chủ MQTT của mình: lúc này không có gì mới đến. Số liệu đã nhận vẫn còn đủ. Kiểm tra máy chủ MQTT, chứng thư và mạng.",
    en: "The city hub has lost its own broker: nothing new comes now; what has come is all here. Check the broker, the certificate and the network.",
  },
  listBroken: {
    vi: "Không đọc được tệp wardsFile: danh sách trước đó vẫn được dùng. Nhật ký của hub nói sai ở dòng nào.",
    en: "The wardsFile cannot be read: the list before it is in use. The hub's log says which line is wrong.",
  },
  standing_heard: { vi: "Đang gửi về", en: "Heard" },
  standing_silent: { vi: "Im lặng quá {days} ngày", en: "Silent for over {days} days" },
  standing_nothing: { vi: "Chưa gửi gì", en: "Nothing yet" },
  standing_unlisted: { vi: "Ngoài danh sách", en: "Not in the list" },
  standing_refused: { vi: "Bị từ chối", en: "Refused" },
  todo_silent: {
    vi: "Nếu không phải kỳ nghỉ: cùng phường, xã xem hub và cầu nối (bridge.conf) tại máy chủ MQTT của nơi ấy.",
    en: "Unless there were holidays: look with the ward at its hub and at the bridge (bridge.conf) of its broker.",
  },
  todo_nothing: {
    vi: "Kiểm tra cầu nối (bridge.conf) tại máy chủ MQTT của nơi ấy. Số liệu đầu tiên có một ngày sau khi tuần kết thúc.",
    en: "Check the bridge (bridge.conf) at its broker. The first figures come a day after the week has ended.",
  },
  todo_unlisted: {
    vi: "Không có trong wardsFile: số liệu đã nhận vẫn được cộng, số liệu mới thì không. Nếu là nhầm, thêm lại dòng của nơi ấy.",
    en: "Not in the wardsFile: what has come is still added up, what is new is not. If that is a mistake, enter its line again.",
  },
  refused_unknown_ward: {
    vi: "Gửi số liệu nhưng không có trong wardsFile. Hỏi nơi ấy, rồi thêm một dòng với khóa trong hub.pub của họ.",
    en: "It sends figures and is not in the wardsFile. Ask there, then enter a line with the key in its hub.pub.",
  },
  refused_bad_signature: {
    vi: "Chữ ký không khớp khóa trong wardsFile. Hub của nơi ấy đã đổi khóa? Hỏi lại, rồi sửa publicKey; nếu không, có người mạo danh.",
    en: "The signature does not fit the key in the wardsFile. Has its hub a new key? Ask there, then mend publicKey; else somebody pretends.",
  },
  refused_changed_cell: {
    vi: "Số liệu đã công bố bị thay đổi; bản cũ được giữ. Hub của nơi ấy vừa khôi phục từ bản sao lưu? Xem docs/integration.md, The city.",
    en: "Released figures were changed; the old ones are kept. Was its hub restored from a backup? See docs/integration.md, The city.",
  },
  refused_small_cell: {
    vi: "Có nhóm nhỏ hơn mức leastCell của thành phố, tỉnh. Đề nghị nơi ấy nâng k trong chính sách.",
    en: "A group is smaller than the city's leastCell. Ask the ward to raise k in its policy.",
  },
  refused_wrong_topic: {
    vi: "Nội dung không thuộc về nơi ấy hoặc tháng ấy. Xem lại tên phường, xã trong bridge.conf.",
    en: "The content is not of that ward, or of that month. Check the ward's name in its bridge.conf.",
  },
  refused_not_contract: {
    vi: "Thông điệp không đọc được. Phiên bản của hub nơi ấy có khác hub thành phố không?",
    en: "The message cannot be read. Is its hub of another version than the city's?",
  },
  refused_oversized: {
    vi: "Thông điệp quá lớn, không phải do hub phường, xã gửi. Xem ai được ghi vào máy chủ MQTT của nơi ấy.",
    en: "The message is too large to be a hub's. See who may write at that ward's broker.",
  },
} as const satisfies Record<string, Words>;
