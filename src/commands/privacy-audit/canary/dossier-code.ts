import { randomBytes } from "node:crypto";

/** A dossier code as one-stop software has them, that nothing else in the world contains. */
export const newDossierCode = (): string => `H29.15-${randomBytes(6).toString("hex").toUpperCase()}-HSMAU`;

/** What the code looks like in bytes, by name of the form. */
export function formsOf(code: string): ReadonlyMap<string, Buffer> {
  const forms = new Map([
    ["text", Buffer.from(code)],
    ["utf-16", Buffer.from(code, "utf16le")],
    ["hex", Buffer.from(Buffer.from(code).toString("hex"))],
    ["HEX", Buffer.from(Buffer.from(code).toString("hex").toUpperCase())],
  ]);
  for (const before of [0, 1, 2]) forms.set(`base64, ${before} before`, Buffer.from(innerBase64(code, before)));
  return forms;
}

/** The characters that depend on the code alone, when so many other bytes stand before it (modulo 3). */
function innerBase64(code: string, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), Buffer.from(code)]).toString("base64url");
  const whole = Math.floor(((before + code.length) * 8) / 6);
  return text.slice(before === 0 ? 0 : before + 1, whole);
}
