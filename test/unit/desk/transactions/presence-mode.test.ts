import { expect, it } from "vitest";
import { followPresence } from "#desk/transactions/presence-mode.js";
import { DeskParts } from "../../../support/desk-parts.js";

const enabled = { presence: { enabled: true } };

function pass(parts: DeskParts, faces: number, seconds: number): void {
  for (let i = 0; i < seconds * 2; i += 1) {
    parts.zone.saw(faces, parts.clock.monotonic());
    parts.clock.pass(500);
    parts.counter.tick();
    followPresence(parts, parts.clock.monotonic());
  }
}

it("opens for a person in the zone, scores only after they agree, and closes when the zone is empty", () => {
  using parts = new DeskParts({ policy: enabled });
  pass(parts, 1, 1.5);
  expect(parts.counter.current).toBeUndefined();
  pass(parts, 1, 1);
  const id = parts.counter.current?.row.id ?? "";
  expect(parts.asked).toEqual([]);
  parts.counter.agree(id);
  parts.read(30, { happiness: 0.2 });
  pass(parts, 0, 4);
  expect(parts.counter.current?.row.id).toBe(id);
  pass(parts, 0, 2);
  expect(parts.counter.current).toBeUndefined();
  expect(parts.events[0]).toMatchObject({ type: "vn.hailong.score.v1", data: { closedBy: "presence" } });
});

it("is off by default, and off where consent is by notice", () => {
  for (const policy of [{}, { ...enabled, consent: "notice" }]) {
    using parts = new DeskParts({ policy });
    pass(parts, 1, 10);
    expect(parts.counter.current).toBeUndefined();
  }
});

it("opens nothing for a citizen who opted out and is still there", () => {
  using parts = new DeskParts({ policy: enabled });
  pass(parts, 1, 3);
  const id = parts.counter.current?.row.id ?? "";
  parts.counter.optOut(id);
  parts.counter.close(id);
  pass(parts, 1, 30);
  expect(parts.counter.current).toBeUndefined();
  pass(parts, 0, 3);
  pass(parts, 1, 3);
  expect(parts.counter.current).toBeDefined();
});

it("leaves alone what the one-stop software opened", () => {
  using parts = new DeskParts({ policy: enabled });
  const { id } = parts.counter.open({}, "request");
  pass(parts, 0, 60);
  expect(parts.counter.current?.row.id).toBe(id);
});
