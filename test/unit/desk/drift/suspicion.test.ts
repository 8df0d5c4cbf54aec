import { describe, expect, it } from "vitest";
import { Suspicion } from "#desk/drift/suspicion.js";

const weigh = (...verdicts: Parameters<Suspicion["weigh"]>[0][]) => {
  const suspicion = new Suspicion();
  return verdicts.map((verdict) => suspicion.weigh(verdict));
};

describe("a suspicion", () => {
  it("becomes a finding when a second look agrees", () => {
    expect(weigh("moved", "moved")).toEqual(["undecided", "moved"]);
    expect(weigh("moved", "elsewhere")).toEqual(["undecided", "moved"]);
    expect(weigh("dirty", "dirty")).toEqual(["undecided", "dirty"]);
  });

  it("is dropped when a look is as before, and begins anew when it is of something else", () => {
    expect(weigh("moved", "as_before", "moved")).toEqual(["undecided", "nothing", "undecided"]);
    expect(weigh("dirty", "moved", "dirty")).toEqual(["undecided", "undecided", "undecided"]);
    expect(weigh("moved", "dark", "moved")).toEqual(["undecided", "undecided", "moved"]);
  });

  it("follows from unfamiliar light only where the counter works in that light", () => {
    expect(weigh("unclear", "unclear", "unclear", "unclear")).toEqual(Array(4).fill("undecided"));
    const suspicion = new Suspicion();
    const answers = Array.from({ length: 3 }, () => {
      suspicion.served();
      return suspicion.weigh("unclear");
    });
    expect(answers).toEqual(["undecided", "undecided", "moved"]);
  });
});
