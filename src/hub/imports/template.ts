import type { ImportKind } from "#contract/imports.js";
import { COLUMNS } from "#hub/imports/headings.js";
import { TEMPLATE_NOTES } from "#words/import-words.js";

const EXAMPLES: Readonly<Record<ImportKind, readonly string[]>> = {
  counts: ["# 2026-10", "Hộ tịch", "Đăng ký khai sinh", "125", "120", "2", "1", "0"],
  due: ["# 128/2026", "Đăng ký kết hôn", "31/10/2026", ""],
  points: ["# 2026-Q4", "1", "1,5", "", "Báo cáo số 12/BC-UBND"],
};

/** To be filled in: with a byte-order mark, by which Excel knows UTF-8, and notes that are skipped when it comes back. */
export function importTemplate(kind: ImportKind): string {
  const { vi, en } = TEMPLATE_NOTES[kind];
  const rows = [COLUMNS[kind].map(({ heading }) => heading), [`# ${vi}`], [`# ${en}`], EXAMPLES[kind]];
  return `\ufeff${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
