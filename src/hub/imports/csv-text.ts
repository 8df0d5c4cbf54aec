import { IMPORT_FAULTS, type ImportFaultKey } from "#words/import-words.js";

export type Decoded = { readonly text: string } | { readonly fault: ImportFaultKey };

/** What spreadsheets save under the name of CSV. UTF-8, or UTF-16 that says so by its mark: every guess at another can be wrong. */
export function decodeCsv(bytes: Uint8Array): Decoded {
  const starts = (...head: number[]): boolean => head.every((byte, place) => bytes[place] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0)) return { fault: "workbook" };
  const marked = starts(0xff, 0xfe) ? "utf-16le" : starts(0xfe, 0xff) ? "utf-16be" : undefined;
  if (!marked && bytes.subarray(0, 64).includes(0)) return { fault: "utf16" };
  try {
    return { text: new TextDecoder(marked ?? "utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { fault: marked ? "utf16" : "notUtf8" };
  }
}

/** Letters that stand where the Vietnamese ones of the old TCVN3 fonts were: `Th¸ng`, `LÜnh vùc`. */
export const looksLikeOldFont = (text: string): boolean => /[¸µ¶·¹¨¾»¼½©«¬®­§]/.test(text);

export const faultOfFile = (key: ImportFaultKey) => ({ line: 1, column: "", ...IMPORT_FAULTS[key]() });
