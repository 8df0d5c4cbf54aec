import { describe, expect, it } from "vitest";
import { type DayFigures, isEnough, judgeWeek } from "#desk/drift/judgement/judge-week.js";

const days = (n: number, figures: Partial<DayFigures> = {}): DayFigures[] =>
  Array.from({ length: n }, (_, i) => ({
    day: `2026-03-${String(i + 1).padStart(2, "0")}`,
    windows: 20,
    scored: 16,
    faceWidth: 140,
    faceLight: 110,
    ...figures,
  }));

describe("a week", () => {
  it("is as the first days were, whatever chance does to it", () => {
    expect(judgeWeek(days(3), days(7))).toEqual([]);
    expect(judgeWeek(days(3), days(7, { scored: 14, faceWidth: 125, faceLight: 80 }))).toEqual([]);
  });

  it.each<[string, Partial<DayFigures>, string[]]>([
    ["faces are a third smaller", { faceWidth: 95 }, ["face_width"]],
    ["faces are half as large again", { faceWidth: 210 }, ["face_width"]],
    ["a third of the windows is lost", { scored: 9 }, ["yield"]],
    ["a lamp is gone", { faceLight: 50 }, ["light"]],
    ["a window blinds it", { faceLight: 225 }, ["light"]],
    ["all of it", { faceWidth: 60, scored: 2, faceLight: 20 }, ["face_width", "yield", "light"]],
  ])("has drifted when %s", (_what, figures, found) => {
    expect(judgeWeek(days(3), days(7, figures))).toEqual(found);
  });

  it("is lit as the first days were, whatever one or two days are", () => {
    const dim = days(2, { faceLight: 30 });
    expect(judgeWeek(days(3), [...days(5), ...dim])).toEqual([]);
    expect(judgeWeek(days(3), [...dim, ...days(1, { faceLight: null })])).toEqual([]);
    expect(judgeWeek(days(3), [...days(1, { faceLight: 240 }), ...dim])).toEqual([]);
    expect(judgeWeek(days(3, { faceLight: null }), days(7))).toEqual([]);
  });

  it("says nothing of faces or yield before there is enough to compare", () => {
    expect(isEnough(days(2))).toBe(false);
    expect(isEnough(days(3, { windows: 10 }))).toBe(false);
    expect(isEnough(days(3))).toBe(true);
    expect(judgeWeek(days(2), days(7, { scored: 0, faceWidth: 10 }))).toEqual([]);
    expect(judgeWeek(days(3), days(2, { scored: 0, faceWidth: 10, faceLight: 20 }))).toEqual([]);
    expect(judgeWeek(days(3), days(7, { faceWidth: null, faceLight: null }))).toEqual([]);
  });
});
