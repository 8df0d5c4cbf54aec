import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHECKS, type Row } from "#contract/calibration.js";
import { WIZARD_STEPS } from "#contract/wizard.js";
import { failText, passText, figureText as printed } from "#desk/wizard/row-text.js";
import { FIGURE_FORMATS } from "#words/figure-words.js";
import { rowWords } from "#words/wizard/row-words.js";
import { barOf, CHECKS_OF, figureText, limitsText, worstOf } from "../../../web/calibrate/rows.js";

type Unit = Row["unit"];
const UNITS = Object.keys(FIGURE_FORMATS) as Unit[];
const { limitsLeast, limitsMost, limitsWithin } = rowWords;

describe("the steps", () => {
  it("show every check in exactly one step, and are the contract's steps in its order", () => {
    expect(Object.keys(CHECKS_OF)).toEqual([...WIZARD_STEPS]);
    expect(Object.values(CHECKS_OF).flat().sort()).toEqual([...CHECKS].sort());
  });

  it("stand at the worst of their rows: failed, then unmeasured, then warned, then passed", () => {
    const rows = (...verdicts: Row["verdict"][]) =>
      verdicts.map((verdict, i) => ({ check: CHECKS_OF.light[i] ?? "lux", verdict }));
    const worst = (...verdicts: Row["verdict"][]) => worstOf(rows(...verdicts), CHECKS_OF.light, ["lux"]);
    expect(worst("pass", "pass", "pass", "pass", "pass")).toBe("pass");
    expect(worst("pass", "warn", "pass", "pass", "unmeasured")).toBe("warn");
    expect(worst("pass", "warn", "unmeasured", "pass", "pass")).toBe("unmeasured");
    expect(worst("unmeasured", "warn", "pass", "fail", "pass")).toBe("fail");
    expect(worst("pass", "pass", "pass", "pass", "fail"), "measured, it counts").toBe("fail");
    expect(worst(), "nothing is known yet").toBe("unmeasured");
  });
});

describe("a figure in words", () => {
  it("has the language's decimal sign, and its unit", () => {
    expect(figureText(71.4, FIGURE_FORMATS.px, "vi")).toBe("71,4 điểm ảnh");
    expect(figureText(71.4, FIGURE_FORMATS.px, "en")).toBe("71.4 px");
    expect(figureText(0.974, FIGURE_FORMATS.share, "vi")).toBe("97,4%");
    expect(figureText(-19.62, FIGURE_FORMATS.degrees, "en")).toBe("−19.6°");
    expect(figureText(-0.01, FIGURE_FORMATS.degrees, "en")).toBe("0°");
  });

  it("is not rounded up to the limit that it misses", () => {
    expect(figureText(79.9, FIGURE_FORMATS.px, "en")).not.toBe(figureText(80, FIGURE_FORMATS.px, "en"));
    expect(figureText(0.896, FIGURE_FORMATS.share, "en")).not.toBe(figureText(0.9, FIGURE_FORMATS.share, "en"));
  });

  it("is the same on the page and on the printed certificate", () => {
    const figure = fc.double({ min: -500, max: 500, noNaN: true });
    const language = fc.constantFrom("vi" as const, "en" as const);
    fc.assert(
      fc.property(figure, fc.constantFrom(...UNITS), language, (one, unit, spoken) => {
        expect(printed(one, unit, spoken)).toBe(figureText(one, FIGURE_FORMATS[unit], spoken));
      }),
    );
  });

  it.each([
    [{ unit: "px", pass: 80, fail: 64 }, "Pass: from 80 px · Fail: below 64 px", "≥ 80 px", "< 64 px"],
    [{ unit: "share", pass: 0.2, fail: 0.4 }, "Pass: up to 20% · Fail: from 40%", "≤ 20%", "≥ 40%"],
    [{ unit: "degrees", pass: 15, fail: 15 }, "Pass: within ±15°, 80% of the time", "±15°", "> ±15°"],
  ] as const)("says limits in the direction in which they hold: $0.unit", (row, said, passes, fails) => {
    const templates = { within: limitsWithin.en, least: limitsLeast.en, most: limitsMost.en };
    expect(limitsText(row, FIGURE_FORMATS[row.unit], templates, "en")).toBe(said);
    expect(passText(row, "en")).toBe(passes);
    expect(failText(row, "en")).toBe(fails);
  });
});

describe("a bar", () => {
  const verdictAt = (row: Pick<Row, "unit" | "pass" | "fail" | "figure">) => {
    const { segments, at } = barOf(row);
    return segments.find(({ from, to }) => at !== null && at >= from && at < to)?.verdict;
  };
  const cases: [string, Omit<Row, "check" | "verdict" | "figure" | "remedy">, [number, Row["verdict"]][]][] = [
    [
      "more is better",
      { unit: "px", pass: 80, fail: 64 },
      [
        [50, "fail"],
        [70, "warn"],
        [90, "pass"],
      ],
    ],
    [
      "less is better",
      { unit: "percent", pass: 1.5, fail: 4 },
      [
        [1, "pass"],
        [2, "warn"],
        [5, "fail"],
      ],
    ],
    [
      "what is counted",
      { unit: "count", pass: 0, fail: 3 },
      [
        [0, "pass"],
        [1, "warn"],
        [3, "fail"],
      ],
    ],
    [
      "within an angle",
      { unit: "degrees", pass: 15, fail: 15 },
      [
        [-20, "fail"],
        [-14, "pass"],
        [16, "fail"],
      ],
    ],
  ];
  it.each(cases)("shows the figure in the colour of its verdict where %s", (_, row, figures) => {
    for (const [figure, verdict] of figures) expect(verdictAt({ ...row, figure }), String(figure)).toBe(verdict);
  });

  it("is whole from end to end, and holds every figure", () => {
    const row = fc.record({
      unit: fc.constantFrom(...UNITS),
      pass: fc.double({ min: 0, max: 500, noNaN: true }),
      fail: fc.double({ min: 0, max: 500, noNaN: true }),
      figure: fc.double({ min: -1_000, max: 10_000, noNaN: true }),
    });
    fc.assert(
      fc.property(row, (one) => {
        const { segments, at } = barOf(one);
        expect(segments[0]?.from).toBe(0);
        expect(segments.at(-1)?.to).toBe(1);
        segments.slice(1).forEach(({ from }, i) => {
          expect(from).toBe(segments[i]?.to);
        });
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("has no mark where nothing was measured", () => {
    expect(barOf({ unit: "px", pass: 80, fail: 64, figure: null }).at).toBeNull();
  });
});
