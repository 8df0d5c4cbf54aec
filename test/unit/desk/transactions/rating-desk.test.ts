import { describe, expect, it } from "vitest";
import { RatingDesk } from "#desk/transactions/rating-desk.js";
import { DeskParts } from "../../../support/desk-parts.js";

const tap = { rating: "satisfied", source: "page" } as const;

it("gives a tap to the open transaction, or to the one closed within the grace, or else to the counter", () => {
  using parts = new DeskParts({ policy: { ratingUndoSeconds: 0 } });
  expect(parts.ratings.rate(tap)).toEqual({ outcome: "recorded", belongsTo: "counter" });
  const { token } = parts.serve("chung-thuc");
  expect(parts.ratings.rate(tap).belongsTo).toBe("transaction");
  const { id, token: second } = parts.serve("chung-thuc");
  parts.counter.close(id);
  parts.clock.pass(59_000);
  expect(parts.ratings.rate(tap).belongsTo).toBe("transaction");
  parts.clock.pass(2_000);
  expect(parts.ratings.rate(tap).belongsTo).toBe("counter");
  const ratings = parts.events.filter(({ type }) => type === "vn.hailong.rating.v1").map(({ data }) => data);
  expect(ratings).toHaveLength(4);
  const full = { token, procedure: "chung-thuc", field: "tu-phap", rating: "satisfied", source: "page" };
  expect(ratings[1]).toMatchObject(full);
  expect(ratings[2]).toMatchObject({ ...full, token: second });
  for (const index of [0, 3]) expect(Object.keys(ratings[index] ?? {}).sort()).toEqual(["rated", "rating", "source"]);
});

it("takes a token's word for which transaction is meant, and none for one that is over", () => {
  using parts = new DeskParts();
  const first = parts.serve();
  const second = parts.serve();
  expect(parts.ratings.rate({ ...tap, token: first.token }).belongsTo).toBe("transaction");
  expect(parts.ratings.rate({ ...tap, token: second.token }).belongsTo).toBe("transaction");
  expect(parts.ratings.rate({ ...tap, token: null }).belongsTo).toBe("counter");
  expect(parts.events.slice(-2).map(({ data }) => (data as { token?: string }).token)).toEqual([
    first.token,
    second.token,
  ]);
  parts.clock.pass(61_000);
  expect(parts.ratings.rate({ ...tap, token: first.token }).belongsTo).toBe("counter");
});

it("gives what names it, and nothing else, to the transaction that a killed desk left open", () => {
  const before = new DeskParts();
  const { token } = before.serve("chung-thuc");
  before.ledger[Symbol.dispose]();
  using after = new DeskParts({ folder: before.folder, clock: before.clock });
  expect(after.ratings.rate({ ...tap }).belongsTo).toBe("counter");
  expect(after.ratings.rate({ ...tap, rating: "dissatisfied", token }).belongsTo).toBe("transaction");
  after.ratings.settle();
  expect(after.events.at(-1)?.data).toMatchObject({ token, procedure: "chung-thuc", rating: "dissatisfied" });
  expect(after.events.at(-1)?.data).not.toHaveProperty("tapped");
  after.clock.pass(61_000);
  expect(after.ratings.rate({ ...tap, token }).belongsTo).toBe("counter");
});

it("never gives a tap to a cancelled transaction: it goes to the one that was closed before", () => {
  using parts = new DeskParts();
  const served = parts.serve();
  parts.counter.close(served.id);
  parts.counter.cancel(parts.counter.open({}, "request").id);
  parts.ratings.rate(tap);
  parts.ratings.settle();
  expect(parts.events.at(-1)).toMatchObject({ type: "vn.hailong.rating.v1", data: { token: served.token } });
});

