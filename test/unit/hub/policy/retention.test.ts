import { expect, it } from "vitest";
import { monthBefore } from "#hub/policy/retention.js";

it.each([
  ["2026-03-31T23:59:59Z", 1, "2026-02"],
  ["2026-03-01T00:00:00Z", 12, "2025-03"],
  ["2026-01-15T08:00:00Z", 2, "2025-11"],
])("what is kept whole at %s for %i months begins with %s's end", (now, months, expected) => {
  expect(monthBefore(Date.parse(now), months)).toBe(expected);
});
