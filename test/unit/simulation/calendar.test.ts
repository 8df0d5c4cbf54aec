import { expect, test } from "vitest";
import { arrivalHour, bustleOf, daysUntil, isHoliday, lastFullMonth, momentOf } from "#simulation/year/calendar.js";

test("an office is closed on Sundays, at Tết and on National Day, half open on Saturdays, busiest on Mondays", () => {
  for (const day of ["2026-10-04", "2026-02-17", "2026-09-02", "2026-01-01"]) expect(bustleOf(day)).toBe(0);
  const [monday, friday, saturday] = ["2026-10-05", "2026-10-09", "2026-10-10"].map(bustleOf);
  expect(monday).toBeGreaterThan(friday ?? 0);
  expect(saturday).toBeGreaterThan(0);
  expect(saturday).toBeLessThan((friday ?? 0) / 2);
});

test("a year of days ends on the day that was asked for, across a leap day too", () => {
  const days = daysUntil("2024-03-01", 366);
  expect([days[0], days.at(-1), days.includes("2024-02-29")]).toEqual(["2023-03-02", "2024-03-01", true]);
});

test("the last full month is over on that day", () => {
  expect(lastFullMonth("2026-11-27")).toBe("2026-10");
  expect(lastFullMonth("2026-11-30")).toBe("2026-11");
  expect(lastFullMonth("2026-01-15")).toBe("2025-12");
});

test("hours are of the local clock; on Saturdays nobody comes in the afternoon", () => {
  expect(new Date(momentOf("2026-10-05", 7.5)).toISOString()).toBe("2026-10-05T00:30:00.000Z");
  expect(arrivalHour("2026-10-05", 0, 0)).toBe(7.5);
  expect(arrivalHour("2026-10-05", 0.999, 0.99)).toBeGreaterThan(16);
  expect(arrivalHour("2026-10-10", 0.999, 0.99)).toBeLessThan(12);
  expect(isHoliday("2026-10-05")).toBe(false);
});
