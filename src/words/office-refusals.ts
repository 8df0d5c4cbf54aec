import type { ErrorCode } from "#platform/errors.js";

type Refusal = { readonly status: number; readonly title: string; readonly detail: string };

/** What the hub's pages and their API say when they refuse: Vietnamese for people, English in the detail. */
export const OFFICE_REFUSALS: Partial<Record<ErrorCode, Refusal>> = {
  "request.invalid": {
    status: 400,
    title: "Yêu cầu không hợp lệ",
    detail: "The request is not valid. Mend it as the API description at /docs says",
  },
  "request.too_many": {
    status: 429,
    title: "Có quá nhiều yêu cầu cùng lúc. Xin chờ một lát rồi thử lại",
    detail: "Too many requests. Wait a moment and try again",
  },
  "session.none": {
    status: 401,
    title: "Chưa đăng nhập hoặc phiên đã hết. Xin đăng nhập lại",
    detail:
      "Nobody is signed in with this browser, or the session is over. Sign in on the hub's page: /ward, of a city /city",
  },
  "session.forbidden": {
    status: 403,
    title: "Yêu cầu không đến từ trang của hub này. Xin mở lại trang",
    detail:
      "The request does not come from this hub's own page. Open the page by the hub's own address, and send X-Hailong-Csrf",
  },
  "session.role": {
    status: 403,
    title: "Tài khoản này không có quyền làm việc đó",
    detail: "This person's role may not do this. An administrator changes roles with `hailong hub user role`",
  },
  "session.plain": {
    status: 403,
    title: "Kết nối chưa được mã hóa nên không nhận mật khẩu. Xin liên hệ người quản trị hub",
    detail: "From another machine people sign in over TLS only. Set api.tls in hub.yaml",
  },
  "sign_in.wrong": {
    status: 401,
    title: "Tên hoặc mật khẩu không đúng",
    detail: "The name or the password is wrong",
  },
  "sign_in.locked": {
    status: 429,
    title: "Sai nhiều lần. Xin chờ ít phút rồi thử lại",
    detail: "Too many wrong passwords. Wait half a minute, after further ones up to a quarter of an hour",
  },
  "policy.changed": {
    status: 409,
    title: "Người khác vừa thay đổi chính sách. Xin xem lại rồi sửa tiếp",
    detail: "The policy was changed in the meantime. Read it again and decide anew",
  },
  "policy.file_rules": {
    status: 409,
    title: "Chính sách của phường nằm trong tệp policyFile: xin sửa ở đó",
    detail:
      "The ward's policy stands in `policyFile`. Change that file, or remove the key from hub.yaml to set it on the page",
  },
  "feedback.unknown": {
    status: 404,
    title: "Không tìm thấy góp ý này",
    detail: "There is no feedback with this number or receipt code",
  },
  "feedback.closed": {
    status: 409,
    title: "Phản ánh này đã đóng",
    detail: "This feedback is closed, or was answered in the meantime. Read it again",
  },
  "feedback.hasty": {
    status: 400,
    title: "Biểu mẫu đã cũ hoặc gửi quá nhanh. Xin mở lại trang và gửi lại",
    detail: "The form's ticket is missing, used, too young or too old. Open the page again",
  },
  "token.plain": {
    status: 403,
    title: "Kết nối chưa được mã hóa nên không nhận mã truy cập. Xin liên hệ người quản trị hub",
    detail:
      "From another machine tokens are taken over TLS only, and this one may have been read on the way: revoke it. Set `api.tls`",
  },
  "token.scope": {
    status: 403,
    title: "Mã truy cập này không có phạm vi cần thiết",
    detail: "This token has another scope. An administrator makes one with `hailong hub token add NAME --scope …`",
  },
  "transaction.unavailable": {
    status: 404,
    title: "Chưa có hoặc không còn kết quả của phiên này",
    detail:
      "Unknown, not to be told before the day that the policy's backOfficeDelayDays names, or erased. Ask again the next day",
  },
  "config.invalid": {
    status: 400,
    title: "Giá trị không hợp lệ",
    detail: "Mend the value that is named",
  },
};

/** Whose message says more than the words above: a field and what is expected, or who changed what. */
export const SPEAKING_CODES: readonly ErrorCode[] = ["request.invalid", "config.invalid", "policy.changed"];
