import type { ImportKind } from "#contract/imports.js";

/** Of one kind of import: the key of each column, the heading of the template, and what else it may be called. */
type Column = {
  readonly key: string;
  readonly heading: string;
  readonly also: readonly string[];
  readonly optional?: true;
};

export const COLUMNS: Readonly<Record<ImportKind, readonly Column[]>> = {
  counts: [
    { key: "month", heading: "Tháng", also: ["month"] },
    { key: "field", heading: "Lĩnh vực", also: ["field"] },
    { key: "procedure", heading: "Thủ tục", also: ["procedure", "tthc", "thu tuc hanh chinh"], optional: true },
    { key: "received", heading: "Tiếp nhận", also: ["received", "ho so tiep nhan"] },
    { key: "resolved", heading: "Đã giải quyết", also: ["resolved", "giai quyet"] },
    { key: "overdue", heading: "Quá hạn", also: ["overdue"] },
    { key: "complaints", heading: "Phản ánh kiến nghị", also: ["complaints", "phan anh"] },
    { key: "disliked", heading: "Không hài lòng", also: ["disliked"], optional: true },
  ],
  due: [
    { key: "reference", heading: "Số thứ tự", also: ["reference", "stt"] },
    { key: "procedure", heading: "Thủ tục", also: ["procedure", "tthc", "thu tuc hanh chinh"] },
    { key: "due", heading: "Ngày hẹn trả", also: ["due", "hen tra"] },
    { key: "done", heading: "Ngày trả", also: ["done", "da tra"], optional: true },
  ],
  points: [
    { key: "period", heading: "Kỳ", also: ["period"] },
    { key: "index", heading: "Chỉ số", also: ["index"] },
    { key: "self", heading: "Tự chấm", also: ["self"] },
    { key: "appraised", heading: "Thẩm định", also: ["appraised"], optional: true },
    { key: "evidence", heading: "Minh chứng", also: ["evidence"], optional: true },
  ],
};
const DISTINCTIVE = { counts: "received", due: "due", points: "index" } as const satisfies Record<ImportKind, string>;

/** As it is compared: without case, accents and punctuation. */
export const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** `Tổng cộng`, as a line below a table calls itself. */
export const namesTotal = (text: string): boolean =>
  /^(tong|tong cong|tong so|cong|total|grand total)$/.test(plain(text));

const keyOf = (kind: ImportKind, heading: string): string | undefined =>
  COLUMNS[kind].find(({ heading: own, also }) => [plain(own), ...also].includes(plain(heading)))?.key;

export type Headings = {
  readonly kind: ImportKind;
  /** By place in the file; undefined: it has no place here. */
  readonly keys: readonly (string | undefined)[];
  readonly missing: readonly string[];
};

/** Undefined: the headings are of no import that we know. */
export function readHeadings(cells: readonly string[]): Headings | undefined {
  const kind = (Object.keys(COLUMNS) as ImportKind[]).find((one) =>
    cells.some((cell) => keyOf(one, cell) === DISTINCTIVE[one]),
  );
  if (!kind) return undefined;
  const keys = cells.map((cell) => keyOf(kind, cell));
  const missing = COLUMNS[kind].filter(({ key, optional }) => !optional && !keys.includes(key));
  return { kind, keys, missing: missing.map(({ heading }) => heading) };
}

export const headingOf = (kind: ImportKind, key: string): string =>
  COLUMNS[kind].find((column) => column.key === key)?.heading ?? key;
