import { expect, it } from "vitest";
import type { EventData } from "#contract/event.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { ratingOfStep } from "#contract/rating-scale.js";
import { readSummary } from "#hub/api/read-summary.js";
import type { StoredEvent } from "#hub/store/event-store.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { releaseCells } from "../../../support/release.js";
import { SigningClient, sample } from "../../../support/signing-client.js";
import { append } from "../../../support/stored-rows.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

const desk = new SigningClient();
const score = (n: number): StoredEvent => {
  const { body, hash } = desk.next("score", sample.score(n, Math.min(n, 100)));
  return { event: JSON.parse(body), hash, body, receivedAt: "2026-03-02T08:15:00Z" };
};
const about = { ward: "phuong-mau", policy: DEFAULT_POLICY, rejected: new Map() };

it("says nothing of a transaction that no released cell holds, but that it was there", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  const scores = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
  await append(store, scores.map(score));
  expect(await readSummary({ ...about, store })).toMatchObject({ scores: 10, fields: [], withheld: 10 });
  await releaseCells(store);
  const { fields } = await readSummary({ ...about, store });
  expect(fields).toEqual([{ field: "tu-phap", n: 10, meanScore: 55 }]);
  await append(store, [score(11)]);
  await releaseCells(store);
  expect(await readSummary({ ...about, store })).toMatchObject({ scores: 11, fields, withheld: 1 });
});

type Tap = EventData["rating"]["rating"];
const tap = (n: number, rating: Tap, step?: EventData["rating"]["step"]): StoredEvent => {
  const { body, hash } = desk.next("rating", { ...sample.rating(n), rating, ...(step ? { step } : {}) });
  return { event: JSON.parse(body), hash, body, receivedAt: "2026-03-02T08:15:00Z" };
};

it("shows how far taps and scores agree, over released cells that differ among themselves", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  const agreement = async () => {
    await releaseCells(store);
    return (await readSummary({ ...about, store })).agreement;
  };
  const serve = (from: number, ratings: readonly Tap[]) =>
    // Half of them tap before their score is there, as on the rating page.
    ratings.flatMap((rating, i) => {
      const [scored, tapped] = [() => score(from + i), () => tap(from + i, rating)];
      return i % 2 ? [scored(), tapped()] : [tapped(), scored()];
    });
  const alike = Array.from({ length: 10 }, (): Tap => "satisfied");
  await append(store, serve(30, alike));
  // Ten, who all tapped the same: to show them would tell each one's answer.
  expect(await agreement()).toMatchObject({ outcome: "withheld", why: { code: "too_few_pairs" } });
  await append(store, serve(40, ["dissatisfied"]));
  // Whoever it was knows all the others' answers.
  expect(await agreement()).toMatchObject({ outcome: "withheld" });
  await append(store, serve(41, ["dissatisfied"]));
  // Scores 30 to 41: the camera calls the first five dissatisfied, who are not.
  const shown = {
    outcome: "shown",
    n: 12,
    matrix: [
      [0, 2, 0],
      [5, 5, 0],
      [0, 0, 0],
    ],
    recall: { hits: 0, n: 2 },
    kappa: { value: expect.any(Number) },
  };
  expect(await agreement()).toMatchObject(shown);
  // Neither one more, nor a second tap, nor a tap without a score, moves what is shown.
  await append(store, [...serve(42, ["dissatisfied"]), tap(30, "dissatisfied"), tap(99, "dissatisfied")]);
  expect(await agreement()).toMatchObject(shown);
});

it("counts pairs of three, four and five steps on the one scale of the score", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  const taps = ([1, 2, 3, 4, 5] as const).flatMap((value) =>
    ([3, 4, 5] as const).flatMap((of) => {
      const rating = ratingOfStep({ value, of });
      return rating ? [{ rating, step: of === 3 ? undefined : { value, of } }] : [];
    }),
  );
  await append(
    store,
    taps.flatMap(({ rating, step }, i) => [score(60 + i), tap(60 + i, rating, step)]),
  );
  await releaseCells(store);
  const { agreement } = await readSummary({ ...about, store });
  // 1 + 2 + 2 dissatisfied, 1 + 1 + 2 satisfied, one of each scale very satisfied; scores from 60 to 71.
  expect(agreement).toMatchObject({ n: 12 });
  const taps3 = agreement.outcome === "shown" ? agreement.matrix.map((row) => row.reduce((sum, n) => sum + n)) : [];
  expect(taps3).toEqual([5, 4, 3]);
});
