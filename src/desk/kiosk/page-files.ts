import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import type { KioskSettings } from "#contract/kiosk.js";
import type { KioskConfig } from "#desk/kiosk/kiosk-config.js";
import { sha256Hex } from "#platform/signing.js";
import { kioskWords, stepWords } from "#words/kiosk-words.js";
import type { Words } from "#words/words.js";

type PageFile = { readonly type: string; readonly body: string };
export type KioskPage = { readonly edition: string; readonly files: ReadonlyMap<string, PageFile> };

/** Beside src/ and dist/, like package.json. */
const FOLDER = new URL("../../../web/kiosk/", import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".js": "text/javascript; charset=utf-8",
};

/** The whole page in memory, by file name: what is not in this map does not exist. */
export function loadKioskPage(config: KioskConfig, notice: Words | undefined): KioskPage {
  const files = new Map<string, PageFile>();
  for (const name of readdirSync(FOLDER).sort()) {
    const type = TYPES[extname(name)];
    if (type) files.set(name, { type, body: inVietnamese(readFileSync(new URL(name, FOLDER), "utf8")) });
  }
  const settings = settingsOf(config, notice);
  const edition = sha256Hex(JSON.stringify([settings, ...files.entries()])).slice(0, 12);
  const whole: KioskSettings = { edition, ...settings };
  const body = `export const settings = ${JSON.stringify(whole)};\n`;
  files.set("settings.js", { type: TYPES[".js"] ?? "", body });
  return { edition, files };
}

function settingsOf({ steps, reasons }: KioskConfig, notice: Words | undefined): Omit<KioskSettings, "edition"> {
  return {
    steps: stepWords[steps].map((words, index) => ({ value: index + 1, words })).reverse(),
    reasons: reasons.map(({ id, ...words }) => ({ id, words })),
    notice: notice ?? kioskWords.notice,
    words: kioskWords,
  };
}

/** `{{key}}` → what the catalogue says: the page speaks before its script runs. */
function inVietnamese(text: string): string {
  const words: Readonly<Record<string, Words>> = kioskWords;
  return text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => words[key]?.vi ?? "");
}
