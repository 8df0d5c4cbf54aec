import type { Row } from "#contract/calibration.js";
import type { FigureFormat } from "#contract/wizard-page.js";
import { UNIT_WORDS } from "#words/calibration-words.js";
import type { Words } from "#words/words.js";

type Unit = Row["unit"];

const spaced = ({ vi, en }: Words): Words => ({ vi: ` ${vi}`, en: ` ${en}` });
const nothing: Words = { vi: "", en: "" };
const percent: Words = { vi: "%", en: "%" };

/** A share is read as per cent; what is just under its limit must not be rounded up to it. */
export const FIGURE_FORMATS: Record<Unit, FigureFormat> = {
  px: { factor: 1, digits: 1, suffix: spaced(UNIT_WORDS.px) },
  degrees: { factor: 1, digits: 1, suffix: UNIT_WORDS.degrees },
  grey: { factor: 1, digits: 0, suffix: spaced(UNIT_WORDS.grey) },
  share: { factor: 100, digits: 1, suffix: percent },
  ratio: { factor: 100, digits: 0, suffix: percent },
  lux: { factor: 1, digits: 0, suffix: spaced(UNIT_WORDS.lux) },
  percent: { factor: 1, digits: 1, suffix: percent },
  fps: { factor: 1, digits: 1, suffix: spaced(UNIT_WORDS.fps) },
  count: { factor: 1, digits: 0, suffix: spaced(UNIT_WORDS.count) },
  ms: { factor: 1, digits: 0, suffix: spaced(UNIT_WORDS.ms) },
  sharpness: { factor: 1, digits: 1, suffix: nothing },
  valence: { factor: 1, digits: 2, suffix: nothing },
};
