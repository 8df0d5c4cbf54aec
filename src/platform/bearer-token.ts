import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createFile } from "#platform/create-file.js";
import { AppError, systemCode } from "#platform/errors.js";
import { sameSecret } from "#platform/signing.js";

/** Reads the bearer token, or makes one at first start (mode 0600). */
export function loadOrCreateToken(file: string): string {
  try {
    if (!existsSync(file)) createFile(file, `${randomBytes(32).toString("base64url")}\n`);
    const token = readFileSync(file, "utf8").trim();
    if (token.length >= 16 && !/\s/.test(token)) return token;
  } catch (cause) {
    throw new AppError("config.invalid", `api.tokenFile: ${file} cannot be used (${systemCode(cause)})`, {
      cause,
      remedy: "Check its folder and permissions",
    });
  }
  throw new AppError("config.invalid", `api.tokenFile: ${file} holds no token of 16 or more characters`, {
    remedy: "Remove the file to have one made",
  });
}

/** Compares in constant time, whatever the lengths. */
export function bearerMatches(header: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(header ?? "")?.[1] ?? "";
  return sameSecret(given, token);
}
