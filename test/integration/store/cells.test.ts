import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EventData } from "#contract/event.js";
import { openReleaseMark } from "#hub/release/release-mark.js";
import type { Cell } from "#hub/report/cell.js";
import { ALL_MONTHS } from "#hub/store/cells/cell-store.js";
import type { EventStore } from "#hub/store/event-store.js";
import { KINDS, StoreHouse } from "../../support/both-stores.js";
import { releaseCells } from "../../support/release.js";
import { SigningClient, sample } from "../../support/signing-client.js";
import { append, storedRow } from "../../support/stored-rows.js";

type Served = {
  readonly from: number;
  readonly n: number;
  readonly field?: string;
  readonly closed?: string;
  /** Without: nobody taps. */
  readonly tap?: (i: number) => EventData["rating"]["rating"];
  readonly score?: (i: number) => number;
  readonly received?: string;
};
const LEVELS = ["dissatisfied", "satisfied", "very_satisfied"] as const;
const anyTap = (i: number) => LEVELS[i % 3] ?? "satisfied";
const MARCH = { from: "2026-03", to: "2026-03" };
const times = ({ month, week, field, transactions }: Cell) => [month, week, field, transactions];

describe.each(KINDS)("cells on %s", (kind) => {
  let house: StoreHouse;
  let store: EventStore;
  let place: ReturnType<StoreHouse["fresh"]>;
  let desk: SigningClient;
  beforeAll(async () => {
    house = await StoreHouse.start(kind);
  });
  afterAll(() => house[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = house.fresh();
    store = await house.open(place);
    desk = new SigningClient();
  });
  afterEach(() => house.closeAll());

  const serve = async ({
    from,
    n,
    field = "tu-phap",
    closed = "2026-03-02T02:20:00Z",
    tap,
    score,
    received,
  }: Served) => {
    const rows = Array.from({ length: n }, (_, i) => {
      const scored = { ...sample.score(from + i, score?.(i) ?? 20 + ((i * 30) % 80), field), closed };
      const events = [desk.next("score", scored)];
      if (tap) events.push(desk.next("rating", { ...sample.rating(from + i), field, rated: closed, rating: tap(i) }));
      return events.map((event) => storedRow(event, received ?? closed));
    });
    await append(store, rows.flat());
  };

  it("are not cut anew of what was released before the store was given back from a backup", async () => {
    const mark = openReleaseMark(house.folder.file(`${kind}-released.json`));
    const [first, second, third] = ["2026-03-03T02:20:00Z", "2026-03-10T02:20:00Z", "2026-03-17T02:20:00Z"];
    const release = (now: string) => releaseCells(store, { when: "week", now, mark });
    await serve({ from: 1, n: 12, tap: anyTap, closed: first });
    await release("2026-03-11T00:00:00Z");
    await serve({ from: 21, n: 12, tap: anyTap, closed: second });
    await release("2026-03-18T00:00:00Z");
    expect(await store.cells(MARCH)).toHaveLength(2);

    // The backup is from before the second week was released; the desks send it again, and one comes late.
    store = await house.open(house.fresh());
    desk = new SigningClient();
    await serve({ from: 1, n: 12, tap: anyTap, closed: first });
    await releaseCells(store, { when: "week", now: "2026-03-11T00:00:00Z" });
    await serve({ from: 21, n: 13, tap: anyTap, closed: second });
    await release("2026-03-18T00:00:00Z");
    expect(await store.cells(MARCH)).toHaveLength(1);
    await serve({ from: 41, n: 12, tap: anyTap, closed: third });
    await release("2026-03-26T00:00:00Z");
    await release("2026-04-03T00:00:00Z");
    const cells = (await store.cells(MARCH)).filter(({ transactions }) => transactions > 0);
    expect(cells.map(({ week, transactions }) => [week, transactions])).toEqual([
      ["2026-03-02", 12],
      ["2026-03-16", 12],
    ]);
    expect(await store.withheld(MARCH)).toEqual({ transactions: 13, ratings: 13 });
  });

  it("hold each transaction once, with its tap, and say what plain counting says", async () => {
    await serve({ from: 1, n: 12, tap: anyTap });
    const rest = [
      desk.next("abstention", { ...sample.abstention(50), closed: "2026-03-02T02:20:00Z" }),
      desk.next("rating", {
        ...sample.rating(undefined),
        field: "tu-phap",
        procedure: "ho-tich",
        rated: "2026-03-02T02:20:00Z",
      }),
      desk.next("cancelled", sample.cancelled(51)),
    ];
    await append(
      store,
      rest.map((event) => storedRow(event)),
    );
    expect(await store.withheld(MARCH)).toEqual({ transactions: 13, ratings: 13 });
    await releaseCells(store);
    await releaseCells(store);
    const [cell, pairs, ...more] = await store.cells(MARCH);
    const place = { month: "2026-03", week: "2026-03-02", field: "tu-phap", procedure: "ho-tich", band: "morning" };
    expect(cell).toMatchObject({ ...place, k: 10, releasedAt: "2026-03-03T02:00:00Z", transactions: 13, scores: 12 });
    // 20 50 80 30 60 90 40 70 20 50 80 30
    expect(cell).toMatchObject({
      scoreTotal: 620,
      scoreSquares: 38_600,
      abstentions: { dark: 1 },
      ratedTransactions: 12,
    });
    expect(cell?.ratings).toEqual({ dissatisfied: 4, satisfied: 4, very_satisfied: 5 });
    // The tap of nobody would be the one that is not among the pairs.
    expect([pairs, more]).toEqual([undefined, []]);
    expect(await store.withheld(MARCH)).toEqual({ transactions: 0, ratings: 0 });
    expect(await store.cells({ from: "2026-04", to: "2026-12" })).toEqual([]);
  });

  it("show pairs in a cell of their own, once", async () => {
    await serve({ from: 1, n: 12, tap: anyTap });
    await releaseCells(store);
    await releaseCells(store);
    const [cell, pairs, ...more] = await store.cells(MARCH);
    const none = [0, 0, 0];
    expect(cell).toMatchObject({ transactions: 12, pairs: [none, none, none] });
    expect(pairs).toMatchObject({ transactions: 0, scores: 0, field: null, week: null, month: "2026-03" });
    expect(pairs?.pairs.flat().reduce((sum, n) => sum + n)).toBe(12);
    expect(more).toEqual([]);
  });

  it("wait for the end of their week, of their month, and of what is too alike for ever", async () => {
    await serve({ from: 1, n: 12 });
    await serve({ from: 100, n: 5, field: "dat-dai" });
    await serve({ from: 200, n: 6, field: "dat-dai", closed: "2026-03-10T08:00:00Z" });
    await serve({ from: 300, n: 12, field: "y-te", score: () => 50 });
    const at = async (now: string) => {
      await releaseCells(store, { when: "week", now });
      return (await store.cells(ALL_MONTHS)).map(times);
    };
    expect(await at("2026-03-09T16:59:00Z")).toEqual([]);
    const week = ["2026-03", "2026-03-02", "tu-phap", 12];
    expect(await at("2026-03-09T17:00:00Z")).toEqual([week]);
    expect(await at("2026-03-31T17:00:00Z")).toEqual([week]);
    // Health, which all scored alike, stands together with another field.
    expect(await at("2026-04-01T17:00:00Z")).toEqual([week, ["2026-03", null, null, 23]]);
    await serve({ from: 400, n: 12, field: "y-te", score: () => 50 });
    expect(await at("2026-04-01T17:05:00Z")).toHaveLength(2);
    expect(await store.withheld(MARCH)).toEqual({ transactions: 12, ratings: 0 });
  });

  it("take what came late as units of their own, and never open a cell again", async () => {
    await serve({ from: 1, n: 12 });
    await releaseCells(store);
    const before = await store.cells(MARCH);
    const taps = Array.from({ length: 10 }, (_, i) =>
      desk.next("rating", { ...sample.rating(1 + i), rated: "2026-03-02T02:20:00Z", rating: anyTap(i) }),
    );
    await append(
      store,
      taps.map((event) => storedRow(event)),
    );
    await releaseCells(store);
    const [first, late] = await store.cells(MARCH);
    expect([first]).toEqual(before);
    expect(late).toMatchObject({ transactions: 0, scores: 0, ratedTransactions: 10, ratings: { dissatisfied: 4 } });
  });

  it("go by the time of arrival where a desk's clock cannot be right", async () => {
    const received = "2026-03-02T03:00:00Z";
    for (const [i, closed] of ["2099-01-01T01:00:00Z", "1970-01-01T01:00:00Z"].entries())
      await serve({ from: 1 + 100 * i, n: 12, closed, received });
    await releaseCells(store);
    expect(await store.cells(ALL_MONTHS)).toMatchObject([
      { month: "2026-03", week: "2026-03-02", band: null, transactions: 24 },
    ]);
  });

  it("are made once by two leaders of one moment, while events go on coming", async () => {
    const other = kind === "postgres" ? await house.open(place, true) : store;
    await serve({ from: 1, n: 40, tap: anyTap });
    await Promise.all([releaseCells(store), serve({ from: 100, n: 20, tap: anyTap }), releaseCells(other)]);
    await releaseCells(store);
    const held = (await store.cells(MARCH)).reduce((sum, { transactions }) => sum + transactions, 0);
    expect(held + (await store.withheld(MARCH)).transactions).toBe(60);
    expect(held).toBeGreaterThanOrEqual(40);
  });

  it("are the same whether contents were erased before or not", async () => {
    await serve({ from: 1, n: 12, tap: anyTap });
    await store.erase("2026-05");
    await releaseCells(store);
    expect(
      (await store.cells(MARCH)).map(({ transactions, ratedTransactions }) => [transactions, ratedTransactions]),
    ).toEqual([
      [12, 12],
      [0, 0],
    ]);
  });
});
