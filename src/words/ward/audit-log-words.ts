import type { ImportReply } from "#contract/imports.js";
import type { Scope } from "#contract/integration.js";
import type { AuditAction, AuditDetailKey } from "#contract/people.js";
import type { ReportForm, ReportFormat } from "#contract/reports.js";
import { FIGURE_WORDS, indexWords } from "#words/import-words.js";
import type { Words } from "#words/words.js";

/** What the rows of the audit log say. */
export const auditLogWords = {
  action_sign_in: { vi: "đăng nhập", en: "signed in" },
  "action_sign_in.failed": { vi: "đăng nhập không được", en: "could not sign in" },
  "action_sign_in.locked": { vi: "bị tạm khóa vì sai nhiều lần", en: "locked out after wrong passwords" },
  action_sign_out: { vi: "đăng xuất", en: "signed out" },
  "action_import.counts": { vi: "nhập số hồ sơ", en: "imported dossier counts" },
  "action_import.due": { vi: "nhập hạn trả hồ sơ", en: "imported due dates" },
  "action_import.points": { vi: "nhập phiếu 18 điểm", en: "imported an 18-point sheet" },
  "action_person.disabled": { vi: "khóa tài khoản", en: "disabled an account" },
  "action_person.enabled": { vi: "mở lại tài khoản", en: "enabled an account again" },
  "action_retention.erased": { vi: "xóa vì hết hạn lưu", en: "erased what was kept long enough" },
  "action_policy.set": { vi: "đổi chính sách", en: "changed the policy" },
  "action_policy.numbered": { vi: "chính sách có số mới", en: "policy numbered" },
  "action_person.added": { vi: "thêm tài khoản", en: "added an account" },
  "action_person.role": { vi: "đổi vai trò", en: "changed a role" },
  "action_person.password": { vi: "đổi mật khẩu", en: "changed a password" },
  "action_report.read": { vi: "xuất báo cáo", en: "exported a report" },
  "action_letters.listed": { vi: "xem hồ sơ trễ hẹn", en: "read late dossiers" },
  "action_audit.read": { vi: "đọc nhật ký", en: "read the audit log" },
  "action_letter.printed": { vi: "in thư", en: "printed a letter" },
  "action_feedback.read": { vi: "đọc góp ý", en: "read feedback" },
  "action_feedback.answered": { vi: "trả lời góp ý", en: "answered feedback" },
  "action_feedback.closed": { vi: "đóng góp ý", en: "closed feedback" },
  "action_token.made": { vi: "cấp mã truy cập", en: "made a token" },
  "action_token.revoked": { vi: "thu hồi mã truy cập", en: "revoked a token" },
  "action_transactions.read": { vi: "phần mềm một cửa đọc phiên", en: "one-stop software read transactions" },
  person_hub: { vi: "máy chủ của phường, tự động", en: "the hub, by itself" },
  person_console: { vi: "dòng lệnh trên máy chủ", en: "a command on the hub's machine" },
  person_unknown: { vi: "người không có tài khoản", en: "nobody who has an account" },
  person_token: { vi: "phần mềm, mã truy cập “{name}”", en: "a program, by token “{name}”" },
  andMore: { vi: "và {n} số liệu khác", en: "and {n} more" },
  indexOf: indexWords("{n}"),
  detail_from: { vi: "từ máy", en: "from" },
  detail_to: { vi: "thành", en: "to" },
  detail_number: { vi: "chính sách số", en: "policy no." },
  detail_revision: { vi: "lần đổi", en: "revision" },
  detail_name: { vi: "tên", en: "name" },
  detail_role: { vi: "vai trò", en: "role" },
  detail_scope: { vi: "phạm vi", en: "scope" },
  detail_period: { vi: "kỳ", en: "period" },
  detail_form: { vi: "mẫu", en: "form" },
  detail_format: { vi: "dạng", en: "format" },
  detail_sha256: { vi: "mã kiểm", en: "checksum" },
  detail_rows: { vi: "số dòng", en: "rows" },
  detail_replaced: { vi: "số liệu bị thay", en: "figures replaced" },
  detail_figures: { vi: "thay đổi", en: "changes" },
  detail_outcome: { vi: "kết quả", en: "outcome" },
  detail_late: { vi: "hồ sơ trễ hạn", en: "late dossiers" },
  detail_kind: { vi: "mẫu thư", en: "letter" },
  detail_id: { vi: "góp ý số", en: "feedback no." },
  detail_state: { vi: "mục", en: "part" },
  detail_page: { vi: "trang", en: "page" },
  detail_asked: { vi: "số phiên được hỏi", en: "asked for" },
  detail_told: { vi: "số phiên được trả lời", en: "told" },
  detail_what: { vi: "dữ liệu", en: "what" },
  detail_before: { vi: "trước", en: "before" },
  detail_count: { vi: "số lượng", en: "how many" },
  detail_chains: { vi: "chuỗi đã kiểm", en: "chains walked" },
  detail_links: { vi: "mắt xích đã kiểm", en: "links walked" },
  detail_faults: { vi: "chỗ sai", en: "faults" },
  value_outcome_stored: { vi: "đã lưu", en: "stored" },
  value_outcome_unchanged: { vi: "không có gì thay đổi", en: "nothing changed" },
  value_scope_figures: { vi: "đọc số liệu đã công bố", en: "reads released figures" },
  value_scope_transactions: { vi: "đọc từng phiên, theo mã", en: "reads transactions, by token" },
  value_scope_imports: { vi: "gửi số liệu vào", en: "brings figures in" },
  value_form_full: { vi: "đầy đủ", en: "whole" },
  value_form_ratings: { vi: "chỉ đánh giá của người dân", en: "citizens' ratings only" },
  value_format_html: { vi: "bản in", en: "to print" },
  value_format_xlsx: { vi: "Excel", en: "Excel" },
  value_format_csv: { vi: "CSV", en: "CSV" },
  value_format_json: { vi: "JSON", en: "JSON" },
} as const satisfies Record<string, Words> & Needed;

/** A new action, or what is noted of one, is not to be read raw. */
type Needed = Record<
  | `action_${AuditAction}`
  | `detail_${AuditDetailKey}`
  | `value_scope_${Scope}`
  | `value_form_${ReportForm}`
  | `value_format_${ReportFormat}`
  | `value_outcome_${ImportReply["outcome"]}`,
  Words
>;

/** Figures of an import, by their keys. */
export const importedFigureWords = Object.fromEntries(
  Object.entries(FIGURE_WORDS).map(([key, words]) => [`figure_${key}`, words] as const),
);
