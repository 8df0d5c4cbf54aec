import { Registry } from "prom-client";
import { expect, onTestFinished, test } from "vitest";
import { problemSchema } from "#contract/http.js";
import { hubHealthExample } from "#contract/local-examples.js";
import { cellsTopic } from "#contract/topics.js";
import { createApi } from "#hub/api/server.js";
import { CellsInbox } from "#hub/city/cells-inbox.js";
import { addCityRoutes } from "#hub/city/city-routes.js";
import { openCityStore } from "#hub/city/city-store.js";
import { cityViews, sideBySide, wardsView } from "#hub/city/city-views.js";
import { WardCells } from "#hub/city/ward-cells.js";
import { SILENT_DAYS, wardNews } from "#hub/city/ward-news.js";
import type { Wards } from "#hub/city/wards-file.js";
import type { Cell } from "#hub/report/cell.js";
import { AppError } from "#platform/errors.js";
import { createVerifier, type SigningKey } from "#platform/signing.js";
import { madeUpCell } from "../../../support/made-up-cells.js";
import { memoryLog } from "../../../support/memory-log.js";
import { testKey } from "../../../support/signing-client.js";

const SPAN = { from: "2026-09", to: "2026-10" };
const cellsFrom = (first: number, n: number, month = "2026-10"): Cell[] =>
  Array.from({ length: n }, (_, i) => madeUpCell(first + i, { month }));

/** A ward's hub, and what its broker retains of it. */
function wardOf(ward: string, key: SigningKey) {
  const retained = new Map<string, string>();
  const state = { cells: [] as Cell[], time: "2026-11-02T01:00:00Z", online: true, said: 0 };
  const hub = new WardCells({
    ...{ ward, key, cells: async () => state.cells, madeAt: () => state.time, log: memoryLog().log },
    publish: async (topic, payload, options) => {
      if (!state.online) throw new AppError("mqtt.offline", "no broker");
      expect(options).toEqual({ retain: true });
      state.said += 1;
      retained.set(topic, payload);
    },
  });
  return { hub, state, retained };
}

function city() {
  const store = openCityStore(":memory:");
  onTestFinished(() => store[Symbol.dispose]());
  const wards = new Map<string, NonNullable<ReturnType<Wards["get"]>>>([
    ["phuong-mot", { verify: createVerifier(testKey(1).publicKey) }],
    ["phuong-hai", { verify: createVerifier(testKey(2).publicKey) }],
  ]);
  const inbox = new CellsInbox({ wards: () => wards, store, leastCell: 5, log: memoryLog().log });
  const hear = (retained: ReadonlyMap<string, string>): void => {
    for (const [topic, payload] of retained) inbox.receive({ topic, payload: Buffer.from(payload) });
  };
  const sources = {
    ...{ city: "thanh-pho-mau", store, today: () => "2026-11-28" },
    policy: () => ({ k: 10, mode: "advisory" as const, recallFloor: 0.5 }),
    names: { field: () => undefined, procedure: () => undefined },
  };
  return { store, wards, inbox, hear, sources };
}

test("wards' cells are added up once, however often they come, by ward, by month and over all", async () => {
  const [one, two] = [wardOf("phuong-mot", testKey(1)), wardOf("phuong-hai", testKey(2))];
  one.state.cells = [...cellsFrom(1, 130), ...cellsFrom(131, 2, "2026-09")];
  two.state.cells = cellsFrom(1, 3);
  for (const { hub } of [one, two]) await hub.review();
  expect([...one.retained.keys()]).toEqual([
    cellsTopic("phuong-mot", "2026-10", 0),
    cellsTopic("phuong-mot", "2026-10", 1),
    cellsTopic("phuong-mot", "2026-09", 0),
  ]);
  const { hear, sources, inbox } = city();
  for (let times = 0; times < 3; times++) for (const { retained } of [one, two]) hear(retained);
  expect(inbox.refused.size).toBe(0);

  const all = await cityViews(sources).overview(SPAN);
  expect([all.ward, all.figures.transactions]).toEqual(["thanh-pho-mau", 135 * 20]);
  expect(all.figures.satisfaction).toMatchObject({ state: "shown", hits: 135 * 18, n: 135 * 20 });
  const { wards } = wardsView(sources, SPAN);
  expect(
    wards.map(({ ward, figures, months }) => [ward, figures.transactions, months.map((m) => m.figures.transactions)]),
  ).toEqual([
    ["phuong-hai", 60, [0, 60]],
    ["phuong-mot", 2_640, [40, 2_600]],
  ]);
  // What one ward could not judge, for want of dissatisfied taps, all together can.
  const { agreement } = await cityViews(sources).agreement(SPAN);
  expect(agreement).toMatchObject({ outcome: "shown", n: 135 * 10, recall: { hits: 270, n: 270 } });
  expect((await cityViews(sources, "phuong-hai").agreement(SPAN)).agreement).toMatchObject({ n: 30 });
});

