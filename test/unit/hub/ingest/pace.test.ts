import { describe, expect, it } from "vitest";
import { Pace } from "#hub/ingest/pace.js";
import { HandClock } from "../../../support/desk-parts.js";

/** Batches of four events that cost a millisecond each, from so many counters, `rounds` times. → the last round's pauses. */
function catchUp(pace: Pace, counters: number, rounds = 8): number[] {
  let pauses: number[] = [];
  for (let round = 0; round < rounds; round++) {
    pauses = Array.from({ length: counters }, (_, n) => pace.pauseFor(`quay-${n}`, 4));
    pace.spent(4 * counters, 4 * counters);
  }
  return pauses;
}

describe("Pace", () => {
  it("never slows a counter that sends what a day brings", () => {
    const clock = new HandClock();
    const pace = new Pace(clock, 0.5);
    catchUp(pace, 30);
    for (let n = 0; n < 100; n++) {
      expect(pace.pauseFor("calm", 2)).toBe(0);
      clock.pass(1_000);
    }
  });

  it("slows those that catch up, in proportion to how many they are", () => {
    const alone = catchUp(new Pace(new HandClock(), 0.5), 1);
    const ward = catchUp(new Pace(new HandClock(), 0.5), 30);
    // Four events of 1 ms at half the hub's time: 8 ms for one, 240 ms for each of thirty, spread by half.
    expect(alone.every((ms) => ms >= 4 && ms <= 12)).toBe(true);
    expect(ward.every((ms) => ms >= 120 && ms <= 361)).toBe(true);
    expect(new Set(ward).size).toBeGreaterThan(10);
  });

  it("lets go of a counter that has caught up", () => {
    const clock = new HandClock();
    const pace = new Pace(clock, 0.5);
    catchUp(pace, 30);
    clock.pass(20_000);
    expect(catchUp(pace, 1).every((ms) => ms <= 12)).toBe(true);
  });

  it("does not take a full disk for a slow machine, and slows nobody when given the whole hub", () => {
    const pace = new Pace(new HandClock(), 1);
    pace.spent(3_600_000, 1);
    expect(catchUp(pace, 30)).toEqual(Array(30).fill(0));
    const paced = new Pace(new HandClock(), 0.5);
    paced.spent(3_600_000, 1);
    expect(Math.max(...catchUp(paced, 1))).toBeLessThan(40);
  });
});
