import type { Share } from "#eye/evaluation/figures/wilson.js";

const NONE = "–";

export const percent = (share: number | null): string => (share === null ? NONE : `${(100 * share).toFixed(1)} %`);
export const decimals = (value: number | null): string => (value === null ? NONE : value.toFixed(3));
export const intervalText = ({ low, high }: Pick<Share, "low" | "high">): string =>
  `${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)}`;

/** "84.1 % (83.1–85.1), n = 3 545" */
export const shareText = ({ share, low, high, n }: Share): string =>
  `${percent(share)} (${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}), n = ${n}`;
