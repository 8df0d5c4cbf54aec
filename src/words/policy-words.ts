import type { Words } from "#words/words.js";

/** What `hailong policy` says. */
export const policyWords = {
  command: { vi: "chính sách mà hub đã công bố", en: "the policies that a hub has published" },
  list: { vi: "liệt kê các chính sách đã công bố", en: "list what was published" },
  review: {
    vi: "xem thử: từ các phiên đang có, ánh xạ học được sẽ ra sao (không đổi gì)",
    en: "what learning would say of the pairs there are; changes nothing",
  },
  rollback: {
    vi: "quay lại nội dung của một chính sách cũ, với số mới",
    en: "take back the content of an older policy, under a new number",
  },
  sign: {
    vi: "ký chính sách mà thành phố đề xuất cho các phường; in ra tin để gửi lên broker của thành phố",
    en: "sign the policy that a city proposes to its wards; prints the message for the city's broker",
  },
  cityKey: { vi: "khóa riêng của thành phố; chưa có thì được tạo", en: "the city's private key; made if absent" },
  city: { vi: "tên thành phố, như trong topic", en: "the city's name, as in the topic" },
  number: { vi: "số của chính sách, lớn hơn mọi số trước", en: "the policy's number, above all before it" },
  publicKey: { vi: "Khóa công khai cho hub.yaml (city.publicKey)", en: "Public key for hub.yaml (city.publicKey)" },
  to: { vi: "số của chính sách cũ; 0 là mặc định", en: "number of the older policy; 0 is the defaults" },
  none: { vi: "Hub chưa công bố chính sách nào", en: "The hub has published no policy yet" },
  days: { vi: "ngày", en: "days" },
  mode: { vi: "chế độ", en: "mode" },
  rolledBack: {
    vi: "Đã ghi vào tệp chính sách; hub đang chạy sẽ ký và công bố trong vài giây. Muốn hub tự học lại: bỏ dòng mapping",
    en: "Written to the policy file; a running hub signs and publishes it within seconds. To let it learn again, remove `mapping`",
  },
  before: { vi: "Nội dung trước đó", en: "What it held before" },
} as const satisfies Record<string, Words>;
