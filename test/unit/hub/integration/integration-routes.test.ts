import { Registry } from "prom-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { problemSchema } from "#contract/http.js";
import { hubHealthExample, summaryExample } from "#contract/local-examples.js";
import { createApi } from "#hub/api/server.js";
import { addIntegrationRoutes } from "#hub/integration/integration-routes.js";
import { IMPORTS_SCOPE } from "#hub/integration/token-tables.js";
import { Tokens } from "#hub/integration/tokens.js";
import { OFFICE_MIGRATIONS } from "#hub/office/office-tables.js";
import { AuditLog } from "#hub/people/audit.js";
import type { EventStore } from "#hub/store/event-store.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { openSqlite, type Sqlite } from "#platform/sqlite.js";
import { HandClock } from "../../../support/desk-parts.js";
import { memoryLog } from "../../../support/memory-log.js";
import { SigningClient, sample } from "../../../support/signing-client.js";
import { append, storedRow } from "../../../support/stored-rows.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

const DAY = 86_400_000;
const [scored, abstained, cancelled, unknown] = [1, 2, 3, 9].map(sample.token) as [string, string, string, string];

describe("what other programs read", () => {
  const clock = new HandClock();
  let app: Awaited<ReturnType<typeof createApi>>;
  let store: EventStore;
  let db: Sqlite;
  let tokens: Tokens;
  let audit: AuditLog;
  let secret: string;
  const get = (token: string, as = secret) =>
    app.inject({ url: `/v1/transactions/${token}`, headers: { authorization: `Bearer ${as}` } });
  const query = (body: object, as = secret) =>
    app.inject({
      method: "POST",
      url: "/v1/transactions/query",
      headers: { authorization: `Bearer ${as}` },
      payload: body,
    });

  beforeEach(async () => {
    store = openSqliteStore(":memory:");
    db = openSqlite(":memory:", OFFICE_MIGRATIONS);
    [tokens, audit] = [new Tokens(db, clock), new AuditLog(db, clock)];
    secret = tokens.add("mot-cua", "transactions");
    const desk = new SigningClient();
    const events = [
      desk.next("score", sample.score(1, 61.5)),
      desk.next("rating", sample.rating(1)),
      desk.next("abstention", sample.abstention(2)),
      desk.next("cancelled", sample.cancelled(3)),
      desk.next("abstention", { ...sample.abstention(4), closed: "2031-05-01T08:20:00Z" }),
    ];
    await append(
      store,
      events.map((event) => storedRow(event, "2026-03-02T08:20:00Z")),
    );
    app = await createApi({
      ...{ summary: async () => summaryExample, health: () => hubHealthExample, metrics: new Registry() },
      ...{ token: "the-hub's-own-token", document: {}, log: memoryLog().log },
      addRoutes: (scope) =>
        addIntegrationRoutes(scope, {
          ...{ tokens, audit, store, clock, door: { secure: false, plain: false } },
          policy: () => ({ backOfficeDelayDays: 1 }),
        }),
    });
  });
  afterEach(async () => {
    await app.close();
    await store[Symbol.asyncDispose]();
    db.close();
  });

  it("is told from the next local day on, and before that as if there were nothing", async () => {
    const [early, nothing] = [await get(scored), await get(unknown)];
    expect(early.statusCode).toBe(404);
    expect(early.body).toBe(nothing.body);
    // 08:03 UTC is 15:03 here: eight hours and 57 minutes to midnight.
    clock.pass(8 * 3_600_000 + 56 * 60_000);
    expect((await get(scored)).statusCode).toBe(404);
    clock.pass(2 * 60_000);
    const told = await get(scored);
    expect([told.statusCode, told.headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(told.json()).toEqual({
      ...{ outcome: "scored", token: scored, rating: "very_satisfied", score: 61.5, level: null, mode: "advisory" },
      interval: { low: 56.5, high: 66.5, confidence: 0.9 },
    });
    clock.pass(-DAY);
  });

  it("comes by the hundred, with what is unavailable named and nothing said of why", async () => {
    clock.pass(DAY);
    const { transactions, unavailable } = (await query({ tokens: [scored, abstained, cancelled, unknown] })).json();
    expect(transactions.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      "scored",
      "abstained",
      "cancelled",
    ]);
    const ahead = await get(sample.token(4));
    expect(ahead.statusCode, "from a desk whose clock is years ahead").toBe(200);
    expect(transactions[1]).toEqual({ outcome: "abstained", token: abstained, rating: null, reason: "dark" });
    expect(unavailable).toEqual([unknown]);
    const most = Array.from({ length: 100 }, (_, i) => sample.token(100 + i));
    expect((await query({ tokens: most })).statusCode).toBe(200);
    clock.pass(-DAY);
  });

  it("refuses what is no token without repeating it: it may be a dossier code", async () => {
    for (const refused of [
      await get("H29.14-260302-0007"),
      await query({ tokens: ["H29.14-260302-0007"] }),
      await query({ tokens: [] }),
      await query({ tokens: Array.from({ length: 101 }, (_, i) => sample.token(i + 1)) }),
      await query({ tokens: [scored], counter: "quay-01" }),
    ]) {
      expect(problemSchema.parse(refused.json()).status).toBe(400);
      expect(refused.body).not.toContain("H29");
    }
  });

  it("opens to no other token: none, the hub's own, of another scope, revoked, asking too often", async () => {
    const figures = tokens.add("bi", "figures");
    expect((await app.inject({ url: `/v1/transactions/${scored}` })).statusCode).toBe(401);
    expect((await get(scored, "the-hub's-own-token")).statusCode).toBe(401);
    expect(problemSchema.parse((await get(scored, figures)).json())).toMatchObject({
      status: 403,
      code: "token.scope",
    });
    const unread = await app.inject({
      ...{ method: "POST", url: "/v1/transactions/query", payload: "{ no JSON" },
      headers: { "content-type": "application/json" },
    });
    expect(unread.statusCode).toBe(401);
    for (let i = 0; i < 120; i++) expect((await get(unknown)).statusCode).toBe(404);
    expect((await get(unknown)).statusCode).toBe(429);
    clock.pass(60_000);
    expect((await get(unknown)).statusCode).toBe(404);
    tokens.revoke("mot-cua");
    expect((await get(scored)).statusCode).toBe(401);
    expect(() => tokens.add("mot-cua", "figures")).toThrow("there is, or was, a token mot-cua");
  });

  it("keeps its token when the hub learns of another scope", async () => {
    await using folder = await temporaryFolder();
    const file = folder.file("earlier.db");
    const earlier = openSqlite(file, OFFICE_MIGRATIONS.slice(0, OFFICE_MIGRATIONS.indexOf(IMPORTS_SCOPE)));
    const held = new Tokens(earlier, clock).add("mot-cua", "transactions");
    earlier.close();
    const now = openSqlite(file, OFFICE_MIGRATIONS);
    const after = new Tokens(now, clock);
    expect(after.readerOf(held)).toEqual({ name: "mot-cua", scope: "transactions" });
    expect(after.readerOf(after.add("nhap-so-lieu", "imports"))?.scope).toBe("imports");
    expect(() => after.add("mot-cua", "imports")).toThrow("there is, or was, a token mot-cua");
    now.close();
  });

  it("is told nothing in plain text on another machine, and that the token is to be revoked", async () => {
    const authorization = `Bearer ${secret}`;
    const url = `/v1/transactions/${scored}`;
    const refused = await app.inject({ url, headers: { authorization }, remoteAddress: "192.168.1.20" });
    expect(problemSchema.parse(refused.json())).toMatchObject({ status: 403, code: "token.plain" });
    expect((await get(unknown)).statusCode).toBe(404);
  });

  it("notes who asked and how much, never for which transaction, and keeps no token", async () => {
    clock.pass(DAY);
    await query({ tokens: [scored, unknown] });
    expect(audit.rows({ most: 1 })).toMatchObject([
      { person: "token mot-cua", action: "transactions.read", detail: { asked: 2, told: 1 } },
    ]);
    const everything = ["tokens", "audit"].flatMap((table) => db.prepare(`SELECT * FROM ${table}`).all());
    const text = JSON.stringify(everything);
    for (const hidden of [scored, unknown, secret]) expect(text).not.toContain(hidden);
    clock.pass(-DAY);
  });
});
