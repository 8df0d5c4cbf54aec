import { describe, expect, it } from "vitest";
import type { BackgroundVerdict, JudgedBackground } from "#desk/drift/judgement/judge-background.js";
import { Suspicion } from "#desk/drift/suspicion.js";

type Look = BackgroundVerdict | readonly [number, number] | "served";

const judged = (look: Exclude<Look, "served">): JudgedBackground => {
  const [verdict, dx, dy] = typeof look === "string" ? [look, 0, 0] : (["moved", look[0], look[1]] as const);
  return { verdict, dx, dy, shift: Math.hypot(dx, dy), likeness: 0.9, detail: 1, light: 1 };
};

function weigh(...looks: Look[]): string[] {
  const suspicion = new Suspicion();
  return looks.flatMap((look) => {
    if (look !== "served") return [suspicion.weigh(judged(look))];
    suspicion.served();
    return [];
  });
}

describe("a suspicion", () => {
  it("becomes a finding when it looks the same after a citizen was served", () => {
    expect(weigh([0.05, 0], "served", [0.052, 0.004])).toEqual(["undecided", "moved"]);
    expect(weigh("elsewhere", "served", "elsewhere")).toEqual(["undecided", "moved"]);
    expect(weigh("elsewhere", "served", [0.05, 0])).toEqual(["undecided", "moved"]);
    expect(weigh("dirty", "served", "dirty")).toEqual(["undecided", "dirty"]);
  });

  it("does not where nobody was served since, or where the chair went elsewhere", () => {
    expect(weigh([0.05, 0], [0.05, 0], [0.05, 0])).toEqual(Array(3).fill("undecided"));
    expect(weigh([0.05, 0], "served", [-0.03, 0], "served", [0.08, 0])).toEqual(Array(3).fill("undecided"));
    expect(weigh([0.05, 0], "served", [-0.03, 0], "served", [-0.03, 0])).toEqual(
      [..."ab"].map(() => "undecided").concat("moved"),
    );
  });

  it("is dropped when a look is as before, and begins anew when it is of something else", () => {
    expect(weigh("elsewhere", "served", "as_before", "served", "elsewhere")).toEqual([
      "undecided",
      "nothing",
      "undecided",
    ]);
    expect(weigh("dirty", "served", "elsewhere", "served", "dirty")).toEqual(Array(3).fill("undecided"));
    expect(weigh("elsewhere", "served", "dark", "elsewhere")).toEqual(["undecided", "undecided", "moved"]);
  });

  it("follows from unfamiliar light only where the counter works in that light", () => {
    expect(weigh("unclear", "unclear", "unclear", "unclear")).toEqual(Array(4).fill("undecided"));
    expect(weigh("unclear", "served", "unclear", "served", "unclear")).toEqual(["undecided", "undecided", "moved"]);
  });

  it("is worth another look once a citizen was served", () => {
    const suspicion = new Suspicion();
    suspicion.served();
    expect(suspicion.pending).toBe(false);
    suspicion.weigh(judged("dirty"));
    expect(suspicion.pending).toBe(false);
    suspicion.served();
    expect(suspicion.pending).toBe(true);
  });
});
