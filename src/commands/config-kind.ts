import { readFileSync } from "node:fs";

/** Only a hub pins devices; everything else is read as a counter's file, and complained about as one. */
export function looksLikeHub(file: string): boolean {
  try {
    return /^devicesFile\s*:/m.test(readFileSync(file, "utf8"));
  } catch {
    return false;
  }
}
