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

  it("go on from what was kept, which is of five windows more each time", () => {
    const book = new DayBook();
    const serve = (n: number, width?: number): void => {
      for (let i = 0; i < n; i++) {
        if (width) book.read(seen(width, width));
        book.left(score);
      }
    };
    serve(4, 100);
    expect(book.keep()).toBeUndefined();
    serve(2);
    expect(book.keep()).toEqual({ windows: 6, scored: 6, faces: 0, widths: 0, lights: 0 });
    serve(4, 200);
    expect(book.keep()).toBeUndefined();
    serve(1);
    const kept = book.keep();
    expect(kept).toEqual({ windows: 11, scored: 11, faces: 8, widths: 1200, lights: 1200 });
    serve(4, 900);
    const later = new DayBook(kept);
    for (const of of [book, later]) {
      expect(of.turn("2026-03-02")).toMatchObject({ windows: 11, scored: 11, faceWidth: 150, faceLight: 150 });
      expect(of.turn("2026-03-03")).toBeUndefined();
    }
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
