import type { RejectionReason } from "#contract/rejections.js";
import type { Words } from "#words/words.js";

export const integrityWords = {
  integrityTitle: { vi: "Tính toàn vẹn của số liệu", en: "Integrity of the figures" },
  integrityHint: {
    vi: "Dấu hiệu của cả phường, không về quầy hay cán bộ nào. Mỗi dấu hiệu đều có thể có lý do bình thường: là câu hỏi, không phải kết luận.",
    en: "Signs of the whole ward, about no counter and no clerk. Each has harmless causes too: a question, not a verdict.",
  },
  sign: { vi: "Dấu hiệu", en: "Sign" },
  soonTaps: { vi: "Chạm trong 2 giây sau khi mở phiên", en: "Tapped within 2 s of opening" },
  emptyZoneTaps: { vi: "Chạm khi trước quầy không có ai", en: "Tapped while nobody stood at the counter" },
  burstTaps: { vi: "Chạm dồn dập (từ 5 lượt trong 5 phút ở một quầy)", en: "Taps in bursts (5 or more in 5 minutes)" },
  dayEndBurstTaps: { vi: "Dồn dập vào nửa giờ cuối ngày", en: "Bursts in the day's last half hour" },
  cancelledShare: { vi: "Phiên bị hủy", en: "Cancelled transactions" },
  photographs: { vi: "Máy nghi ảnh chụp thay người", en: "A photograph instead of a face" },
  chains: { vi: "Chuỗi sự kiện của thiết bị", en: "The devices' chains of events" },
  chainsHint: {
    vi: "Mỗi sự kiện được ký và nối với sự kiện trước: sửa, bớt hay chèn đều lộ ra.",
    en: "Every event is signed and names the one before: an edit, a removal or an insertion shows.",
  },
  noGaps: { vi: "Không thiếu sự kiện nào.", en: "No event is missing." },
  gapRows: { vi: "Sự kiện còn thiếu, máy chủ của phường đã hỏi lại", en: "Missing events, asked for again" },
  from: { vi: "Từ số", en: "From" },
  to: { vi: "Đến số", en: "To" },
  epoch: { vi: "Chuỗi", en: "Chain" },
  rejected: {
    vi: "Thông điệp bị từ chối từ khi máy chủ của phường khởi động",
    en: "Messages refused since the hub's start",
  },
  noRejected: { vi: "Không có.", en: "None." },
  rejected_oversized: { vi: "Quá lớn", en: "Too large" },
  rejected_not_json: { vi: "Không phải JSON", en: "Not JSON" },
  rejected_not_contract: { vi: "Không đúng dạng đã quy định", en: "Not of the shape that was agreed" },
  rejected_wrong_topic: { vi: "Gửi sai chủ đề MQTT của quầy", en: "Sent to another counter's topic" },
  rejected_unknown_device: { vi: "Thiết bị chưa được ghi danh", en: "The device is not enrolled" },
  rejected_bad_signature: { vi: "Chữ ký sai", en: "The signature is wrong" },
  rejected_key_retired: { vi: "Ký bằng khóa đã thay", en: "Signed by a key that was replaced" },
  rejected_revoked_device: { vi: "Thiết bị đã bị thu hồi", en: "The device was revoked" },
  rejected_forked: { vi: "Trùng số với sự kiện khác đã lưu", en: "Another event is stored under its number" },
  rejected_overload: { vi: "Quá nhiều cùng lúc", en: "Too many at once" },
  rejected_bad_status: { vi: "Báo trạng thái không hợp lệ", en: "A status that is not valid" },
} as const satisfies Record<string, Words> & Record<`rejected_${RejectionReason}`, Words>;