describe("the undo time", () => {
  const bad = { ...tap, rating: "dissatisfied" } as const;
  const given = expect.objectContaining({ code: "rating.given" });
  const nameOf = (parts: DeskParts): string => parts.ratings.waiting?.name ?? "";
  const published = (parts: DeskParts): string[] =>
    parts.events.flatMap((event) => (event.type === "vn.hailong.rating.v1" ? [event.data.rating] : []));

  it("lets a tap be replaced for 5 s, publishes the last one once, and refuses another", () => {
    using parts = new DeskParts();
    parts.serve();
    parts.ratings.rate(tap);
    parts.clock.pass(4_900);
    parts.ratings.tick();
    expect(published(parts)).toEqual([]);
    parts.ratings.rate(bad);
    parts.clock.pass(4_900);
    expect(parts.ratings.waiting?.undoMs).toBe(100);
    parts.clock.pass(100);
    parts.ratings.tick();
    expect(published(parts)).toEqual(["dissatisfied"]);
    expect(() => parts.ratings.rate(tap)).toThrow(given);
    expect(published(parts)).toEqual(["dissatisfied"]);
  });

  it("publishes nothing of a tap that was taken back, and takes another instead", () => {
    using parts = new DeskParts();
    parts.serve();
    parts.ratings.rate(bad);
    parts.ratings.undo(nameOf(parts));
    parts.clock.pass(60_000);
    parts.ratings.tick();
    expect(published(parts)).toEqual([]);
    parts.ratings.rate(tap);
    parts.ratings.settle();
    expect(published(parts)).toEqual(["satisfied"]);
  });

  it("ends when the next transaction opens: nobody takes back what another has tapped", () => {
    using parts = new DeskParts();
    const { id } = parts.serve();
    parts.ratings.rate(bad);
    parts.counter.close(id);
    expect(parts.ratings.waiting?.undoMs).toBe(5_000);
    const name = nameOf(parts);
    parts.serve();
    expect(() => parts.ratings.undo(name)).toThrow(given);
    expect(published(parts)).toEqual(["dissatisfied"]);
  });

  it("is one tap's: what comes late neither takes back nor explains the tap after it", () => {
    using parts = new DeskParts();
    parts.ratings.rate(bad);
    const name = nameOf(parts);
    parts.clock.pass(5_000);
    expect(() => parts.ratings.undo(name)).toThrow(given);
    parts.ratings.rate(tap);
    expect(nameOf(parts)).not.toBe(name);
    expect(() => parts.ratings.undo(name)).toThrow(given);
    expect(() => parts.ratings.explain(name, "cho-lau")).toThrow(given);
    parts.ratings.undo(nameOf(parts));
    expect(published(parts)).toEqual(["dissatisfied"]);
  });

  it("loses no tap of a desk that was killed, and undoes none after it came back", () => {
    using parts = new DeskParts();
    const { token } = parts.serve();
    parts.ratings.rate({ ...bad, step: { value: 2, of: 5 } });
    const { ledger, counter, zone, clock } = parts;
    const after = new RatingDesk({ ledger, counter, zone, clock, policy: () => parts.applied });
    expect(after.waiting).toBeUndefined();
    expect(parts.events.at(-1)?.data).toMatchObject({ token, rating: "dissatisfied", step: { value: 2, of: 5 } });
    expect(ledger.undoable).toBeUndefined();
  });

  it("is over once a reason was added", () => {
    using parts = new DeskParts();
    parts.ratings.rate(bad);
    const name = nameOf(parts);
    parts.ratings.explain(name, "cho-lau");
    expect(parts.ratings.waiting).toBeUndefined();
    expect(parts.events.at(-1)?.data).toMatchObject({ rating: "dissatisfied", reason: "cho-lau" });
    expect(() => parts.ratings.explain(name, "cho-lau")).toThrow(given);
  });

  it("is not longer where a reason is asked for, which may come later", () => {
    using parts = new DeskParts();
    parts.serve();
    parts.ratings.rate({ ...bad, reasonSeconds: 15 });
    const name = nameOf(parts);
    parts.clock.pass(5_000);
    parts.ratings.tick();
    expect(parts.ratings.waiting).toEqual({ name, undoMs: undefined });
    expect(() => parts.ratings.undo(name)).toThrow(given);
    expect(() => parts.ratings.rate(tap)).toThrow(given);
    expect(published(parts)).toEqual([]);
    parts.ratings.explain(name, "cho-lau");
    expect(published(parts)).toEqual(["dissatisfied"]);
    // Without a transaction nobody knows whose the next tap is: it is another's, and replaces nothing.
    parts.counter.closeAs("close");
    parts.clock.pass(61_000);
    parts.ratings.rate({ ...bad, reasonSeconds: 15 });
    parts.clock.pass(6_000);
    parts.ratings.rate({ ...tap, reasonSeconds: 15 });
    parts.clock.pass(15_000);
    parts.ratings.tick();
    expect(published(parts)).toEqual(["dissatisfied", "dissatisfied", "satisfied"]);
  });
});

describe("how a tap came about", () => {
  const tapped = (parts: DeskParts) => {
    parts.ratings.settle();
    const { data } = parts.events.at(-1) ?? {};
    return data && "tapped" in data ? data.tapped : undefined;
  };

  it("says whether it came within 2 s of the opening, also when the transaction is closed by then", () => {
    using parts = new DeskParts({ noticeGiven: false });
    const { id } = parts.serve();
    parts.clock.pass(1_000);
    parts.counter.close(id);
    parts.clock.pass(1_000);
    parts.ratings.rate(tap);
    expect(tapped(parts)).toEqual({ soon: true });
    parts.serve();
    parts.clock.pass(2_001);
    parts.ratings.rate(tap);
    expect(tapped(parts)).toEqual({ soon: false });
  });

  it("says whether somebody sat there, where the camera could tell", () => {
    using parts = new DeskParts();
    const seen = (faces: number, seconds: number) => {
      for (let i = 0; i <= seconds * 2; i += 1, parts.clock.pass(500)) parts.zone.saw(faces, parts.clock.monotonic());
    };
    seen(0, 1);
    parts.ratings.rate(tap);
    expect(tapped(parts)).toBeUndefined();
    seen(0, 2);
    parts.ratings.rate(tap);
    expect(tapped(parts)).toEqual({ zoneEmpty: true });
    seen(1, 1);
    parts.ratings.rate(tap);
    expect(tapped(parts)).toEqual({ zoneEmpty: false });
    parts.clock.pass(10_000);
    parts.ratings.rate(tap);
    expect(tapped(parts)).toBeUndefined();
  });
});
