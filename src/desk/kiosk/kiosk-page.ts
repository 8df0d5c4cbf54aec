import type { KioskSettings } from "#contract/kiosk.js";
import type { KioskConfig } from "#desk/kiosk/kiosk-config.js";
import { loadPage, type PageFiles } from "#platform/http/page-files.js";
import { kioskWords, stepWords } from "#words/kiosk-words.js";
import type { Words } from "#words/words.js";

export type KioskPage = { readonly edition: string; readonly files: PageFiles };

export function loadKioskPage({ steps, reasons }: KioskConfig, notice: Words | undefined): KioskPage {
  const settings: Omit<KioskSettings, "edition"> = {
    steps: stepWords[steps].map((words, index) => ({ value: index + 1, words })).reverse(),
    reasons: reasons.map(({ id, ...words }) => ({ id, words })),
    notice: notice ?? kioskWords.notice,
    words: kioskWords,
  };
  return loadPage("kiosk", settings);
}
