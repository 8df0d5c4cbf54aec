import type { ErrorCode } from "#platform/errors.js";

/** All words that the counter's API says when it refuses: Vietnamese for people at the counter, English in the detail. */
export type Refusal = { readonly status: number; readonly title: string; readonly detail: string };

const REFUSALS: Partial<Record<ErrorCode, Refusal>> = {
  "request.invalid": {
    status: 400,
    title: "Yêu cầu không hợp lệ",
    detail: "The request is not valid. Mend it as the API description at /docs says",
  },
  "request.unauthorized": {
    status: 401,
    title: "Chưa xác thực",
    detail:
      "The bearer token is missing or wrong. Send `Authorization: Bearer` and the content of the desk's token file",
  },
  "transaction.unknown": {
    status: 404,
    title: "Không tìm thấy phiên giao dịch",
    detail: "No transaction of this counter has this id. Use the id that opening answered",
  },
  "transaction.closed": {
    status: 409,
    title: "Phiên giao dịch đã kết thúc",
    detail: "This transaction has ended and can no longer be changed. Open a new one",
  },
  "rating.given": {
    status: 409,
    title: "Đánh giá đã được ghi nhận",
    detail: "This transaction has its rating, and the time to take it back is over. Nothing was changed",
  },
  "request.forbidden": {
    status: 403,
    title: "Không được phép",
    detail: "Only the rating page on the counter's own machine may ask this. Open /kiosk there",
  },
  "request.conflict": {
    status: 409,
    title: "Khóa yêu cầu đã được dùng",
    detail: "This idempotency key or request id was used for another request. Use a new one for each request",
  },
  "command.stale": {
    status: 400,
    title: "Lệnh đã quá hạn",
    detail: "The command's time is more than 10 s ago, or ahead. Check both clocks and send a new one",
  },
  "session.none": {
    status: 401,
    title: "Chưa đăng nhập hoặc phiên đã hết: mở lại trang hiệu chỉnh và đăng nhập",
    detail: "Nobody is signed in with this browser, or the session is over. Sign in at /calibrate",
  },
  "session.busy": {
    status: 409,
    title:
      "Kỹ thuật viên khác đang làm việc: chờ họ xong, hoặc đánh dấu “Kết thúc phiên của người kia và làm tiếp” rồi bấm “Bắt đầu”",
    detail: "Another technician is signed in. Wait, or take over",
  },
  "session.forbidden": {
    status: 403,
    title: "Trình duyệt này chưa được phép: đóng các trang hiệu chỉnh thừa rồi tải lại trang",
    detail: "Only the calibration page itself may ask this. Open /calibrate, and close pages that are not needed",
  },
  "pin.unset": {
    status: 409,
    title: "Máy chưa có mã PIN kỹ thuật: chạy lệnh hailong calibrate set-pin trên máy tại quầy",
    detail: "No technician PIN is set. Set it on the machine: hailong calibrate set-pin",
  },
  "pin.wrong": {
    status: 401,
    title: "Sai mã PIN: kiểm tra rồi nhập lại; sai năm lần thì phải chờ",
    detail: "The PIN is wrong. After five wrong ones the page waits",
  },
  "pin.locked": {
    status: 429,
    title: "Nhập sai mã PIN nhiều lần: chờ hết thời gian ghi trên trang rồi thử lại",
    detail: "Too many wrong PINs. Wait until the time that the page shows is over",
  },
  "camera.no_stream": {
    status: 400,
    title: "Địa chỉ này chưa phải luồng hình: bấm “Đo các luồng của camera”, rồi “Dùng luồng này”",
    detail:
      "This is the address of a camera's ONVIF service, or of the camera alone, and no stream. Measure its streams, and use one of them",
  },
  "calibration.incomplete": {
    status: 409,
    title: "Chưa đo đủ để cấp chứng nhận: làm tiếp các mục còn ghi CHƯA ĐO",
    detail: "Something that a certificate needs was not measured yet. See the rows that say so",
  },
  "calibration.no_picture": {
    status: 409,
    title: "Camera chưa có hình: chờ vài giây, hoặc xem lại bước “Camera”",
    detail: "The camera shows nothing yet. Wait for its picture, or mend the camera first",
  },
  "settings.unsaved": {
    status: 503,
    title: "Không lưu được cài đặt: kiểm tra ổ đĩa và quyền ghi của thư mục dữ liệu",
    detail:
      "The settings could not be written; nothing was changed. Free space, or let the service write to its data folder",
  },
  "ledger.full": {
    status: 503,
    title: "Ổ đĩa hoặc sổ ghi đã đầy, tạm dừng chấm điểm",
    detail:
      "The ledger's disk is full, or the ledger has reached ledger.maxMegabytes while the hub is away; what was recorded is safe. Free space or bring the hub back, and try again",
  },
};

const FAULT: Refusal = {
  status: 500,
  title: "Lỗi hệ thống",
  detail: "The desk met a fault of its own. See its log and try again",
};

export const refusalOf = (code: ErrorCode): Refusal => REFUSALS[code] ?? FAULT;

/** Refusals of HTTP itself, by status. */
export const HTTP_REFUSALS: Readonly<Record<number, Omit<Refusal, "status">>> = {
  400: { title: "Yêu cầu không hợp lệ", detail: "The body is not JSON. Send a JSON object" },
  404: { title: "Không tìm thấy đường dẫn", detail: "There is nothing at this path. See the API description at /docs" },
  405: { title: "Phương thức không được hỗ trợ", detail: "This path does not take this method. See /docs" },
  414: { title: "Đường dẫn quá dài", detail: "The path is too long. Use the id that opening answered" },
  413: { title: "Yêu cầu quá lớn", detail: "The body is larger than 16 kB. Send only the described fields" },
  415: {
    title: "Kiểu nội dung không được hỗ trợ",
    detail: "The body is not announced as JSON. Send `Content-Type: application/json`",
  },
};
