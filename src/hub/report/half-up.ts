/** `n` ÷ `of` in per cent with two decimals, half up, in whole numbers: 29 322 of 31 751 is 92.35. `of` ≥ 1. */
export const percentText = (n: number, of: number): string => hundredthsText(percentHundredths(n, of));

/** `n` ÷ `of` in hundredths of a per cent, half up. Neither is negative. */
export function percentHundredths(n: number, of: number): number {
  const [share, whole] = [BigInt(n) * 10_000n, BigInt(of)];
  return Number((2n * share + whole) / (2n * whole));
}

/** 1500 → `15.00`. */
export function hundredthsText(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, "0");
  return `${hundredths < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
