import type { ImportFaultKey } from "#words/import-words.js";

/** A cell as it was understood, or which complaint is due. */
export type Value<T> = { readonly value: T } | { readonly fault: ImportFaultKey };

/** Day 0 of the calendar in which Excel numbers days, as of 1 March 1900. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** 1 234, 1.234 and 1,234 are the same whole number, and so is 1234.0: three digits behind each separator leave no other reading. */
export function readCount(text: string): Value<number> {
  // A dash is what a spreadsheet shows for nothing or for 0.
  if (text === "" || text === "-") return { fault: "emptyCount" };
  const whole = text.replace(/[.,]0{1,2}$/, "");
  if (/^\d{1,8}$/.test(whole)) return { value: Number(whole) };
  const grouped = /^\d{1,3}([.,\s\u00a0\u202f])\d{3}(\1\d{3})?$/.test(whole);
  return grouped ? { value: Number(whole.replace(/\D/g, "")) } : { fault: "notCount" };
}

/** 1,5 and 1.5 are the same. */
export function readPoints(text: string): Value<number | null> {
  if (text === "") return { value: null };
  const points = /^\d([.,]\d{1,2})?$/.test(text) ? Number(text.replace(",", ".")) : Number.NaN;
  return points <= 2 ? { value: points } : { fault: "notPoints" };
}

/** `2026-10`, `10/2026`, and what Excel makes of them: 1/10/2026, Oct-26, Thg10-26, or the number of that day. */
export function readMonth(text: string): Value<string> {
  const unnamed = text.replace(/^(tháng|thg|t|month)\.?\s*/i, "");
  const bare = unnamed.replace(/\s+năm\s+/i, "/").replace(/ 0?0:00(:00)?$/, "");
  const short = shortMonth(text, unnamed === text ? undefined : bare);
  if (short) return short;
  const [, year, month] = /^(20\d{2})[-/](\d{1,2})$/.exec(bare) ?? [];
  if (year && month) return monthOf(year, month);
  const [, monthFirst, yearLast] = /^(\d{1,2})[-/.](20\d{2})$/.exec(bare) ?? [];
  if (monthFirst && yearLast) return monthOf(yearLast, monthFirst);
  const date = readDate(bare);
  if ("fault" in date) return { fault: "notMonth" };
  // 10/1/2026 is the tenth of January here and the first of October elsewhere: not for us to choose.
  return date.value.endsWith("-01") ? { value: date.value.slice(0, 7) } : { fault: "dayInMonth" };
}

const ENGLISH_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Where the month is named as one, two digits can only be the year: Excel would write the 26th of October as 26-Oct. */
function shortMonth(text: string, bare: string | undefined): Value<string> | undefined {
  const [, name, year] = /^([a-z]{3})[-/ ](?:20)?(\d{2})$/i.exec(text) ?? [];
  const place = name === undefined ? -1 : ENGLISH_MONTHS.indexOf(name.toLowerCase());
  if (year && place >= 0) return monthOf(`20${year}`, String(place + 1));
  const [, month, short] = /^(\d{1,2})[-/. ](\d{2})$/.exec(bare ?? "") ?? [];
  return month && short ? monthOf(`20${short}`, month) : undefined;
}

const monthOf = (year: string, month: string): Value<string> =>
  Number(month) >= 1 && Number(month) <= 12 ? { value: `${year}-${month.padStart(2, "0")}` } : { fault: "notMonth" };

/** `2026-10-31`, 31/10/2026 (the day first, as it is written here), or Excel's number of the day. */
export function readDate(text: string): Value<string> {
  if (/^[3-7]\d{4}$/.test(text)) return { value: isoDate(EXCEL_EPOCH + Number(text) * DAY_MS) };
  const [, year, month, day] = /^(20\d{2})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  if (year && month && day) return dateOf(Number(year), Number(month), Number(day));
  const [, first, second, last] = /^(\d{1,2})[-/.](\d{1,2})[-/.](20\d{2})$/.exec(text) ?? [];
  if (!first || !second || !last) return { fault: "notDate" };
  if (Number(second) > 12) return { fault: "monthFirst" };
  return dateOf(Number(last), Number(second), Number(first));
}

function dateOf(year: number, month: number, day: number): Value<string> {
  const at = Date.UTC(year, month - 1, day);
  const real = new Date(at).getUTCMonth() === month - 1 && new Date(at).getUTCDate() === day;
  return real ? { value: isoDate(at) } : { fault: "notDate" };
}

const isoDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
