/**
 * Where the page is: `#overview/2026-10`, `#trends/2026/week`, `#trends/2026/week/field.dat-dai`. A link to it leads there again.
 * @typedef {{ view: string, period: string, by: string, of: string }} Route
 */

/** @returns {Route} */
export function routeNow() {
  const [view = "", period = "", by = "", of = ""] = decodeURIComponent(location.hash.slice(1)).split("/");
  return { view, period, by, of };
}

/** @param {Partial<Route>} change */
export function hashOf(change) {
  const { view, period, by, of } = { ...routeNow(), ...change };
  return `#${[view, period, by, by && of].filter((part, i) => part !== "" || i < 2).join("/")}`;
}

/** @param {Partial<Route>} change */
export function goTo(change) {
  const hash = hashOf(change);
  if (location.hash === hash) return;
  location.hash = hash;
}
