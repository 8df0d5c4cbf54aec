import type { Change, ReportLanguage, Share } from "#contract/reports.js";

const NONE = "–";

/** 31751 → `31.751` here, `31,751` in English. Not `Intl`: what it prints depends on the build of Node. */
export const countText = (n: number, language: ReportLanguage): string =>
  String(n).replace(/\B(?=(\d{3})+$)/g, language === "vi" ? "." : ",");

/** `92.35` → `92,35`. */
export const decimalText = (text: string, language: ReportLanguage): string =>
  language === "vi" ? text.replace(".", ",") : text;

export const percentOf = (share: Share | null, language: ReportLanguage): string =>
  share ? `${decimalText(share.percent, language)}%` : NONE;

/** Numerator and denominator stay beside every percentage. */
export const fractionOf = (share: Share | null, language: ReportLanguage): string =>
  share ? `${countText(share.n, language)}/${countText(share.of, language)}` : NONE;

export const intervalOf = ({ low, high }: Share, language: ReportLanguage): string =>
  `${decimalText((low * 100).toFixed(1), language)}–${decimalText((high * 100).toFixed(1), language)}%`;

export const changeText = (change: Change | null, digits: number, language: ReportLanguage): string => {
  if (!change) return NONE;
  const { difference, low, high } = change;
  const sign = (value: number): string => `${value > 0 ? "+" : ""}${fixed(value, digits, language)}`;
  return `${sign(difference)} (${sign(low)} … ${sign(high)})`;
};

export const fixed = (value: number, digits: number, language: ReportLanguage): string =>
  decimalText(value.toFixed(digits).replace("-", "−"), language);
