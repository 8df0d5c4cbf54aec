import { type Catalogue, together } from "#words/together.js";
import { certificateStepWords } from "#words/wizard/certificate-step-words.js";
import { doorWords } from "#words/wizard/door-words.js";
import { drillWords } from "#words/wizard/drill-words.js";
import { instrumentWords } from "#words/wizard/instrument-words.js";
import { lensWords } from "#words/wizard/lens-words.js";
import { rowWords } from "#words/wizard/row-words.js";
import { wizardStepWords } from "#words/wizard/step-words.js";
import { streamWords } from "#words/wizard/stream-words.js";
import { zoneWords } from "#words/wizard/zone-words.js";

/** What the calibration page says. It speaks to a technician on site: short, and what to do comes first. */
export const wizardWords: Catalogue = together(
  doorWords,
  wizardStepWords,
  instrumentWords,
  rowWords,
  streamWords,
  lensWords,
  zoneWords,
  drillWords,
  certificateStepWords,
);
