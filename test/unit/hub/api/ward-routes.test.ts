import { Registry } from "prom-client";
import { beforeEach, expect, it } from "vitest";
import { createApi } from "#hub/api/server.js";
import { addWardPages } from "#hub/pages/add-ward-pages.js";
import type { EventStore } from "#hub/store/event-store.js";
import { memoryLog } from "../../../support/memory-log.js";
import { TEST_CATALOGUE } from "../../../support/office.js";
import { madeUpCells } from "../../../support/ward-year.js";

const CELLS = madeUpCells({ months: ["2026-09", "2026-10"] });
const none = { n: 0, of: 0 };
const ANSWERS: Partial<Record<keyof EventStore, unknown>> = {
  cells: CELLS,
  withheld: { transactions: 3, ratings: 2 },
  gaps: [],
  tally: {
    ...{ scores: 0, abstentions: 0, cancelled: 0, ratings: 0, ratedTransactions: 0 },
    abstentionReasons: {},
  },
  tapFacts: { soon: none, zoneEmpty: none, bursts: none, dayEndBursts: none },
};

let asked: string[] = [];
/** Answers what it may be asked, and says aloud what else it was asked. */
const store = new Proxy({} as EventStore, {
  get: (_, name) => async () => {
    asked.push(String(name));
    return ANSWERS[name as keyof EventStore];
  },
});
const app = await createApi({
  summary: () => Promise.reject(new Error("nobody asks")),
  health: () => ({
    status: "ok",
    alarms: [],
    desks: { enrolled: 0, online: 0, revoked: 0, uncertified: [] },
    waiting: 0,
  }),
  metrics: new Registry(),
  token: "t".repeat(43),
  document: { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: {} },
  log: memoryLog().log,
  addRoutes: (routes) =>
    addWardPages(routes, {
      ward: "phuong-mau",
      office: {},
      store,
      beforeLook: async () => {},
      policy: () => ({ k: 10, mode: "advisory", recallFloor: 0.5 }),
      catalogue: TEST_CATALOGUE,
      imports: { counts: () => [] },
      fleet: () => ({ connected: true, desks: [] }),
      desks: () => new Map(),
      tamper: { read: () => ({ notedSince: null, gapNotes: [], rejected: {}, refusals: [] }) },
      guard: () => async () => {},
      clock: { now: () => Date.parse("2026-11-28T03:00:00Z"), monotonic: () => 0 },
    }),
});
beforeEach(() => {
  asked = [];
});
const get = async (path: string) => {
  const answer = await app.inject(`/v1/ward/${path}`);
  return { status: answer.statusCode, body: answer.json() };
};
const OCTOBER = "from=2026-10&to=2026-10";

it.each([
  ["periods", ["cells"]],
  [`overview?${OCTOBER}`, ["cells", "withheld"]],
  [`trends?${OCTOBER}&by=week`, ["cells", "withheld"]],
  [`breakdown?${OCTOBER}&by=procedure`, ["cells", "withheld"]],
  [`agreement?${OCTOBER}`, ["cells"]],
  [`notes?${OCTOBER}`, ["cells"]],
  ["notes?from=2026-10&to=2026-11", ["cells", "gaps"]],
  ["fleet", []],
  [`integrity?${OCTOBER}`, ["gaps", "tally", "tapFacts"]],
])("%s reads what was counted before, and no transaction", async (path, reads) => {
  expect((await get(path)).status).toBe(200);
  expect([...new Set(asked)].sort()).toEqual(reads);
});

it.each([
  ["overview", "from"],
  ["overview?from=2026-13&to=2026-12", "from"],
  ["overview?from=2026-10&to=2026-09", "to"],
  ["overview?from=2020-01&to=2026-09", "to: expected 36 months"],
  [`trends?${OCTOBER}&by=day`, "by"],
  [`trends?${OCTOBER}&field=dat-dai&band=early`, "procedure: expected one of field, procedure and band"],
  [`breakdown?${OCTOBER}&by=counter`, "by"],
  ["integrity", "from"],
  [`notes?${OCTOBER}&clerk=1`, "clerk: unknown"],
])("%s is refused by the name of its parameter, and nothing is read", async (path, named) => {
  const { status, body } = await get(path);
  expect([status, body.code]).toEqual([400, "request.invalid"]);
  expect(body.detail).toContain(named);
  expect(asked).toEqual([]);
});

it("the page comes with no script, style or picture from anywhere else, and none in its text", async () => {
  const page = await app.inject("/ward");
  expect(page.headers["content-security-policy"]).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;/,
  );
  expect(page.body).not.toMatch(/<style|style=|<script(?! type="module" src="\/ward\/)|https?:/);
  expect((await app.inject("/ward/../package.json")).statusCode).toBe(404);
  const charts = await app.inject("/ward/echarts.js");
  expect([charts.statusCode, charts.headers["content-type"]]).toEqual([200, "text/javascript; charset=utf-8"]);
});

it("knows a hub that has received nothing, and one whose first figures wait", async () => {
  const { cells, withheld } = ANSWERS;
  try {
    Object.assign(ANSWERS, { cells: [], withheld: { transactions: 0, ratings: 0 } });
    expect((await get("periods")).body).toMatchObject({ received: false, first: null, last: null });
    Object.assign(ANSWERS, { withheld: { transactions: 4, ratings: 1 } });
    expect((await get("periods")).body).toMatchObject({ received: true, first: null });
    // Nothing of this month yet: the month before is as near to now as figures come.
    asked = [];
    await get(`notes?${OCTOBER}`);
    expect(asked).toContain("gaps");
  } finally {
    Object.assign(ANSWERS, { cells, withheld });
  }
});
