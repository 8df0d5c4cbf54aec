import { Registry } from "prom-client";
import { hubHealthExample, kioskRatingExample, summaryExample } from "#contract/local-examples.js";
import { deskOpenApi, hubOpenApi } from "#contract/openapi.js";
import { createApi as createDeskApi } from "#desk/api/server.js";
import { kioskSchema } from "#desk/kiosk/kiosk-config.js";
import { KioskDesk } from "#desk/kiosk/kiosk-desk.js";
import { loadKioskPage } from "#desk/kiosk/kiosk-page.js";
import { createApi as createHubApi } from "#hub/api/server.js";
import { DeskParts } from "../../support/desk-parts.js";
import { type FuzzTarget, fuzzFolder, fuzzTarget, watchedLog } from "../target.js";
import { ask, type Door, httpCases } from "./http-cases.js";

const token = "a-token-of-enough-letters";

/** The counter's HTTP API and its rating page, on a real ledger. */
export async function deskApi(): Promise<FuzzTarget> {
  const desk = new DeskParts({ folder: fuzzFolder(), policy: { ratingUndoSeconds: 0 } });
  const { log, check } = watchedLog();
  const { counter, ratings, ledger, clock } = desk;
  const config = kioskSchema.parse({ reasons: [{ id: "cho-lau", vi: "Thời gian chờ", en: "Waiting time" }] });
  const page = loadKioskPage(config, undefined);
  const kiosk = {
    page,
    desk: new KioskDesk({ config, edition: page.edition, counter, ratings, ledger, clock, policy: () => desk.applied }),
  };
  const health = { now: () => ({}) as never };
  const app = await createDeskApi({ counter, ratings, ledger, health, kiosk, token, document: deskOpenApi("1"), log });
  const one = ["close", "cancel", "opt-out", "agree"].map((deed) => `/v1/transactions/:id/${deed}`);
  const deeds = ["rating", "undo", "reason", "agree", "opt-out"].map((deed) => `/v1/kiosk/${deed}`);
  const bodyFor: Door["bodyFor"] = (path, n) => {
    if (path.startsWith("/v1/kiosk")) return { ...kioskRatingExample, visit: kiosk.desk.view().visit };
    if (path === "/v1/ratings") return { rating: "satisfied", source: "device" };
    return n % 2 === 0 ? {} : { procedure: "chung-thuc" };
  };
  const paths = [
    "/v1/transactions",
    ...one,
    "/v1/transactions/current",
    "/v1/ratings",
    ...deeds,
    "/kiosk/:id",
    "/v1/health",
  ];
  const door = { app, token, paths, bodyFor };
  const authorization = `Bearer ${token}`;
  return fuzzTarget({
    name: "desk.api",
    share: 0.1,
    cases: httpCases(door),
    take: async (asked) => {
      clock.pass(50);
      const outcome = await ask(door, asked, counter.current?.row.id ?? "none");
      check();
      return outcome;
    },
    proveAlive: async () => {
      const opened = await app.inject({ method: "POST", url: "/v1/transactions", headers: { authorization } });
      const url = `/v1/transactions/${opened.json().id}/close`;
      const closed = await app.inject({ method: "POST", url, headers: { authorization } });
      if (closed.statusCode !== 200) throw new Error(`a good transaction was not closed: ${closed.body}`);
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      desk[Symbol.dispose]();
    },
  });
}

/** The hub's HTTP API. */
export async function hubApi(): Promise<FuzzTarget> {
  const { log, check } = watchedLog();
  const parts = { summary: async () => summaryExample, health: () => hubHealthExample, metrics: new Registry() };
  const app = await createHubApi({ ...parts, token, document: hubOpenApi("1"), log });
  const door = {
    app,
    token,
    paths: ["/v1/summary", "/v1/health", "/metrics", "/docs/json", "/v1/:id"],
    bodyFor: () => ({}),
  };
  return fuzzTarget({
    name: "hub.api",
    share: 0.05,
    cases: httpCases(door),
    take: async (asked) => {
      const outcome = await ask(door, asked, "none");
      check();
      return outcome;
    },
    proveAlive: async () => {
      const reply = await app.inject({ url: "/v1/summary", headers: { authorization: `Bearer ${token}` } });
      if (reply.statusCode !== 200) throw new Error(`the summary is gone: ${reply.body}`);
    },
    [Symbol.asyncDispose]: async () => void (await app.close()),
  });
}
