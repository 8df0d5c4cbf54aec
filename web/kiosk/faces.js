/**
 * By the number of steps, the worst first: from −1, unhappy, to 1.
 * @type {Readonly<Record<number, readonly number[]>>}
 */
const MOODS = { 3: [-0.75, 0.6, 1], 4: [-1, -0.5, 0.55, 1], 5: [-1, -0.5, 0, 0.55, 1] };

/**
 * @param {number} value 1 the worst
 * @param {number} of
 */
export const moodOf = (value, of) => MOODS[of]?.[value - 1] ?? 0;

/**
 * One drawn face. All are equally large and equally plain: nothing on the page makes one answer easier than another.
 * @param {number} mood
 */
export function drawFace(mood) {
  const svg = element("svg", { viewBox: "0 0 96 96", "aria-hidden": "true", class: "face" });
  svg.append(
    element("circle", { cx: "48", cy: "48", r: "43", class: "skin" }),
    element("circle", { cx: "33", cy: "39", r: "4.6", class: "eye" }),
    element("circle", { cx: "63", cy: "39", r: "4.6", class: "eye" }),
    element("path", { d: mouth(mood), class: mood === 1 ? "mouth laughing" : "mouth" }),
  );
  return svg;
}

/** @param {number} mood */
function mouth(mood) {
  if (mood === 1) return "M26 55 Q48 60 70 55 Q66 77 48 77 Q30 77 26 55 Z";
  const bend = Math.round(mood * 24);
  return `M29 ${63 - bend * 0.25} Q48 ${63 + bend} 67 ${63 - bend * 0.25}`;
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function element(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
