/** All words that the hub's API says when it refuses: Vietnamese for people, English in the detail. */
export const REFUSALS = {
  unauthorized: {
    status: 401,
    code: "request.unauthorized",
    title: "Chưa xác thực",
    detail:
      "The bearer token is missing, wrong or revoked. Send `Authorization: Bearer` and, for figures, transactions and imports, what `hailong hub token add` (or `city token add`) printed; for /v1/summary the content of the hub's api.token",
  },
  unknownPath: {
    status: 404,
    code: "request.invalid",
    title: "Không tìm thấy đường dẫn",
    detail: "There is nothing at this path. See the API description at /docs",
  },
  invalid: {
    status: 400,
    code: "request.invalid",
    title: "Yêu cầu không hợp lệ",
    detail: "The request is not valid. Mend it as the API description at /docs says",
  },
  tooLarge: {
    status: 413,
    code: "request.invalid",
    title: "Nội dung quá dài",
    detail: "The body is larger than this path takes. See the API description at /docs",
  },
  tooMany: {
    status: 429,
    code: "request.too_many",
    title: "Có quá nhiều yêu cầu cùng lúc. Xin chờ một lát rồi thử lại",
    detail: "Too many requests from this address. Wait a moment and try again",
  },
  storeUnavailable: {
    status: 503,
    code: "store.unavailable",
    title: "Chưa dùng được cơ sở dữ liệu",
    detail: "The hub's database cannot be used now. Nothing is lost; see the hub's health and log, and try again",
  },
  importRefused: {
    status: 422,
    code: "request.invalid",
    title: "Chưa nhập được: có chỗ cần sửa",
    detail: "Nothing was imported. `faults` names every line and column to mend, and how",
  },
  importReplaces: {
    status: 409,
    code: "import.replaces",
    title:
      "Chưa nhập: tệp khác với số liệu đã có. Xem bảng so sánh; nếu đúng là số liệu mới thì chọn thay rồi nhập lại",
    detail:
      "Nothing was imported: other figures are held, and `changes` names them. To replace these, send it again with `?replace=` and what `replace` holds",
  },
  importChanged: {
    status: 409,
    code: "import.changed",
    title:
      "Chưa nhập: số liệu hoặc tệp đã thay đổi sau lần so sánh trước. Xem lại bảng so sánh mới; nếu đúng thì chọn thay rồi nhập lại",
    detail:
      "Nothing was imported: what is held, or the file, has changed since the comparison that was agreed to. Look at the new one; to replace these, send it again with `?replace=` and what `replace` holds",
  },
  fault: {
    status: 500,
    code: "internal",
    title: "Lỗi hệ thống",
    detail: "The hub met a fault of its own. See its log and try again",
  },
} as const;
export type RefusalKey = keyof typeof REFUSALS;
