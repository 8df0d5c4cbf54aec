import { readFileSync, statSync } from "node:fs";

const PACKAGE = new URL("../../package.json", import.meta.url);

/** When these files were put here, ms since the Unix epoch. */
export const installedAt = (): number => statSync(PACKAGE).ctimeMs;

/** The version in package.json, which stands two folders above this file in src/ and in dist/. */
export function version(): string {
  const text = readFileSync(PACKAGE, "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
