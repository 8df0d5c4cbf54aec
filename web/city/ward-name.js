import { locale, say } from "./language.js";

/** @typedef {{ ward: string, name: { vi: string, en: string } | null }} Named */

/** @param {Named} ward */
export const wardName = ({ ward, name }) => (name ? say(name) : ward);

/** As a register of this language has them: an order of names and of nothing else. @template {Named} T @param {readonly T[]} wards */
export const byName = (wards) =>
  [...wards].sort((a, b) => wardName(a).localeCompare(wardName(b), locale(), { numeric: true }));
