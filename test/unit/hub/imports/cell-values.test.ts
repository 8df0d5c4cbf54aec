import { describe, expect, it } from "vitest";
import { readCount, readDate, readMonth, readPoints } from "#hub/imports/cell-values.js";

const value = (value: unknown) => ({ value });
const fault = (fault: string) => ({ fault });

describe("a count", () => {
  it.each([
    ["0", 0],
    ["1250", 1_250],
    ["1.250", 1_250],
    ["1,250", 1_250],
    ["31\u00a0751", 31_751],
    ["1.234.567", 1_234_567],
    ["100.0", 100],
    ["100,00", 100],
    ["1.250,0", 1_250],
  ])("%s is understood", (text, n) => expect(readCount(text)).toEqual(value(n)));

  it.each([["12,5"], ["1.2"], ["-3"], ["1.234,567"], ["12 34"], ["n/a"], ["1e3"]])("%s is refused", (text) =>
    expect(readCount(text)).toEqual(fault("notCount")),
  );

  it("is not guessed where nothing or a dash stands", () =>
    expect(["", "-"].map(readCount)).toEqual([fault("emptyCount"), fault("emptyCount")]));
});

describe("a month", () => {
  it.each([
    "2026-10",
    "2026/10",
    "10/2026",
    "10-2026",
    "Tháng 10/2026",
    "T10/2026",
    "1/10/2026",
    "01/10/2026",
    "46296",
    "2026-10-01 00:00:00",
    "Tháng 10 năm 2026",
    "Oct-26",
    "T10-26",
    "Thg10-26",
  ])("%s is October 2026", (text) => expect(readMonth(text)).toEqual(value("2026-10")));

  it("is read of Excel's number of its first day", () => expect(readMonth("44835")).toEqual(value("2022-10")));

  it.each([
    ["10/1/2026", "dayInMonth"], // the tenth of January, or an American first of October
    ["44840", "dayInMonth"],
    ["13/2026", "notMonth"],
    ["10/26", "notMonth"],
    ["26-Oct", "notMonth"],
    ["05-10 00:00", "notMonth"],
    ["T13-26", "notMonth"],
    ["", "notMonth"],
  ])("%s is refused: %s", (text, why) => expect(readMonth(text)).toEqual(fault(why)));
});

describe("a date", () => {
  it.each(["2026-10-31", "31/10/2026", "31-10-2026", "31.10.2026", "46326"])("%s is understood", (text) =>
    expect(readDate(text)).toEqual(value("2026-10-31")),
  );

  it.each([
    ["10/31/2026", "monthFirst"],
    ["30/2/2026", "notDate"],
    ["31/10/26", "notDate"],
    ["mai", "notDate"],
  ])("%s is refused: %s", (text, why) => expect(readDate(text)).toEqual(fault(why)));
});

describe("points", () => {
  it("have either decimal mark, and may be missing", () => {
    expect(readPoints("1,5")).toEqual(value(1.5));
    expect(readPoints("2.00")).toEqual(value(2));
    expect(readPoints("")).toEqual(value(null));
  });

  it.each(["2,01", "1,555", "-1", "hai"])("%s is refused", (text) =>
    expect(readPoints(text)).toEqual(fault("notPoints")),
  );
});