test("a ward says what is new and nothing else; a broker that was away is told all", async () => {
  const { hub, state, retained } = wardOf("phuong-mot", testKey(1));
  state.online = false;
  state.cells = cellsFrom(1, 99);
  await hub.review();
  expect(state.said).toBe(0);
  state.online = true;
  await hub.publish();
  await hub.review();
  expect([state.said, retained.size]).toEqual([1, 1]);
  state.cells = cellsFrom(1, 101);
  await hub.review();
  expect([state.said, retained.size]).toEqual([3, 2]);
  const parts = [...retained.values()].map((text) => JSON.parse(text).data.cells.length);
  expect(parts).toEqual([100, 1]);
});

test("what is altered, another ward's, a stranger's or older changes nothing; a stranger is heard once it is entered", async () => {
  const { hub, state, retained } = wardOf("phuong-mot", testKey(1));
  state.cells = cellsFrom(1, 2);
  await hub.review();
  const { hear, inbox, store, wards } = city();
  const [[topic, payload] = ["", ""]] = retained;
  const older = new Map(retained);
  state.time = "2026-11-03T01:00:00Z";
  state.cells = cellsFrom(1, 3);
  await hub.review();
  hear(retained);
  hear(older);
  hear(new Map([[topic, payload.replace('"satisfied":18', '"satisfied":17')]]));
  hear(new Map([[cellsTopic("phuong-hai", "2026-10", 0), payload]]));
  hear(new Map([[topic, "{"]]));
  const stranger = wardOf("phuong-la", testKey(3));
  stranger.state.cells = cellsFrom(1, 4);
  await stranger.hub.review();
  hear(stranger.retained);
  expect(Object.fromEntries(inbox.refused)).toEqual({
    bad_signature: 1,
    wrong_topic: 1,
    not_contract: 1,
    unknown_ward: 1,
  });
  expect(store.cells(SPAN).length).toBe(3);
  wards.set("phuong-la", { verify: createVerifier(testKey(3).publicKey) });
  inbox.review();
  expect(store.cells(SPAN).length).toBe(7);
});

test("a released cell that is another now, is gone, or says too much of a few is not taken", async () => {
  const { hub, state, retained } = wardOf("phuong-mot", testKey(1));
  const { hear, inbox, store } = city();
  const known = cellsFrom(1, 3);
  const say = async (cells: Cell[]): Promise<number> => {
    state.cells = cells;
    await hub.review();
    hear(retained);
    return store.cells(SPAN).reduce((sum, { cell }) => sum + cell.transactions, 0);
  };
  expect(await say(known)).toBe(60);
  expect(await say([...known.slice(0, 2), madeUpCell(3, { n: 22 })])).toBe(60);
  expect(await say(known.slice(0, 2))).toBe(60);
  expect(await say([...known, madeUpCell(4, { n: 4 })])).toBe(60);
  expect(Object.fromEntries(inbox.refused)).toEqual({ changed_cell: 2, small_cell: 1 });
  const pairs = { ...madeUpCell(4), transactions: 0, scores: 0, ratedTransactions: 0 };
  await say([...known, { ...pairs, ratings: { dissatisfied: 0, satisfied: 0, very_satisfied: 0 } }]);
  expect(store.cells(SPAN).length).toBe(4);
});

