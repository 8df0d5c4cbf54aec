import { readFileSync } from "node:fs";
import type { Transparency } from "#contract/transparency.js";

/** Beside src/ and dist/. */
const CARD = new URL("../../../models/expression.card.md", import.meta.url);
type Figures = NonNullable<Transparency["model"]>;

/** The model card's own figures on faces that nothing was fitted or chosen by: nobody retypes them. Null: no card, or another form. */
export function readModelCard(): Transparency["model"] {
  try {
    return figuresOf(readFileSync(CARD, "utf8"));
  } catch {
    return null;
  }
}

/** Of the table's last column (`test`): `.860 (.850–.870)` or `7.5 % (6.3–8.8)`. */
export function figuresOf(card: string): Transparency["model"] {
  const rowOf = (name: string): string => card.split("\n").find((line) => line.startsWith(`| ${name}`)) ?? "";
  const three = rowOf("negative / neutral / positive, accuracy");
  const [threeClasses, neutralCalledNegative] = [figureOf(three), figureOf(rowOf("**neutral called negative**"))];
  const faces = Number(/; ([\d ]+)\)/.exec(three)?.[1]?.replaceAll(" ", ""));
  if (!threeClasses || !neutralCalledNegative || !(faces >= 1)) return null;
  return { threeClasses, neutralCalledNegative, faces };
}

function figureOf(row: string): Figures["threeClasses"] | undefined {
  const cell = row.split("|").at(-2)?.replaceAll("*", "") ?? "";
  const found = /([\d.]+)( %)? \(([\d.]+)–([\d.]+)\)/.exec(cell);
  if (!found) return undefined;
  const [, value, percent, low, high] = found;
  const share = (text: string | undefined): number => Math.round(Number(text) * (percent ? 100 : 10_000)) / 10_000;
  return { value: share(value), low: share(low), high: share(high) };
}
