import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { scorePicture } from "../../../scripts/score-picture.js";

const file = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8");

it("docs/score.svg is what the scoring code draws: scripts/write-score-picture.ts draws it anew", () => {
  expect(file("score.svg")).toBe(scorePicture());
});

it("docs/score.md tells the picture's own numbers", () => {
  const sum = /50 \+ 50·\(0\.6·([\d.]+) \+ 0\.4·([\d.]+)\) = (\d+\.\d)/;
  expect(sum.exec(file("score.md"))?.slice(1)).toEqual(sum.exec(scorePicture())?.slice(1));
});
