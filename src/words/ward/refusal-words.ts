import type { RejectionReason } from "#contract/rejection.js";
import type { Words } from "#words/words.js";

/** Why a message was refused, and what to do about it. */
export const refusalWords = {
  refused_oversized: { vi: "Thông điệp quá lớn", en: "Message too large" },
  refusedDo_oversized: {
    vi: "Không máy nào của hệ thống gửi như vậy: xem máy nào dùng tài khoản MQTT của quầy đó.",
    en: "No desk sends such: see which machine uses that counter's MQTT login.",
  },
  refused_not_json: { vi: "Không đọc được nội dung", en: "Unreadable content" },
  refusedDo_not_json: {
    vi: "Xem máy nào dùng tài khoản MQTT của quầy đó.",
    en: "See which machine uses that counter's MQTT login.",
  },
  refused_not_contract: { vi: "Sai mẫu quy định", en: "Not of the agreed form" },
  refusedDo_not_contract: {
    vi: "Máy ở quầy có thể mới hơn máy chủ của phường: nâng cấp máy chủ trước.",
    en: "The counter may be newer than the hub: upgrade the hub first.",
  },
  refused_wrong_topic: { vi: "Gửi thay quầy khác", en: "Sent for another counter" },
  refusedDo_wrong_topic: {
    vi: "Máy có bị chuyển quầy hoặc đổi tên không? Ghi danh lại đúng quầy.",
    en: "Was the machine moved, or its counter renamed? Enrol it at its counter.",
  },
  refused_unknown_device: { vi: "Thiết bị chưa ghi danh", en: "Device not enrolled" },
  refusedDo_unknown_device: {
    vi: "Máy của phường thì ghi danh; không phải thì tìm xem máy nào.",
    en: "If it is the ward's, enrol it; if not, look for it.",
  },
  refused_bad_signature: { vi: "Chữ ký giả hoặc sai", en: "Forged or wrong signature" },
  refusedDo_bad_signature: {
    vi: "Nội dung bị sửa, hoặc có máy mạo danh: tìm máy đó, thu hồi thiết bị nếu cần.",
    en: "Altered, or somebody pretends to be that desk: look for who it is, revoke the device if need be.",
  },
  refused_key_retired: { vi: "Ký bằng khóa đã ngừng dùng", en: "Signed with a retired key" },
  refusedDo_key_retired: {
    vi: "Thường do khôi phục bản sao lưu cũ tại quầy: ghi danh lại.",
    en: "Mostly an old backup given back at the counter: enrol it anew.",
  },
  refused_revoked_device: { vi: "Thiết bị đã bị thu hồi", en: "Revoked device" },
  refusedDo_revoked_device: {
    vi: "Máy đã thu hồi vẫn đang gửi: tắt máy, hoặc ghi danh lại.",
    en: "A revoked machine still sends: switch it off, or enrol it anew.",
  },
  refused_forked: { vi: "Hai sự kiện khác nhau cùng một số", en: "Two different events of one number" },
  refusedDo_forked: {
    vi: "Hai máy dùng chung một khóa, hoặc sổ cái bị sửa: tìm bản sao của máy đó.",
    en: "Two machines share a key, or a ledger was altered: look for a copy of that machine.",
  },
  refused_overload: { vi: "Đến quá nhiều cùng lúc", en: "Too many at once" },
  refusedDo_overload: {
    vi: "Không mất gì, quầy tự gửi lại. Nếu kéo dài: xem quầy nào gửi dồn dập.",
    en: "Nothing is lost, it is sent again. If it goes on: see which counter floods the hub.",
  },
  refused_bad_status: { vi: "Trạng thái không hợp lệ", en: "Invalid status" },
  refusedDo_bad_status: {
    vi: "Kiểm tra phiên bản phần mềm và tên quầy của máy đó.",
    en: "Look at that machine's version and its counter's name.",
  },
} as const satisfies Record<`${"refused" | "refusedDo"}_${RejectionReason}`, Words>;
