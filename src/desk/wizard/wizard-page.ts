import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { REMEDIES } from "#contract/calibration.js";
import type { WizardSettings } from "#contract/wizard-page.js";
import { OPTIONAL } from "#desk/calibration/calibration.js";
import { sha256Hex } from "#platform/signing.js";
import { CHECK_WORDS, PROMPT_WORDS, remedyWords, VERDICT_WORDS } from "#words/calibration-words.js";
import { reasonWords } from "#words/demo-words.js";
import { FIGURE_FORMATS } from "#words/figure-words.js";
import { wizardWords } from "#words/wizard-words.js";
import type { Words } from "#words/words.js";

type PageFile = { readonly type: string; readonly body: string };
export type WizardPage = { readonly edition: string; readonly files: ReadonlyMap<string, PageFile> };

/** Beside src/ and dist/, like package.json. */
const FOLDER = new URL("../../../web/calibrate/", import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".js": "text/javascript; charset=utf-8",
};

/** The whole page in memory, by file name: what is not in this map does not exist. */
export function loadWizardPage(): WizardPage {
  const files = new Map<string, PageFile>();
  for (const name of readdirSync(FOLDER).sort()) {
    const type = TYPES[extname(name)];
    if (type) files.set(name, { type, body: inVietnamese(readFileSync(new URL(name, FOLDER), "utf8")) });
  }
  const settings = settingsOf();
  const edition = sha256Hex(JSON.stringify([settings, ...files.entries()])).slice(0, 12);
  const whole: WizardSettings = { edition, ...settings };
  files.set("settings.js", { type: TYPES[".js"] ?? "", body: `export const settings = ${JSON.stringify(whole)};\n` });
  return { edition, files };
}

const settingsOf = (): Omit<WizardSettings, "edition"> => ({
  words: wizardWords,
  checks: CHECK_WORDS,
  optional: OPTIONAL,
  verdicts: VERDICT_WORDS,
  figures: FIGURE_FORMATS,
  prompts: PROMPT_WORDS,
  reasons: reasonWords,
  remedies: Object.fromEntries(REMEDIES.map((code) => [code, remedyTemplates(code)])),
});

/** No figure of a technician's: it stands where theirs will. */
const MARKER = 987_654_321;

function remedyTemplates(code: (typeof REMEDIES)[number]): WizardSettings["remedies"][string] {
  const { vi, en } = remedyWords({ code, by: MARKER, unit: "cm" });
  const slot = (text: string): string => text.replace(`${MARKER} cm`, "{much}");
  return { plain: remedyWords({ code }), much: { vi: slot(vi), en: slot(en) } };
}

/** `{{key}}` → what the catalogue says: the page speaks before its script runs. */
function inVietnamese(text: string): string {
  const words: Readonly<Record<string, Words>> = wizardWords;
  return text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => words[key]?.vi ?? "");
}
