import { expect, it } from "vitest";
import { ZoneWatch } from "#desk/transactions/zone-watch.js";
import { DeskParts } from "../../../support/desk-parts.js";

it("counts only the time in which the eye looked: silence says nothing about the zone", () => {
  const zone = new ZoneWatch();
  zone.saw(0, 1_000);
  expect(zone.emptyFor(60_000)).toBe(0);
  zone.saw(0, 60_000);
  expect(zone.emptyFor(60_000)).toBe(0);
  for (let at = 60_500; at <= 63_000; at += 500) zone.saw(0, at);
  expect(zone.emptyFor(63_100)).toBe(3_000);
  zone.saw(1, 63_500);
  expect(zone.occupiedFor(120_000)).toBe(0);
});

it("keeps an opt-out in force when the camera stalls just after one glimpse of an empty zone", () => {
  using parts = new DeskParts({ policy: { consent: "notice" } });
  const { id } = parts.counter.open({}, "request");
  parts.counter.optOut(id);
  parts.zone.saw(0, parts.clock.monotonic());
  for (let i = 0; i < 20; i += 1) {
    parts.clock.pass(500);
    parts.counter.tick();
  }
  expect(parts.counter.held).toBe(true);
});
