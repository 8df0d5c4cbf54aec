import { describe, expect, it } from "vitest";
import { Governor, type Period } from "#eye/governor/governor.js";

const PERIOD_MS = 2_000;
/** Two seconds at the governor's own rate, of a reader that takes so long for each picture. */
function spell(governor: Governor, readMs: number, extra: Partial<Period> = {}): void {
  const due = Math.round((governor.fps * PERIOD_MS) / 1_000);
  const looked = Math.min(due, Math.floor(PERIOD_MS / readMs));
  const late = readMs > 200 ? looked : 0;
  const busyMs = looked * readMs;
  governor.decide({ ms: PERIOD_MS, looked, busyMs, late, dropped: due - looked, throttled: false, ...extra });
}
/** The rates after each of so many spells. */
const rates = (governor: Governor, spells: number, readMs: number, extra: Partial<Period> = {}): number[] =>
  Array.from({ length: spells }, () => {
    spell(governor, readMs, extra);
    return governor.over ? 0 : governor.fps;
  });

describe("the governor", () => {
  it("leaves an eye alone that is in time, whatever the machine's pressure", () => {
    const governor = new Governor(5);
    expect(rates(governor, 20, 40, { pressure: 0.95 })).toEqual(Array(20).fill(5));
    expect(governor.slowed).toBeUndefined();
  });

  it("goes down step by step while readings are late, and says why", () => {
    const governor = new Governor(5);
    expect(rates(governor, 2, 300)).toEqual([3, 2]);
    expect(governor.slowed).toEqual({ fps: 2, reason: "late" });
    expect(rates(new Governor(25), 4, 90)).toEqual([15, 10, 10, 10]);
    const pressed = new Governor(5);
    spell(pressed, 300, { pressure: 0.8 });
    expect(pressed.slowed).toEqual({ fps: 3, reason: "cpu_pressure" });
  });

  it("gives a hot processor less to do, but for what it does of itself", () => {
    const busy = new Governor(5);
    spell(busy, 150, { throttled: true });
    expect(busy.slowed).toEqual({ fps: 3, reason: "thermal" });
    const idle = new Governor(5);
    expect(rates(idle, 3, 20, { throttled: true })).toEqual([5, 5, 5]);
  });

  it("reads nothing where most readings are late at one a second, until one is in time", () => {
    const governor = new Governor(5);
    // The last step takes eight pictures, and so eight seconds, to be sure.
    expect(rates(governor, 8, 900)).toEqual([3, 2, 1, 1, 1, 1, 0, 0]);
    expect(governor.slowed).toEqual({ fps: 0, reason: "late" });
    governor.decide({ ms: 8_000, looked: 4, busyMs: 2_000, late: 1, dropped: 0, throttled: false });
    expect(governor.over).toBe(true);
    governor.decide({ ms: 8_000, looked: 4, busyMs: 400, late: 0, dropped: 0, throttled: false });
    expect(governor.slowed).toEqual({ fps: 1, reason: "late" });
  });

  it("goes on at one a second where not so many are late", () => {
    const governor = new Governor(1);
    for (let i = 0; i < 20; i++)
      governor.decide({ ms: 2_000, looked: 2, busyMs: 400, late: i % 2, dropped: 0, throttled: false });
    expect(governor.slowed).toBeUndefined();
  });

  it("comes back one step after ten seconds of calm, when the next rate has room", () => {
    const governor = new Governor(5);
    rates(governor, 2, 300);
    expect(rates(governor, 10, 40)).toEqual([2, 2, 2, 2, 3, 3, 3, 3, 3, 5]);
    const crowded = new Governor(5);
    rates(crowded, 2, 300);
    // 190 ms at 3 a second is 57 % of the time, at 5 a second 95 %.
    expect(rates(crowded, 20, 190).at(-1)).toBe(3);
  });

  it("waits twice as long each time that a higher rate was tried too early", () => {
    const governor = new Governor(5);
    spell(governor, 300);
    const waited: number[] = [];
    for (let round = 0; round < 4; round++) {
      let spells = 0;
      while (governor.fps < 5) {
        spell(governor, 60);
        spells++;
      }
      waited.push(spells);
      spell(governor, 300);
    }
    expect(waited).toEqual([5, 10, 20, 40]);
    while (governor.fps < 5) spell(governor, 60);
    // A trial that held makes the next one as quick as the first.
    rates(governor, 16, 60);
    spell(governor, 300);
    expect(rates(governor, 5, 60).at(-1)).toBe(5);
  });

  it("learns nothing from a picture or two", () => {
    const governor = new Governor(5);
    governor.decide({ ms: 2_000, looked: 2, busyMs: 900, late: 2, dropped: 0, throttled: false });
    expect(governor.fps).toBe(5);
    governor.decide({ ms: 2_000, looked: 2, busyMs: 900, late: 2, dropped: 0, throttled: false });
    expect(governor.fps).toBe(3);
  });
});
