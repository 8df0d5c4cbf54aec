import { expect, it } from "vitest";
import type { EventData } from "#contract/event.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { ratingOfStep } from "#contract/rating-scale.js";
import { readSummary } from "#hub/api/read-summary.js";
import type { StoredEvent } from "#hub/store/event-store.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { AppError } from "#platform/errors.js";
import { SigningClient, sample } from "../../../support/signing-client.js";
import { append } from "../../../support/stored-rows.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

const desk = new SigningClient();
const score = (n: number): StoredEvent => {
  const { body, hash } = desk.next("score", sample.score(n, Math.min(n, 100)));
  return { event: JSON.parse(body), hash, body, receivedAt: "2026-03-02T08:15:00Z" };
};
const about = { ward: "phuong-mau", policy: DEFAULT_POLICY, rejected: new Map() };

it("two readers at the same moment see no transaction in the difference of their means", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  await append(
    store,
    Array.from({ length: 10 }, (_, n) => score(n + 1)),
  );
  const first = readSummary({ ...about, store });
  const appended = append(store, [score(11)]);
  const second = readSummary({ ...about, store });
  await appended;
  expect((await second).fields).toEqual((await first).fields);
  expect((await first).fields).toEqual([{ field: "tu-phap", n: 10, meanScore: 5.5 }]);
});

it("on a full disk shows what was shown before, and no more", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  await append(
    store,
    Array.from({ length: 10 }, (_, n) => score(n + 12)),
  );
  const full = {
    ...store,
    release: async (due: Parameters<typeof store.release>[0]) => {
      const fields = await store.release(() => []);
      if (due(fields).length > 0) throw new AppError("ledger.full", "no space");
      return fields;
    },
  };
  expect(await readSummary({ ...about, store: full })).toMatchObject({ scores: 10, fields: [], withheld: 1 });
  expect((await readSummary({ ...about, store })).fields).toHaveLength(1);
});

type Tap = EventData["rating"]["rating"];
const tap = (n: number, rating: Tap, step?: EventData["rating"]["step"]): StoredEvent => {
  const { body, hash } = desk.next("rating", { ...sample.rating(n), rating, ...(step ? { step } : {}) });
  return { event: JSON.parse(body), hash, body, receivedAt: "2026-03-02T08:15:00Z" };
};

it("shows how far taps and scores agree, in steps of k that differ among themselves", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  const agreement = async () => (await readSummary({ ...about, store })).agreement;
  const serve = (from: number, ratings: readonly Tap[]) =>
    // Half of them tap before their score is there, as on the rating page.
    ratings.flatMap((rating, i) => {
      const [scored, tapped] = [() => score(from + i), () => tap(from + i, rating)];
      return i % 2 ? [scored(), tapped()] : [tapped(), scored()];
    });
  const alike = Array.from({ length: 9 }, (): Tap => "satisfied");
  await append(store, serve(30, alike));
  expect(await agreement()).toMatchObject({ outcome: "withheld", why: { code: "too_few_pairs" } });
  await append(store, serve(39, ["satisfied"]));
  // Ten, who all tapped the same: to show them would tell each one's answer.
  expect(await agreement()).toMatchObject({ outcome: "withheld" });
  await append(store, serve(40, ["dissatisfied"]));
  // Scores 30 to 40: the camera calls the first five dissatisfied, who are not.
  const shown = {
    outcome: "shown",
    n: 11,
    matrix: [
      [0, 1, 0],
      [5, 5, 0],
      [0, 0, 0],
    ],
    recall: { hits: 0, n: 1 },
    kappa: { value: expect.any(Number) },
  };
  expect(await agreement()).toMatchObject(shown);
  // Neither one more, nor a second tap, nor a tap without a score, moves what is shown.
  await append(store, [...serve(41, ["dissatisfied"]), tap(30, "dissatisfied"), tap(99, "dissatisfied")]);
  expect(await agreement()).toMatchObject(shown);
  await append(store, serve(50, alike));
  expect(await agreement()).toMatchObject({ n: 21, recall: { n: 2 } });
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
    taps.flatMap(({ rating, step }, i) => [score(40 + i), tap(40 + i, rating, step)]),
  );
  const { agreement } = await readSummary({ ...about, store });
  // 1 + 2 + 2 dissatisfied, 1 + 1 + 2 satisfied, one of each scale very satisfied; all scores lie in the middle.
  const matrix = [
    [0, 5, 0],
    [0, 4, 0],
    [0, 3, 0],
  ];
  expect(agreement).toMatchObject({ n: 12, matrix, kappa: { value: null, why: { code: "all_alike" } } });
});

it("on a full disk releases no pairs", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  await append(
    store,
    Array.from({ length: 10 }, (_, i) => [score(200 + i), tap(200 + i, i ? "satisfied" : "dissatisfied")]).flat(),
  );
  const full = {
    ...store,
    releasePairs: async (due: Parameters<typeof store.releasePairs>[0]) => {
      const pairs = await store.releasePairs(() => false);
      if (due(pairs)) throw new AppError("ledger.full", "no space");
      return pairs;
    },
  };
  expect((await readSummary({ ...about, store: full })).agreement.outcome).toBe("withheld");
  expect((await readSummary({ ...about, store })).agreement.outcome).toBe("shown");
});
