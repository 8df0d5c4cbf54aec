import { expect, it } from "vitest";
import { Strangers } from "#hub/enrolment/strangers.js";

const letter = (words: string) => ({ topic: "t", payload: Buffer.from(words) });
const textsOf = (letters: { payload: Buffer }[]): string[] => letters.map(({ payload }) => payload.toString());

it("hands over a device's letters once, in the order of their coming, the newest under each key", () => {
  const strangers = new Strangers();
  for (const [key, device, words] of [
    ["1", "a", "old"],
    ["2", "a", "second"],
    ["1", "a", "new"],
    ["3", "b", "b's"],
  ] as const)
    strangers.keep(key, { device, letter: letter(words) });
  expect(textsOf(strangers.admit(new Set(["a"])))).toEqual(["second", "new"]);
  expect(strangers.admit(new Set(["a"]))).toEqual([]);
  expect(textsOf(strangers.admit(new Set(["a", "b"])))).toEqual(["b's"]);
});

it("is bounded, and forgets the oldest", () => {
  const strangers = new Strangers();
  for (let n = 0; n < 5_000; n++) strangers.keep(`${n}`, { device: "a", letter: letter(`${n}`) });
  const kept = textsOf(strangers.admit(new Set(["a"])));
  expect([kept.length, kept.at(-1)]).toEqual([512, "4999"]);
});
