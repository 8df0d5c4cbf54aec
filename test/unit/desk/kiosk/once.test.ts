import { expect, it } from "vitest";
import { markOf } from "#desk/api/once.js";

it("marks what was asked so that nobody without the key finds it out by trying every answer", () => {
  const tap = (key: string, value: number) => markOf(`kiosk:${key}`, ["visit", { value, of: 3 }]);
  expect(tap("a", 1)).toEqual(tap("a", 1));
  expect(tap("a", 1).digest).not.toBe(tap("a", 2).digest);
  expect(tap("a", 1).digest).not.toBe(tap("b", 1).digest);
});
