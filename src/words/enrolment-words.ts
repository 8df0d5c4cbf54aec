import type { EnrolRefusal } from "#contract/enrolment.js";
import type { Words } from "#words/words.js";

/** What `hailong enrol`, `hailong hub enrol`, `revoke` and `rotate-key` say. */
export const enrolmentWords = {
  enrol: {
    vi: "ghi danh bàn quầy này với hub bằng mã một lần",
    en: "enrol this desk at the ward's hub by a one-time code",
  },
  hubEnrol: {
    vi: "duyệt bàn quầy xin ghi danh: nhập mã đang hiện ở quầy (không có mã: nhập từng dòng)",
    en: "approve a desk that asks: type the code that it shows (without CODE: one a line)",
  },
  code: { vi: "mã hiện ở bàn quầy", en: "the code that the desk shows" },
  beside: {
    vi: "thêm vào quầy đã có thiết bị, để thay thế",
    en: "the counter has a device already: this one replaces it",
  },
  showCode: { vi: "Mã ghi danh", en: "Enrolment code" },
  typeThere: {
    vi: "Trong 10 phút, tại hub: hailong hub enrol --config hub.yaml, rồi nhập mã này. Không gửi mã qua thư hay tin nhắn.",
    en: "Within 10 minutes, at the hub: hailong hub enrol --config hub.yaml, and type this code. Do not send it by mail or chat.",
  },
  approved: { vi: "Đã ghi danh. Khóa của hub đã được ghi nhận", en: "Enrolled. The hub's key is pinned" },
  expired: {
    vi: "Mã đã hết hạn; chạy lại hailong enrol để có mã mới",
    en: "The code has expired; run hailong enrol again for a new one",
  },
  stopped: { vi: "Đã dừng, chưa ghi danh", en: "Stopped; not enrolled" },
  otherHub: {
    vi: "Hub đã duyệt không phải là hub trong hub.publicKey của edge.yaml; hãy xóa dòng đó hoặc kiểm tra lại",
    en: "The hub that approved is not the one of hub.publicKey in edge.yaml; remove that line, or look again",
  },
  listening: { vi: "Đang chờ bàn quầy xin ghi danh; nhập mã:", en: "Waiting for desks that ask; type a code:" },
  asks: { vi: "xin ghi danh", en: "asks to be enrolled" },
  enrolled: { vi: "Đã duyệt và ghi vào", en: "Approved, and written to" },
  unknown: {
    vi: "Không bàn quầy nào đang chờ với mã này: xem lại từng chữ",
    en: "No desk that asks has this code: read it again, letter by letter",
  },
  nobodyAsks: {
    vi: "Không bàn quầy nào đang xin ghi danh: chạy hailong enrol tại quầy",
    en: "No desk is asking: run hailong enrol at the counter",
  },
  used: { vi: "Mã này đã được dùng", en: "This code was used already" },
  codeExpired: { vi: "Mã này đã hết hạn", en: "This code has expired" },
  noCode: { vi: "Mã gồm 16 chữ và số", en: "A code has 16 letters and digits" },
  hubRevoke: { vi: "thôi tin một bàn quầy, vĩnh viễn", en: "stop believing a desk's key, for good" },
  device: { vi: "thiết bị, hl- và 12 chữ số", en: "the device, hl- and 12 digits" },
  revoked: {
    vi: "Đã thu hồi; hub đang chạy sẽ từ chối thiết bị này trong vài giây. Nên bỏ cả quyền của nó trong hailong.acl",
    en: "Revoked; a hub that runs refuses it within seconds. Take its blocks out of hailong.acl too",
  },
  edgeRotate: {
    vi: "thay khóa của bàn quầy (khi bàn quầy đang dừng)",
    en: "hand the desk's key on to a new one (while the desk is stopped)",
  },
  deskRotated: {
    vi: "Đã có khóa mới; hub sẽ biết khi bàn quầy chạy lại. Sao lưu lại thư mục data: bản cũ không còn dùng được",
    en: "There is a new key; the hub hears of it when the desk runs again. Back the data folder up anew: an older backup no longer counts",
  },
  hubRotate: {
    vi: "thay khóa của hub (khi hub đang dừng)",
    en: "hand the hub's key on to a new one (while the hub is stopped)",
  },
  hubRotated: {
    vi: "Đã có khóa mới; các bàn quầy sẽ theo khi hub chạy lại. Sao lưu lại hub.key và hub.handovers.json",
    en: "There is a new key; the desks follow when the hub runs again. Back hub.key and hub.handovers.json up anew",
  },
} as const satisfies Record<string, Words>;

/** What a desk's log says when its hub no longer believes it. */
export const standingWords: Readonly<Record<"revoked" | "key_retired", Words>> = {
  revoked: {
    vi: "Phường đã thu hồi bàn quầy này: hub không nhận gì từ đây nữa. Hỏi người quản lý hub; muốn dùng lại cần thư mục data mới và ghi danh lại",
    en: "The ward has revoked this desk: the hub takes nothing from it any more. Ask the hub's operator; to be used again it needs a new data folder and enrolment",
  },
  key_retired: {
    vi: "Bàn quầy đang dùng khóa cũ đã được thay (thư mục data khôi phục từ bản sao lưu cũ?). Khôi phục bản mới hơn, hoặc dùng thư mục data mới và ghi danh lại",
    en: "This desk signs with a key that it has handed on (a data folder restored from an older backup?). Restore a newer one, or take a new data folder and enrol again",
  },
};

export const enrolRefusals: Readonly<Record<EnrolRefusal, Words>> = {
  counter_taken: {
    vi: "Quầy này đã có thiết bị khác. Thu hồi thiết bị đó (hailong hub revoke), hoặc duyệt với --beside để thay thế",
    en: "Another device has this counter. Revoke it (hailong hub revoke), or approve with --beside to replace it",
  },
  device_elsewhere: {
    vi: "Thiết bị này đã ghi danh ở quầy khác. Dùng một thư mục data mới cho mỗi quầy",
    en: "This device is enrolled at another counter. Use a data folder of its own for each counter",
  },
  device_revoked: {
    vi: "Thiết bị này đã bị thu hồi. Dùng một thư mục data mới",
    en: "This device was revoked. Use a new data folder",
  },
  two_desks: {
    vi: "Hai bàn quầy đang dùng chung một khóa. Mỗi bàn cần một thư mục data riêng; không sao chép device.key",
    en: "Two desks are asking with one key. Each needs a data folder of its own; do not copy device.key",
  },
  too_many_attempts: {
    vi: "Nhập sai quá nhiều lần; chạy lại hailong enrol tại quầy để có mã mới",
    en: "Too many wrong codes; run hailong enrol at the desk again for a new one",
  },
};
