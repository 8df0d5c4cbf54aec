import { cityEmptyWords } from "#words/city/city-empty-words.js";
import { cityFrameWords } from "#words/city/city-frame-words.js";
import { cityViewWords } from "#words/city/city-view-words.js";
import { wardNewsWords } from "#words/city/ward-news-words.js";
import { type Catalogue, together } from "#words/together.js";
import { agreementViewWords } from "#words/ward/agreement-view-words.js";
import { emptyWords } from "#words/ward/empty-words.js";
import { wardFigureWords } from "#words/ward/figure-words.js";
import { frameWords } from "#words/ward/frame-words.js";
import { noteWords } from "#words/ward/note-words.js";

const { fleet: _fleet, ...frame } = frameWords;
const { active, advisory, suspended } = agreementViewWords;

/** Everything that the city's page says: as the ward page says it, but for what is a city's own. */
export const cityPageWords: Catalogue = together(
  { ...frame, ...cityFrameWords },
  { ...emptyWords, ...cityEmptyWords },
  wardFigureWords,
  noteWords,
  { active, advisory, suspended },
  cityViewWords,
  wardNewsWords,
);
