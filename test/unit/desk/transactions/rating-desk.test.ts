import { expect, it } from "vitest";
import { DeskParts } from "../../../support/desk-parts.js";

const tap = { rating: "satisfied", source: "page" } as const;

it("gives a tap to the open transaction, or to the one closed within the grace, or else to the counter", () => {
  using parts = new DeskParts();
  expect(parts.ratings.rate(tap)).toEqual({ outcome: "recorded", belongsTo: "counter" });
  const { id, token } = parts.serve("chung-thuc");
  expect(parts.ratings.rate(tap).belongsTo).toBe("transaction");
  parts.counter.close(id);
  parts.clock.pass(59_000);
  expect(parts.ratings.rate(tap).belongsTo).toBe("transaction");
  parts.clock.pass(2_000);
  expect(parts.ratings.rate(tap).belongsTo).toBe("counter");
  const ratings = parts.events.filter(({ type }) => type === "vn.hailong.rating.v1").map(({ data }) => data);
  expect(ratings).toHaveLength(4);
  const full = { token, procedure: "chung-thuc", field: "tu-phap", rating: "satisfied", source: "page" };
  expect(ratings[1]).toMatchObject(full);
  expect(ratings[2]).toMatchObject(full);
  for (const index of [0, 3]) expect(Object.keys(ratings[index] ?? {}).sort()).toEqual(["rated", "rating", "source"]);
});

it("takes a token's word for which transaction is meant, and none for one that is over", () => {
  using parts = new DeskParts();
  const first = parts.serve();
  const second = parts.serve();
  expect(parts.ratings.rate({ ...tap, token: first.token }).belongsTo).toBe("transaction");
  expect(parts.ratings.rate({ ...tap, token: second.token }).belongsTo).toBe("transaction");
  expect(parts.events.slice(-2).map(({ data }) => (data as { token?: string }).token)).toEqual([
    first.token,
    second.token,
  ]);
  parts.clock.pass(61_000);
  expect(parts.ratings.rate({ ...tap, token: first.token }).belongsTo).toBe("counter");
});

it("never gives a tap to a cancelled transaction: it goes to the one that was closed before", () => {
  using parts = new DeskParts();
  const served = parts.serve();
  parts.counter.close(served.id);
  parts.counter.cancel(parts.counter.open({}, "request").id);
  parts.ratings.rate(tap);
  expect(parts.events.at(-1)).toMatchObject({ type: "vn.hailong.rating.v1", data: { token: served.token } });
});
