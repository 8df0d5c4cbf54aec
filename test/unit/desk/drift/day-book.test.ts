import { describe, expect, it } from "vitest";
import { DayBook } from "#desk/drift/day-book.js";
import type { Ending } from "#desk/transactions/open-transaction.js";
import { DeskParts } from "../../../support/desk-parts.js";
import { expressionAt } from "../../../support/readings.js";

const score = { kind: "score" } as Ending;
const abstained = (reason: string): Ending => ({ kind: "abstention", data: { reason } }) as Ending;
const seen = (faceWidth: number, luminance = 110) => {
  const reading = expressionAt(0);
  if (reading.outcome !== "expression") throw new TypeError("no expression");
  return { ...reading, quality: { ...reading.quality, faceWidth, luminance } };
};

describe("the day's figures", () => {
  it("are a mean of the windows' means, and the share of them that could be scored", () => {
    const book = new DayBook();
    for (const width of [100, 120, 140, 160, 180]) {
      for (let i = 0; i < width; i++) book.read(seen(width, width - 20));
      book.left(width > 110 ? score : abstained("too_small"));
    }
    expect(book.turn("2026-03-02")).toEqual({
      ...{ day: "2026-03-02", windows: 5, scored: 4, faceWidth: 140, faceLight: 120 },
    });
    expect(book.turn("2026-03-03")).toBeUndefined();
  });

  it("are none of fewer than five windows, and hold no window that nobody was to be scored in", () => {
    const book = new DayBook();
    for (let i = 0; i < 4; i++) book.left(score);
    for (const reason of ["no_consent", "opted_out", "excluded_procedure", "too_short", "eye_down", "no_certificate"]) {
      book.read(seen(100));
      book.left(abstained(reason));
    }
    expect(book.turn("2026-03-02")).toBeUndefined();
    for (let i = 0; i < 5; i++) book.left(i === 0 ? abstained("interval_too_wide") : score);
    expect(book.turn("2026-03-03")).toMatchObject({ windows: 5, scored: 4, faceWidth: null, faceLight: null });
  });

  it("come from the counter's transactions, but for what was wiped", () => {
    const book = new DayBook();
    const told: string[] = [];
    const observer = {
      read: () => void told.push("read"),
      wiped: () => void told.push("wiped"),
      left: (ending: Ending) => {
        told.push(ending.kind);
        book.left(ending);
      },
    };
    using parts = new DeskParts({ observer });
    const first = parts.serve();
    parts.read(0.2);
    parts.counter.optOut(first.id);
    parts.read(0.2, {}, 1);
    parts.counter.close(first.id);
    const second = parts.serve();
    parts.counter.cancel(second.id);
    expect(told).toEqual(["read", "wiped", "abstention", "wiped"]);
  });
});
