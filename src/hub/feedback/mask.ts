/** Digits with at most one separator between two of them, as telephone and identity numbers are written. */
const DIGITS = /\+?\(?\d(?:[ .\-()]{0,2}\d){7,}/g;
/** 05.10.2026, 2026-10-05, 2025-2026, 12.000.000: no one's number. */
const DATE = /^(?:\d{1,2}[.\- ]\d{1,2}[.\- ]\d{4}|\d{4}[.\- ]\d{1,2}[.\- ]\d{1,2}|(?:19|20)\d{2} ?- ?(?:19|20)\d{2})$/;
const MONEY = /^[1-9]\d{0,2}(?:\.\d{3})*\.000$/;
const MAIL = /[^\s@<>,;:()]+\s?@\s?[^\s@<>,;:()]+\.[a-z]{2,}/gi;
/** As one-stop systems number them: 000.00.15.H26-231005-0001. */
const DOSSIER = /\b(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3})*-\d{6}-\d{3,}\b/gi;
/** What cannot be seen and would stand between two digits. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
const MASK = "[•••]";

/** Makes unreadable what names a person: numbers of telephones, identity cards and dossiers, addresses of mail. */
export function mask(text: string): { words: string; masked: boolean } {
  const plain = text.normalize("NFKC").replace(UNSEEN, "").replace(CONTROL, "").trim();
  const words = plain
    .replace(MAIL, MASK)
    .replace(DOSSIER, MASK)
    .replace(DIGITS, (found) => (DATE.test(found) || MONEY.test(found) ? found : MASK));
  return { words, masked: words !== plain };
}
