import { describe, expect, it } from "vitest";
import { EXPRESSIONS } from "#contract/expression.js";
import { truthOf } from "#eye/evaluation/dataset/row.js";

describe("truthOf", () => {
  it.each([
    ["happy", "happiness", 2],
    [" HAPPINESS ", "happiness", 2],
    ["Sad", "sadness", 0],
    ["angry", "anger", 0],
    ["fearful", "fear", 0],
    ["surprised", "surprise", null],
    ["contempt", "contempt", null],
    ["Buồn".normalize("NFD"), "sadness", 0],
    ["ngạc nhiên", "surprise", null],
  ] as const)("reads %j as %s", (label, name, tone) => {
    expect(truthOf(label)).toEqual({ truth: EXPRESSIONS.indexOf(name), tone });
  });

  it("takes the labels of three-class sets, of which neutral is one of the eight", () => {
    expect(truthOf("Negative")).toEqual({ truth: null, tone: 0 });
    expect(truthOf("NEG")).toEqual({ truth: null, tone: 0 });
    expect(truthOf("tích cực")).toEqual({ truth: null, tone: 2 });
    expect(truthOf("positive")).toEqual({ truth: null, tone: 2 });
    expect(truthOf("neutral")).toEqual({ truth: 0, tone: 1 });
  });

  it.each(["masked", "Covered", "unreadable"])("reads %j as a face to refuse", (label) => {
    expect(truthOf(label)).toEqual({ truth: null, tone: null, covered: true });
  });

  it.each(["unknown", "not-a-face", "Not a face", "NF"])("leaves %j out", (label) => {
    expect(truthOf(label)).toBe("left-out");
  });

  it.each(["bored", "3", "", "constructor", "toString"])("knows no label %j", (label) => {
    expect(truthOf(label)).toBeUndefined();
  });
});
