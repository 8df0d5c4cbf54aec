import { expect, it } from "vitest";
import type { Reading } from "#contract/reading.js";
import type { Frame } from "#eye/frame.js";
import { GovernedReader } from "#eye/governor/governed-reader.js";

const frameAt = (t: number): Frame => ({ rgb: new Uint8Array(3), width: 1, height: 1, t, available: t });

it("counts what a reader does, and spares it three of four pictures when nothing is in time", async () => {
  let now = 1_000;
  let reads = 0;
  const clock = { now: () => now, monotonic: () => now };
  const reader = {
    setLimits() {},
    bind() {},
    release() {},
    presence: () => 0,
    read: ({ t }: Frame): Reading => {
      reads++;
      now += 250;
      return { outcome: "none", t, latencyMs: 250, reason: "no_face" };
    },
  };
  const governor = { over: false };
  const governed = new GovernedReader(reader, { governor, clock, budgetMs: 200 });
  expect(await governed.read(frameAt(now))).toMatchObject({ reason: "no_face" });
  expect(governed.takeWork()).toEqual({ looked: 1, busyMs: 250, late: 1 });
  expect(governed.takeWork()).toEqual({ looked: 0, busyMs: 0, late: 0 });

  governor.over = true;
  reads = 0;
  for (let i = 0; i < 8; i++) expect(await governed.read(frameAt(now))).toMatchObject({ reason: "over_budget" });
  expect(reads).toBe(2);
  expect(governed.takeWork()).toMatchObject({ looked: 2, late: 2 });
});
