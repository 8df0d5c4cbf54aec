/** @typedef {Node | string} Child */

/** @param {string} id */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/** @param {string} id */
export const inputOf = (id) => /** @type {HTMLInputElement} */ (byId(id));

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {Child[]} children
 */
export function draw(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * @param {string} words
 * @param {() => void} onPress
 * @param {Record<string, string>} [attributes]
 */
export function makeButton(words, onPress, attributes = {}) {
  const button = make("button", { type: "button", ...attributes }, words);
  button.addEventListener("click", onPress);
  return button;
}

/**
 * @param {Element} element
 * @param {string} text
 */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * A table that a phone can scroll sideways, by keyboard too; a `stacked` one, as those of many columns are, shows each row as a card there.
 * @param {{ caption: string, head: Child[], rows: Child[][], shownCaption?: boolean, stacked?: boolean }} given the first cell of a row names it
 */
export function makeTable({ caption, head, rows, shownCaption = false, stacked = head.length > 3 }) {
  // A cell that is shown as a block is still a cell to a screen reader.
  const role = (/** @type {string} */ name) => (stacked ? { role: name } : {});
  const label = (/** @type {number} */ column) => {
    const text = head[column];
    return stacked && typeof text === "string" ? { "data-column": text } : {};
  };
  const table = make(
    "table",
    stacked ? { class: "stacked", role: "table" } : {},
    make("caption", shownCaption ? {} : { class: "unseen" }, caption),
    make(
      "thead",
      role("rowgroup"),
      make("tr", role("row"), ...head.map((cell) => make("th", { scope: "col", ...role("columnheader") }, cell))),
    ),
    make(
      "tbody",
      role("rowgroup"),
      ...rows.map(([first = "", ...rest]) =>
        make(
          "tr",
          role("row"),
          make("th", { scope: "row", ...role("rowheader") }, first),
          ...rest.map((cell, i) => make("td", { ...role("cell"), ...label(i + 1) }, cell)),
        ),
      ),
    ),
  );
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, table);
}
