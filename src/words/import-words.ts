import type { ImportedFigure } from "#contract/imports.js";
import type { Words } from "#words/words.js";

type Complaint = (name?: string) => Words;
const named = (name: string | undefined): string => (name ? ` “${name}”` : "");

const SAVE_AS: Words = {
  vi: "Trong Excel chọn Tệp → Lưu dưới dạng → “CSV UTF-8 (phân tách bằng dấu phẩy)” rồi nhập lại",
  en: "In Excel choose File → Save As → “CSV UTF-8 (Comma delimited)” and import that",
};

/** What is wrong with a place of an import, and what to do. A number that stood there is never said again. */
const faults = {
  workbook: () => ({
    vi: `Đây là sổ tính Excel, không phải CSV. ${SAVE_AS.vi}`,
    en: `This is an Excel workbook, not CSV. ${SAVE_AS.en}`,
  }),
  utf16: () => ({ vi: `Tệp ghi bằng mã UTF-16. ${SAVE_AS.vi}`, en: `The file is in UTF-16. ${SAVE_AS.en}` }),
  notUtf8: () => ({
    vi: `Tệp không phải UTF-8 (có thể là Windows-1258 hoặc TCVN3). ${SAVE_AS.vi}`,
    en: `The file is not UTF-8 (Windows-1258 or TCVN3, perhaps). ${SAVE_AS.en}`,
  }),
  oldFont: () => ({
    vi: "Chữ trong tệp gõ bằng phông cũ (TCVN3/ABC). Chuyển sang Unicode (ví dụ bằng công cụ Unikey), rồi nhập lại",
    en: "The text was typed with an old font (TCVN3/ABC). Convert it to Unicode (with Unikey's toolkit, for example) and import it again",
  }),
  badRequest: () => ({
    vi: "Yêu cầu không đúng dạng: cần `kind` và `rows`, xem mô tả tại /docs",
    en: "The request has another shape: expected `kind` and `rows`, see /docs",
  }),
  headings: () => ({
    vi: "Không nhận ra dòng tiêu đề. Dòng đầu tiên phải là tiêu đề như trong tệp mẫu: bỏ các dòng tên đơn vị, tên báo cáo ở trên",
    en: "The line of headings is not known. The first line has those of the template: take out titles above it",
  }),
  empty: () => ({ vi: "Không có dòng số liệu nào", en: "There is no row" }),
  tooLong: () => ({
    vi: "Quá 20 000 dòng. Tách thành nhiều tệp, mỗi tệp vài tháng",
    en: "More than 20 000 rows. Split it, some months in each file",
  }),
  quotes: () => ({
    vi: "Dấu ngoặc kép mở mà không đóng. Sửa dòng này",
    en: "A quotation mark opens and does not close. Mend this line",
  }),
  missingColumn: () => ({
    vi: "Thiếu cột này. Thêm cột như trong tệp mẫu; nếu cột đang mang tên khác thì đổi lại tên",
    en: "This column is missing. Add it as in the template, or give the column that has another name this one",
  }),
  unknownColumn: () => ({
    vi: "Cột này không nhập được. Bỏ cột ra khỏi tệp: họ tên, mã hồ sơ, số điện thoại không được đưa vào hệ thống",
    en: "This column cannot be imported. Take it out: names, dossier codes and telephone numbers never enter",
  }),
  columnTwice: () => ({ vi: "Cột này có hai lần. Bỏ một cột", en: "This column stands twice. Take one out" }),
  tooManyCells: () => ({
    vi: "Dòng có nhiều ô hơn số tiêu đề. Kiểm tra dấu phân cách và dấu ngoặc kép",
    en: "The line has more cells than there are headings. Look at separators and quotation marks",
  }),
  emptyCount: () => ({ vi: "Ô trống. Ghi 0 nếu không có hồ sơ nào", en: "Empty. Write 0 if there was none" }),
  notCount: () => ({
    vi: "Cần số nguyên không âm, ví dụ 1250 hoặc 1.250",
    en: "Expected a whole number, not negative, such as 1250 or 1,250",
  }),
  notPoints: () => ({
    vi: "Cần điểm từ 0 đến 2, nhiều nhất hai số lẻ, ví dụ 1,5",
    en: "Expected 0 to 2 with at most two decimals, such as 1.5",
  }),
  notMonth: () => ({
    vi: "Không rõ tháng nào. Ghi dạng 2026-10 hoặc 10/2026",
    en: "Not clear which month. Write it as 2026-10 or 10/2026",
  }),
  dayInMonth: () => ({
    vi: "Đây là một ngày, không phải ngày đầu tháng, nên không rõ tháng nào (Excel có thể đã đổi). Ghi dạng 2026-10",
    en: "This is a day, and not the first of a month, so it is not clear which month is meant (Excel may have changed it). Write it as 2026-10",
  }),
  notDate: () => ({
    vi: "Không phải một ngày. Ghi dạng 31/10/2026 hoặc 2026-10-31",
    en: "Not a date. Write it as 31/10/2026 or 2026-10-31",
  }),
  monthFirst: () => ({
    vi: "Ngày viết tháng trước ngày sau (kiểu Mỹ). Ghi ngày trước: 31/10/2026, hoặc 2026-10-31, ở mọi dòng",
    en: "The month stands before the day. Write the day first (31/10/2026), or 2026-10-31, in every row",
  }),
  notPeriod: () => ({
    vi: "Không rõ kỳ nào. Ghi dạng 2026-10 hoặc 2026-Q4",
    en: "Not clear which period. Write it as 2026-10 or 2026-Q4",
  }),
  notIndex: () => ({ vi: "Cần số của chỉ số, từ 1 đến 9", en: "Expected the number of the index, 1 to 9" }),
  longEvidence: () => ({
    vi: "Minh chứng dài quá 500 ký tự. Viết gọn, hoặc dẫn số văn bản",
    en: "The evidence has more than 500 characters. Shorten it, or name the document",
  }),
  unknownField: (name) => ({
    vi: `Lĩnh vực${named(name)} chưa có trong danh mục. Sửa tên, hoặc thêm vào tệp danh mục (catalogueFile)`,
    en: `The field${named(name)} is not in the catalogue. Mend the name, or add it to the catalogue file (catalogueFile)`,
  }),
  unknownProcedure: (name) => ({
    vi: `Thủ tục${named(name)} chưa có trong danh mục. Sửa tên, hoặc thêm vào tệp danh mục (catalogueFile)`,
    en: `The procedure${named(name)} is not in the catalogue. Mend the name, or add it to the catalogue file (catalogueFile)`,
  }),
  otherField: (name) => ({
    vi: `Thủ tục${named(name)} không thuộc lĩnh vực của dòng này. Sửa một trong hai`,
    en: `The procedure${named(name)} does not belong to this row's field. Mend one of the two`,
  }),
  notRunningNumber: () => ({
    vi: "Cần số thứ tự do văn phòng đặt, ví dụ 128 hoặc 128/2026. Mã hồ sơ, số điện thoại, số định danh không được đưa vào hệ thống",
    en: "Expected the office's own running number, such as 128 or 128/2026. Dossier codes, telephone and identity numbers never enter",
  }),
  rowTwice: (line) => ({
    vi: `Trùng với dòng ${line}. Bỏ một trong hai dòng`,
    en: `The same as line ${line}. Take one of the two out`,
  }),
  totalRow: () => ({
    vi: "Đây là dòng cộng. Nếu là số của cả lĩnh vực thì để trống ô Thủ tục; nếu các thủ tục đã có dòng riêng thì bỏ dòng này",
    en: "This line adds up others. If it stands for the whole field, leave the procedure empty; if the procedures have lines of their own, take it out",
  }),
  future: () => ({
    vi: "Chưa tới thời gian này. Kiểm tra lại tháng, ngày",
    en: "This time has not come yet. Check month and day",
  }),
  moreOverdue: () => ({
    vi: "Quá hạn nhiều hơn đã giải quyết. Kiểm tra hai số",
    en: "More overdue than resolved. Check the two numbers",
  }),
  countedTwice: () => ({
    vi: "Lĩnh vực này đã tính theo từng thủ tục trong cùng tháng, cộng thêm dòng chung sẽ thành hai lần. Bỏ một trong hai",
    en: "This month counts the field by procedures; a row of the whole field beside them counts twice. Take one out",
  }),
} as const satisfies Record<string, Complaint>;
export type ImportFaultKey = keyof typeof faults;
export const IMPORT_FAULTS: Readonly<Record<ImportFaultKey, Complaint>> = faults;

