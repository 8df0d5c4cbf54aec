import { expect, it } from "vitest";
import { figuresOf, readModelCard } from "#hub/transparency/model-card.js";

it("takes the figures of the installed model card as they stand there", () => {
  const model = readModelCard();
  expect(model?.faces).toBeGreaterThan(1_000);
  for (const figure of [model?.threeClasses, model?.neutralCalledNegative]) {
    const { value = 0, low = 1, high = 0 } = figure ?? {};
    expect(low <= value && value <= high, JSON.stringify(figure)).toBe(true);
  }
});

it("reads the last column, shares and per cents alike, and nothing of a card in another form", () => {
  const row = (name: string, test: string): string => `| ${name} | 1.00 | ${test} |`;
  const three = row("negative / neutral / positive, accuracy (n = 10; 3 070)", ".860 (.850–.870)");
  const neutral = row("**neutral called negative** (n = 10; 1 258); a limit", "7.5 % (6.3–8.8)");
  expect(figuresOf(`${three}\n${neutral}`)).toEqual({
    threeClasses: { value: 0.86, low: 0.85, high: 0.87 },
    neutralCalledNegative: { value: 0.075, low: 0.063, high: 0.088 },
    faces: 3_070,
  });
  expect(figuresOf(three)).toBeNull();
  expect(figuresOf("")).toBeNull();
});
