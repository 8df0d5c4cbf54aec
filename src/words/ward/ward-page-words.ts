import { agreementViewWords } from "#words/ward/agreement-view-words.js";
import { emptyWords } from "#words/ward/empty-words.js";
import { feedbackViewWords } from "#words/ward/feedback-view-words.js";
import { wardFigureWords } from "#words/ward/figure-words.js";
import { fleetWords } from "#words/ward/fleet-words.js";
import { frameWords } from "#words/ward/frame-words.js";
import { integrityWords } from "#words/ward/integrity-words.js";
import { noteWords } from "#words/ward/note-words.js";
import { reportViewWords } from "#words/ward/report-view-words.js";
import { settingsViewWords } from "#words/ward/settings-view-words.js";
import type { Words } from "#words/words.js";

type Catalogue = Readonly<Record<string, Words>>;

/** Everything that the ward page says. */
export const wardPageWords: Catalogue = together(
  frameWords,
  wardFigureWords,
  emptyWords,
  noteWords,
  agreementViewWords,
  fleetWords,
  integrityWords,
  feedbackViewWords,
  reportViewWords,
  settingsViewWords,
);

/** A key that two of them have would let one speak for the other. */
function together(...catalogues: readonly Catalogue[]): Catalogue {
  const all: Record<string, Words> = {};
  for (const catalogue of catalogues)
    for (const [key, words] of Object.entries(catalogue)) {
      if (key in all) throw new Error(`two sentences are called ${key}`);
      all[key] = words;
    }
  return all;
}