/** An index of the 18-point sheet by its number. */
export const indexWords = (index: string): Words => ({ vi: `Chỉ số ${index}`, en: `Index ${index}` });

/** A due date by the office's own running number. */
export const dueWords = (reference: string): Words => ({ vi: `Số ${reference}`, en: `No. ${reference}` });

/** What a column holds, as it is called beside its figure. */
export const FIGURE_WORDS = {
  received: { vi: "tiếp nhận", en: "received" },
  resolved: { vi: "đã giải quyết", en: "resolved" },
  overdue: { vi: "quá hạn", en: "overdue" },
  complaints: { vi: "phản ánh kiến nghị", en: "complaints" },
  disliked: { vi: "không hài lòng", en: "disliked" },
  procedure: { vi: "thủ tục", en: "procedure" },
  due: { vi: "ngày hẹn trả", en: "due" },
  done: { vi: "ngày trả", en: "done" },
  self: { vi: "tự chấm", en: "self-scored" },
  appraised: { vi: "thẩm định", en: "appraised" },
  evidence: { vi: "minh chứng", en: "evidence" },
} as const satisfies Record<ImportedFigure, Words>;

/** What the template says in its lines that begin with #. */
export const TEMPLATE_NOTES = {
  counts: {
    vi: "Mỗi dòng: một tháng và một lĩnh vực, hoặc một thủ tục của lĩnh vực. Nhập tháng nào thì thay toàn bộ tháng đó, nên ghi đủ các dòng của tháng. Không hài lòng: để trống nếu phần mềm một cửa không đếm. Dòng bắt đầu bằng # được bỏ qua.",
    en: "One row for a month and a field, or one of its procedures. A month that is imported is replaced whole: give all of its rows. Lines with # are skipped.",
  },
  due: {
    vi: "Số thứ tự do văn phòng tự đặt, không phải mã hồ sơ. Ngày trả: để trống nếu chưa trả. Dòng bắt đầu bằng # được bỏ qua.",
    en: "The office's own running number, never a dossier code. Leave the last column empty while it is not done. Lines with # are skipped.",
  },
  points: {
    vi: "Chín chỉ số, mỗi chỉ số từ 0 đến 2 điểm. Nhập kỳ nào thì thay toàn bộ kỳ đó. Dòng bắt đầu bằng # được bỏ qua.",
    en: "Nine indices of 0 to 2 points. A period that is imported is replaced whole. Lines with # are skipped.",
  },
} as const satisfies Record<string, Words>;

