import type { Words } from "#words/words.js";

/** Exports, imports and letters. */
export const reportViewWords = {
  exportTitle: { vi: "Xuất báo cáo {period}", en: "Export the report of {period}" },
  exportHint: {
    vi: "Mỗi lần xuất được ghi vào nhật ký. Cùng số liệu cho ra cùng một tệp, từng byte.",
    en: "Every export is noted in the audit log. The same figures make the same file, byte for byte.",
  },
  exportYear: {
    vi: "Báo cáo lập theo tháng hoặc quý. Hãy chọn tháng hoặc quý ở trên.",
    en: "Reports are made by month or quarter. Choose one above.",
  },
  exportHtml: { vi: "Mở để in (PDF)", en: "Open to print (PDF)" },
  exportXlsx: { vi: "Tải Excel (.xlsx)", en: "Download Excel (.xlsx)" },
  exportCsv: { vi: "Tải CSV", en: "Download CSV" },
  written: { vi: "Báo cáo đã lập tự động", en: "Reports written by themselves" },
  writtenNone: {
    vi: "Chưa có. Báo cáo tháng được lập sau khi tháng kết thúc.",
    en: "None yet. A month's report is written after its end.",
  },
  writtenAt: { vi: "Lập lúc", en: "Written" },
  revision: { vi: "Bản", en: "Revision" },
  checksum: { vi: "Mã kiểm (SHA-256)", en: "Checksum (SHA-256)" },
  imports: { vi: "Số liệu nhập từ hệ thống Một cửa", en: "Figures imported from the one-stop system" },
  importsHint: {
    vi: "Số hồ sơ tiếp nhận, giải quyết, quá hạn, bị phản ánh. Nhập lại một tháng sẽ thay số cũ; sai một dòng thì không lưu gì.",
    en: "Dossiers received, resolved, overdue, complained about. Importing a month again replaces it; one bad row, and nothing is stored.",
  },
  importsNone: { vi: "Chưa nhập tháng nào.", en: "No month was imported yet." },
  received: { vi: "Tiếp nhận", en: "Received" },
  resolved: { vi: "Giải quyết", en: "Resolved" },
  importedAt: { vi: "Nhập lúc", en: "Imported" },
  template_counts: { vi: "Mẫu CSV: số hồ sơ", en: "CSV template: dossier counts" },
  template_due: { vi: "Mẫu CSV: hạn trả", en: "CSV template: due dates" },
  template_points: { vi: "Mẫu CSV: phiếu 18 điểm", en: "CSV template: 18-point sheet" },
  importFile: { vi: "Chọn tệp CSV", en: "Choose a CSV file" },
  importSend: { vi: "Nhập", en: "Import" },
  importStored: { vi: "Đã nhập {n} dòng.", en: "{n} rows were imported." },
  importUnchanged: {
    vi: "Tệp này đã được nhập trước đó; không có gì thay đổi.",
    en: "This was imported before; nothing changed.",
  },
  importFaults: {
    vi: "Chưa lưu gì. Sửa các chỗ sau rồi nhập lại:",
    en: "Nothing was stored. Mend these, and import again:",
  },
  line: { vi: "Dòng", en: "Line" },
  column: { vi: "Cột", en: "Column" },
  whatToDo: { vi: "Cách sửa", en: "What to do" },
  letters: { vi: "In thư", en: "Print a letter" },
  lettersHint: {
    vi: "Tên công dân để trống, viết tay hoặc gõ vào trang trước khi in; máy chủ của phường không bao giờ có tên.",
    en: "Names are left blank, written by hand or typed into the open page; the hub never has them.",
  },
  letter_apology: { vi: "Thư xin lỗi", en: "Letter of apology" },
  letter_birth: { vi: "Thư chúc mừng khai sinh", en: "Congratulations on a birth" },
  letter_marriage: { vi: "Thư chúc mừng kết hôn", en: "Congratulations on a marriage" },
  letter_condolence: { vi: "Thư chia buồn", en: "Letter of condolence" },
  late_rows: { vi: "Hồ sơ trễ hạn, cần thư xin lỗi", en: "Late dossiers that need an apology" },
  reference: { vi: "Số của đơn vị", en: "The office's number" },
  due: { vi: "Hạn trả", en: "Due" },
  daysLate: { vi: "Trễ (ngày)", en: "Days late" },
  printLetter: { vi: "In thư số {reference}", en: "Print no. {reference}" },
  onlyOperatorsHere: {
    vi: "Nhập số liệu và in thư cần quyền người vận hành.",
    en: "To import, or to print a letter, needs the role operator.",
  },
} as const satisfies Record<string, Words>;
