import type { z } from "zod";
import type { ImportConflict, ImportList, ImportReply, ImportRequest, importProblemSchema } from "#contract/imports.js";
import type { LetterList } from "#contract/letters.js";
import type { ReportList } from "#contract/reports.js";

/** Golden examples of what an office brings in and prints. */
const SHA = "5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592";

const counts: ImportRequest = {
  kind: "counts",
  rows: [
    {
      month: "2026-10",
      field: "ho-tich",
      procedure: "khai-sinh",
      received: 125,
      resolved: 120,
      overdue: 2,
      complaints: 1,
      disliked: null,
    },
  ],
};
const due: ImportRequest = {
  kind: "due",
  rows: [{ reference: "128/2026", procedure: "ket-hon", due: "2026-10-30", done: null }],
};
const points: ImportRequest = {
  kind: "points",
  rows: [{ period: "2026-Q4", index: 1, self: 1.5, appraised: null, evidence: "Báo cáo số 12/BC-UBND" }],
};
const reply: ImportReply = { kind: "counts", rows: 1, periods: ["2026-10"], outcome: "stored", sha256: SHA };
const problem: z.infer<typeof importProblemSchema> = {
  type: "about:blank",
  title: "Chưa nhập được: có chỗ cần sửa",
  status: 422,
  code: "request.invalid",
  detail: "Nothing was imported. `faults` names every line and column to mend, and how",
  faults: [
    {
      line: 4,
      column: "Tháng",
      vi: "Không rõ tháng nào. Ghi dạng 2026-10 hoặc 10/2026",
      en: "Not clear which month. Write it as 2026-10 or 10/2026",
    },
  ],
};
const conflict: ImportConflict = {
  type: "about:blank",
  title: "Chưa nhập: tệp khác với số liệu đã có. Xem bảng so sánh; nếu đúng là số liệu mới thì chọn thay rồi nhập lại",
  status: 409,
  code: "import.replaces",
  detail:
    "Nothing was imported: other figures are held, and `changes` names them. To replace these, send it again with `?replace=` and what `replace` holds",
  changes: [
    {
      line: 2,
      column: "Tiếp nhận",
      key: "received",
      period: "2026-10",
      vi: "Hộ tịch: Đăng ký khai sinh",
      en: "Civil status: Birth registration",
      held: 125,
      brought: 152,
      how: "changed",
    },
  ],
  more: 0,
  replace: "3f9a0c5b7d21",
};
const list: ImportList = {
  months: [{ month: "2026-10", rows: 12, received: 31_751, resolved: 31_002, importedAt: "2026-11-03T02:10:00Z" }],
  sheets: [{ period: "2026-Q4", importedAt: "2027-01-08T02:10:00Z" }],
  due: { rows: 40, late: 2, importedAt: "2026-11-03T02:12:00Z" },
};
export const IMPORT_EXAMPLES = { requests: [counts, due, points], reply, problem, conflict, list } as const;

export const REPORT_LIST_EXAMPLE: ReportList = {
  written: [{ period: "2026-10", revision: 1, sha256: SHA, writtenAt: "2026-11-04T00:30:00Z", policy: 4 }],
};

export const LETTERS_EXAMPLE: LetterList = {
  kinds: ["apology", "birth", "marriage", "condolence"],
  late: [
    {
      reference: "128/2026",
      procedure: "ket-hon",
      due: "2026-10-30",
      done: null,
      procedureName: { vi: "Đăng ký kết hôn", en: "Marriage registration" },
      daysLate: 5,
    },
  ],
};