export const importWords = {
  command: {
    vi: "nhập số liệu hồ sơ, ngày hẹn trả hoặc điểm chấm từ tệp CSV",
    en: "import dossier counts, due dates or points of the sheet from a CSV file",
  },
  file: { vi: "tệp CSV (UTF-8)", en: "the CSV file (UTF-8)" },
  replace: {
    vi: "thay đúng các số liệu trong bảng so sánh mang mã này (lần từ chối trước in ra mã); all: thay mọi số liệu đã có, không so sánh",
    en: "replace what the comparison of this name showed (the refusal prints it); all: whatever is held, unseen",
  },
  template: { vi: "in tệp mẫu: counts, due hoặc points", en: "print the template: counts, due or points" },
  stored: { vi: "dòng đã nhập", en: "rows imported" },
  unchanged: { vi: "dòng, đúng như đã có", en: "rows, as they were already" },
  refused: {
    vi: "Không nhập gì cả. Sửa các chỗ sau rồi nhập lại",
    en: "Nothing was imported. Mend these places and import again",
  },
  replaces: {
    vi: "Không nhập gì cả: tệp khác với số liệu đã có",
    en: "Nothing was imported: other figures are held",
  },
  changedSince: {
    vi: "Không nhập gì cả: số liệu hoặc tệp đã thay đổi sau lần so sánh trước. Bảng so sánh mới",
    en: "Nothing was imported: what is held, or the file, has changed since that comparison. The new one",
  },
  repeat: {
    vi: "Nếu đúng là số liệu mới, chạy lại với",
    en: "If these are right, run it again with",
  },
  held: { vi: "đã có", en: "held" },
  brought: { vi: "trong tệp", en: "in the file" },
  lost: { vi: "không có", en: "not there" },
  byProcedures: { vi: "cộng các thủ tục", en: "sum of its procedures" },
  more: { vi: "số liệu khác nữa", en: "more figures" },
  line: { vi: "dòng", en: "line" },
  column: { vi: "cột", en: "column" },
} as const satisfies Record<string, Words>;
