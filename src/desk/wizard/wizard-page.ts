import { REMEDIES } from "#contract/calibration.js";
import type { WizardSettings } from "#contract/wizard-page.js";
import { OPTIONAL } from "#desk/calibration/calibration.js";
import { loadPage, type PageFiles } from "#platform/http/page-files.js";
import { CHECK_WORDS, PROMPT_WORDS, remedyWords, VERDICT_WORDS } from "#words/calibration-words.js";
import { reasonWords } from "#words/demo-words.js";
import { FIGURE_FORMATS } from "#words/figure-words.js";
import { wizardWords } from "#words/wizard/wizard-words.js";

export const loadWizardPage = (): { edition: string; files: PageFiles } => loadPage("calibrate", settingsOf());

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
