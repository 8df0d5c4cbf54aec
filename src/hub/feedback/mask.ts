import { maskNames } from "#hub/feedback/mask-names.js";

/** What people set between the digits of one number; up to three in a row. */
const BETWEEN = "[\\s.,_/·•()\\-\\u2010-\\u2015\\u2212]";
/** Telephone and identity numbers, however they are grouped. */
const DIGITS = new RegExp(`\\+?\\(?\\d(?:${BETWEEN}{0,3}\\d){7,}`, "g");
const PASSPORT = /\b[A-Z]\s?\d{7,8}\b/gi;
const [DAY, MONTH, YEAR] = ["(?:0?[1-9]|[12]\\d|3[01])", "(?:0?[1-9]|1[0-2])", "(?:19|20)\\d{2}"];
/** 05.10.2026, 2026-10-05, 2025-2026: no one's number. */
const DATE = `(?:${DAY}[./\\- ]${MONTH}[./\\- ]${YEAR}|${YEAR}[./\\- ]${MONTH}[./\\- ]${DAY}|${YEAR} ?[-\\u2013/] ?${YEAR})`;
/** 1.500.000 */
const SUM = "[1-9]\\d{0,2}(?:\\.\\d{3})*\\.000";
const listOf = (one: string): RegExp => new RegExp(`^${one}(?:${BETWEEN}{1,3}${one})*$`);
const [DATES, SUMS] = [listOf(DATE), listOf(SUM)];
/** Only beside such a word is it a sum of money: identity cards are grouped alike. */
const MONEY_BEFORE = /(?:phí|tiền)\s?:?\s?(?:là\s)?$/iu;
const MONEY_AFTER = /^\s?(?:đồng|đ|vnd|vnđ)(?!\p{L})/iu;
/** @, (at), [a còng], a-còng: spelled out against machines, which this is. */
const AT_WORD = "(?:at|a[\\s-]?(?:còng|cong|vòng|móc))";
const AT = `(?:\\s?@\\s?|\\s?[([{]\\s?${AT_WORD}\\s?[)\\]}]\\s?|\\s${AT_WORD}\\s)`;
const DOT = "(?:\\s?\\.\\s?|\\s?[([{]\\s?(?:dot|chấm)\\s?[)\\]}]\\s?|\\s(?:dot|chấm)\\s)";
const LABEL = "[^\\s@<>,;:()[\\]{}]+";
/** A dot that is spelled, or has room beside it, is of an address only where such a word follows: else it ends a sentence. */
const DOMAIN = `(?:${LABEL}\\.[a-z]{2,}|[\\w-]+(?:${DOT}(?:com|net|org|edu|gov|info|vn)(?![\\p{L}\\d])){1,3})`;
const MAIL = new RegExp(`${LABEL}${AT}${DOMAIN}`, "giu");
/** As one-stop systems number them: 000.00.15.H26-231005-0001. */
const DOSSIER = /\b(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3})*-\d{6}-\d{3,}\b/gi;
/** 29A-123.45, 51F1 234.56, 30E-1234 */
const PLATE = /\b\d{2}\s?-?\s?[A-Z]{1,2}\d?(?:[\s.-]{0,3}\d{3}[.\s]?\d{2}|[.-]\d{4})\b/gi;
/** What cannot be seen and would stand between two digits. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
const MASK = "[•••]";

/** Makes unreadable what names a person: numbers of telephones, papers, dossiers and vehicles, addresses of mail, names behind a title. In doubt it masks. */
export function mask(text: string): { words: string; masked: boolean } {
  const plain = text.normalize("NFKC").replace(UNSEEN, "").replace(CONTROL, "").trim();
  const numberless = plain
    .replace(MAIL, MASK)
    .replace(DOSSIER, MASK)
    .replace(PLATE, MASK)
    .replace(PASSPORT, MASK)
    .replace(DIGITS, (found, at: number, all: string) => {
      const isMoney = MONEY_BEFORE.test(all.slice(0, at)) || MONEY_AFTER.test(all.slice(at + found.length));
      return DATES.test(found) || (isMoney && SUMS.test(found)) ? found : MASK;
    });
  const words = maskNames(numberless, MASK);
  return { words, masked: words !== plain };
}
