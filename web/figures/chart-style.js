/** As the page's sheets have them: what draws the charts knows nothing of CSS. */
const style = getComputedStyle(document.documentElement);
const colour = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();

export const COLOURS = {
  ink: colour("ink"),
  soft: colour("soft"),
  grid: colour("grid"),
  taps: colour("taps"),
  camera: colour("camera"),
  coverage: colour("coverage"),
  dissatisfied: colour("dissatisfied"),
  satisfied: colour("satisfied"),
  very_satisfied: colour("very-satisfied"),
};
/** In single quotes: it stands in attributes of the drawing for paper, which double ones would end. */
const FONT = style.fontFamily.replaceAll('"', "'");

/** Below it a legend needs two lines. */
const NARROW = 640;
export const narrow = () => innerWidth < NARROW;
/** Long names take three lines where the screen is narrow. */
export const rowHeight = () => (narrow() ? 56 : 38);

export const text = { color: COLOURS.soft, fontFamily: FONT, fontSize: 12 };
/** What is read, and not only looked up. */
export const inkText = { ...text, fontSize: 13, color: COLOURS.ink };
