import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KINDS, StoreHouse } from "../../support/both-stores.js";
import { SigningClient, sample } from "../../support/signing-client.js";
import { append, storedRow } from "../../support/stored-rows.js";

describe.each(KINDS)("transactions by their tokens on %s", (kind) => {
  let house: StoreHouse;
  beforeAll(async () => {
    house = await StoreHouse.start(kind);
  });
  afterAll(() => house[Symbol.asyncDispose]());

  it("are found with their first outcome and first tap, and not after their content was erased", async () => {
    const store = await house.open(house.fresh());
    const desk = new SigningClient();
    const events = [
      desk.next("score", sample.score(1, 60)),
      desk.next("rating", sample.rating(1)),
      desk.next("abstention", sample.abstention(2)),
      desk.next("abstention", sample.abstention(1)),
      desk.next("rating", { ...sample.rating(1), rating: "dissatisfied" }),
    ];
    await append(
      store,
      events.map((event) => storedRow(event, "2026-03-02T08:20:00Z")),
    );
    const [one, two, never] = [1, 2, 3].map(sample.token) as [string, string, string];
    const found = await store.transactions([one, two, never]);
    const facts = found.map(({ ending, ...rest }) => ({ ...rest, type: ending.type, token: ending.data.token }));
    expect(facts.sort((a, b) => b.type.localeCompare(a.type))).toEqual([
      { type: "vn.hailong.score.v1", token: one, rating: "very_satisfied", receivedAt: "2026-03-02T08:20:00Z" },
      { type: "vn.hailong.abstention.v1", token: two, rating: null, receivedAt: "2026-03-02T08:20:00Z" },
    ]);
    await store.erase("2026-05");
    expect(await store.transactions([one, two])).toEqual([]);
  });
});