test("a ward that is none of the city's is refused in words; one that has said nothing yet has no figures", async () => {
  const { sources, wards } = city();
  const app = await createApi({
    ...{ health: () => hubHealthExample, metrics: new Registry(), document: {}, log: memoryLog().log },
    addRoutes: (scope) =>
      addCityRoutes(scope, {
        guards: { programs: () => async () => {}, people: () => async () => {} },
        views: (ward) => cityViews(sources, ward),
        isWard: (ward) => wards.has(ward),
        wards: (span) => wardsView(sources, span),
        sideBySide: (span) => sideBySide(sources, { span, listed: wards }),
        news: () => ({ connected: true, wardsFileBroken: false, silentDays: SILENT_DAYS, wards: [] }),
      }),
  });
  onTestFinished(() => app.close());
  const ask = (ward: string) => app.inject(`/v1/wards/${ward}/figures/overview?from=2026-10&to=2026-10`);
  expect((await ask("phuong-mot")).json()).toMatchObject({ ward: "phuong-mot", figures: { transactions: 0 } });
  const refused = await ask("phuong-bon");
  expect([refused.statusCode, problemSchema.parse(refused.json()).detail]).toEqual([
    400,
    expect.stringMatching(/^ward: expected one of the city's wardsFile/),
  ]);
});

test("each ward is set beside all others together, by name, with what is beyond chance; one without figures too", async () => {
  const { hear, sources, wards } = city();
  wards.set("phuong-ba", { verify: createVerifier(testKey(3).publicKey), name: { vi: "Phường Ba", en: "Ba ward" } });
  wards.set("phuong-bon", { verify: createVerifier(testKey(4).publicKey) });
  const dissatisfied = { "phuong-mot": 2, "phuong-hai": 2, "phuong-ba": 8 };
  for (const [i, [ward, unhappy]] of Object.entries(dissatisfied).entries()) {
    const { hub, state, retained } = wardOf(ward, testKey(i + 1));
    state.cells = Array.from({ length: 30 }, (_, n) => madeUpCell(n + 1, { dissatisfied: unhappy }));
    await hub.review();
    hear(retained);
  }
  const rows = sideBySide(sources, { span: SPAN, listed: wards }).wards;
  expect(rows.map(({ ward, name, difference }) => [ward, name?.vi ?? null, difference.verdict])).toEqual([
    ["phuong-ba", "Phường Ba", "fell"],
    ["phuong-bon", null, "unknown"],
    ["phuong-hai", null, "rose"],
    ["phuong-mot", null, "rose"],
  ]);
  expect(rows[0]?.others).toMatchObject({ hits: 2 * 30 * 18, n: 2 * 600 });
  expect(rows[1]?.figures.satisfaction).toEqual({ state: "none" });
  // One alone has nobody to be compared with.
  const alone = sideBySide(
    { ...sources, store: { cells: (span) => sources.store.cells(span, "phuong-ba") } },
    { span: SPAN, listed: new Map() },
  );
  expect(alone.wards.map(({ others, difference }) => [others.state, difference.verdict])).toEqual([
    ["none", "unknown"],
  ]);
});

test("news tells who was heard, who is silent, who is unlisted, and what stands refused until it has come right", async () => {
  const { hear, inbox, store, wards } = city();
  const [one, two] = [wardOf("phuong-mot", testKey(1)), wardOf("phuong-la", testKey(3))];
  for (const { hub, state } of [one, two]) {
    state.cells = cellsFrom(1, 2);
    await hub.review();
  }
  hear(one.retained);
  hear(two.retained);
  const news = (now: string) =>
    wardNews({ listed: wards, known: store.wards(), refused: inbox.standing, now: Date.parse(now) }).map(
      ({ ward, standing, lastMonth, refused }) => [ward, standing, lastMonth, ...refused],
    );
  expect(news("2026-11-10T00:00:00Z")).toEqual([
    ["phuong-hai", "nothing", null],
    ["phuong-la", "unlisted", null, "unknown_ward"],
    ["phuong-mot", "heard", "2026-10"],
  ]);
  wards.set("phuong-la", { verify: createVerifier(testKey(3).publicKey) });
  inbox.review();
  wards.delete("phuong-mot");
  expect(news("2026-11-20T00:00:00Z")).toEqual([
    ["phuong-hai", "nothing", null],
    ["phuong-la", "silent", "2026-10"],
    ["phuong-mot", "unlisted", "2026-10"],
  ]);
});
