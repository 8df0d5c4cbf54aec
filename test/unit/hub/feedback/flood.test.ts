import { Registry } from "prom-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { feedbackCodeSource, feedbackSubmissionSchema } from "#contract/feedback.js";
import { hubHealthExample } from "#contract/local-examples.js";
import { createApi } from "#hub/api/server.js";
import { CodeBook } from "#hub/feedback/code-book.js";
import { FeedbackBox } from "#hub/feedback/feedback-box.js";
import { addFeedbackRoutes } from "#hub/feedback/feedback-routes.js";
import { type Feedback, openFeedback } from "#hub/feedback/open-feedback.js";
import { Senders } from "#hub/feedback/senders.js";
import { LEAST_MS } from "#hub/feedback/tickets.js";
import type { EventStore } from "#hub/store/event-store.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { halfHash } from "#platform/signing.js";
import type { Sqlite } from "#platform/sqlite.js";
import { HandClock } from "../../../support/desk-parts.js";
import { memoryLog } from "../../../support/memory-log.js";
import { openTestOffice } from "../../../support/office.js";
import { SigningClient, sample } from "../../../support/signing-client.js";
import { append, storedRow } from "../../../support/stored-rows.js";

const code = halfHash(feedbackCodeSource(sample.token(1)));
const [FLOODER, NEIGHBOUR] = ["203.0.113.7", "203.0.113.8"];

describe("a flood of feedback", () => {
  const clock = new HandClock();
  let db: Sqlite;
  let store: EventStore;
  let feedback: Feedback;
  let app: Awaited<ReturnType<typeof createApi>>;
  beforeEach(async () => {
    db = openTestOffice();
    store = openSqliteStore(":memory:");
    await append(store, [storedRow(new SigningClient().next("score", sample.score(1)))]);
    feedback = openFeedback({ db, store, clock, log: memoryLog().log });
    app = await createApi({
      ...{ health: () => hubHealthExample, metrics: new Registry(), document: {}, log: memoryLog().log },
      addRoutes: (scope) => addFeedbackRoutes(scope, feedback),
    });
  });
  afterEach(async () => {
    await app.close();
    await store[Symbol.asyncDispose]();
    db.close();
  });
  /** As a form that was open for a moment. → the statuses, each with how often it came */
  const send = async (times: number, remoteAddress: string, said: object, headers: Record<string, string> = {}) => {
    const tickets = Array.from({ length: times }, () => feedback.tickets.issue());
    clock.pass(LEAST_MS);
    const statuses: Record<number, number> = {};
    for (const [i, ticket] of tickets.entries()) {
      const forged = { "x-forwarded-for": `198.51.100.${i}`, forwarded: `for=198.51.100.${i}` };
      const { statusCode } = await app.inject({
        ...{ method: "POST", url: "/v1/feedback", remoteAddress, headers: { ...forged, ...headers } },
        payload: { ticket, ...said },
      });
      statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
    }
    return statuses;
  };

  it("from one address is slowed by the minute, whatever address it claims, and shuts nobody else out", async () => {
    expect(await send(40, FLOODER, { rating: "satisfied" })).toEqual({ 201: 30, 429: 10 });
    expect(await send(1, NEIGHBOUR, { rating: "satisfied" }, { "x-forwarded-for": FLOODER })).toEqual({ 201: 1 });
    expect(await send(1, NEIGHBOUR, { code, rating: "dissatisfied" })).toEqual({ 201: 1 });
    const counts = db.prepare("SELECT source, rating, n FROM feedback_counts ORDER BY source").all();
    expect(counts).toEqual([
      { source: "coded", rating: "dissatisfied", n: 1 },
      { source: "static", rating: "satisfied", n: 31 },
    ]);
  });

  it("of one subscriber's many IPv6 addresses is one sender's", async () => {
    const statuses: unknown[] = [];
    for (let i = 1; i <= 31; i += 1) statuses.push(await send(1, `2001:db8:1:2::${i}`, { rating: "satisfied" }));
    expect(statuses.at(-1)).toEqual({ 429: 1 });
    expect(await send(1, "2001:db8:1:3::1", { rating: "satisfied" })).toEqual({ 201: 1 });
  });

  it("with one code counts once, words and rating alike", async () => {
    expect(await send(10, FLOODER, { code, rating: "satisfied", words: "Nhanh" })).toEqual({ 201: 10 });
    expect(db.prepare("SELECT source, n FROM feedback_counts").all()).toEqual([{ source: "coded", n: 1 }]);
    expect(feedback.shelf.list({ most: 50, page: 1 })).toHaveLength(1);
  });

  it("by the office's own code ends at 200 from one address and 1 000 from all; a visit's code still speaks", async () => {
    const senders = new Senders(clock);
    const admitted = (address: string): number =>
      Array.from({ length: 300 }, () => senders.admit(address)).filter(Boolean).length;
    expect(admitted(FLOODER)).toBe(200);
    expect(senders.admit(NEIGHBOUR)).toBe(true);
    expect(["a", "b", "c", "d", "e"].map(admitted)).toEqual([200, 200, 200, 199, 0]);
    const { shelf } = feedback;
    const box = new FeedbackBox({ db, shelf, codes: new CodeBook(store), senders, unknown: new Senders(clock), clock });
    const said = (more: object) => feedbackSubmissionSchema.parse({ ticket: "", rating: "satisfied", ...more });
    await expect(box.submit(said({}), NEIGHBOUR)).rejects.toMatchObject({ code: "request.too_many" });
    await box.submit(said({ code }), FLOODER);
    expect(db.prepare("SELECT source, n FROM feedback_counts").all()).toEqual([{ source: "coded", n: 1 }]);
  });
});
