import { describe, expect, it } from "vitest";
import { dayOf, isCheckDue, quietBefore } from "#desk/drift/judgement/check-times.js";

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 2, day, hour, minute).getTime();

describe("a check", () => {
  it.each([
    ["before the first citizen", at(3, 7), at(2, 20), true],
    ["once a morning", at(3, 10, 59), at(3, 7), false],
    ["in a lull of the day", at(3, 11), at(3, 7), true],
    ["in no lull of the night", at(4, 2), at(3, 19, 30), false],
    ["in the evening", at(3, 19, 1), at(3, 7), true],
    ["once a night", at(4, 2), at(3, 19, 30), false],
    ["later in the night, when the evening was not quiet", at(4, 2), at(3, 12), true],
    ["in the morning, whatever the night said", at(4, 5, 1), at(4, 4, 59), true],
    ["after years without one", at(4, 12), 0, true],
    ["when the clock was set back behind the last", at(4, 12), at(5, 12), true],
  ])("is due %s", (_when, now, checked, due) => {
    expect(isCheckDue(now, checked, 10 * 60_000)).toBe(due);
    expect(isCheckDue(now, checked, 29_000)).toBe(false);
  });

  it("waits for three minutes without anybody when it is one more in a day", () => {
    expect(isCheckDue(at(3, 8), at(2, 20), 30_000)).toBe(true);
    expect(isCheckDue(at(3, 12), at(3, 8), 30_000)).toBe(false);
    expect(isCheckDue(at(3, 12), at(3, 8), 180_000)).toBe(true);
  });

  it("waits longer at night for whoever locks up", () => {
    expect(quietBefore(at(3, 8))).toBe(30_000);
    expect(quietBefore(at(3, 22))).toBe(600_000);
    expect(quietBefore(at(3, 4))).toBe(600_000);
  });

  it("belongs to the counter's own day", () => {
    expect(dayOf(at(3, 0, 1))).toBe("2026-03-03");
    expect(dayOf(at(3, 23, 59))).toBe("2026-03-03");
  });
});
