import { type Catalogue, together } from "#words/together.js";
import { agreementViewWords } from "#words/ward/agreement-view-words.js";
import { auditLogWords, importedFigureWords } from "#words/ward/audit-log-words.js";
import { concernWords } from "#words/ward/concern-words.js";
import { emptyWords } from "#words/ward/empty-words.js";
import { feedbackViewWords } from "#words/ward/feedback-view-words.js";
import { wardFigureWords } from "#words/ward/figure-words.js";
import { fleetWords } from "#words/ward/fleet-words.js";
import { frameWords } from "#words/ward/frame-words.js";
import { integrityWords } from "#words/ward/integrity-words.js";
import { noteWords } from "#words/ward/note-words.js";
import { policyPartWords } from "#words/ward/policy-part-words.js";
import { refusalWords } from "#words/ward/refusal-words.js";
import { reportViewWords } from "#words/ward/report-view-words.js";
import { settingsViewWords } from "#words/ward/settings-view-words.js";

/** Everything that the ward page says. */
export const wardPageWords: Catalogue = together(
  frameWords,
  wardFigureWords,
  emptyWords,
  noteWords,
  agreementViewWords,
  fleetWords,
  concernWords,
  integrityWords,
  refusalWords,
  feedbackViewWords,
  reportViewWords,
  settingsViewWords,
  policyPartWords,
  auditLogWords,
  importedFigureWords,
);
