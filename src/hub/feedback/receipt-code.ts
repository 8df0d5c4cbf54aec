import { randomInt } from "node:crypto";
import { sha256Hex } from "#platform/signing.js";

/** Crockford's: without letters that look like digits, or like each other. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 80 random bits, as ABCD-EFGH-JKMN-PQRS. Whoever has it reads the answer; the hub keeps its hash alone. */
export function newReceiptCode(): string {
  const four = (): string => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return [four(), four(), four(), four()].join("-");
}

/** However it was typed. */
export const hashOfReceipt = (code: string): string =>
  sha256Hex(`hailong receipt ${code.toUpperCase().replaceAll("-", "")}`);
