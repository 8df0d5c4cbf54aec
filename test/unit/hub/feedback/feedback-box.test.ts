import { readFileSync, statSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { feedbackCodeSource, feedbackSubmissionSchema } from "#contract/feedback.js";
import { CodeBook, hashOfCode } from "#hub/feedback/code-book.js";
import { FeedbackBox } from "#hub/feedback/feedback-box.js";
import { shownFigures } from "#hub/feedback/feedback-figures.js";
import { FeedbackShelf } from "#hub/feedback/feedback-shelf.js";
import { hashOfReceipt } from "#hub/feedback/receipt-code.js";
import { Senders } from "#hub/feedback/senders.js";
import { LEAST_MS, Tickets } from "#hub/feedback/tickets.js";
import { openOffice } from "#hub/office/office-db.js";
import { OFFICE_MIGRATIONS } from "#hub/office/office-tables.js";
import type { EventStore } from "#hub/store/event-store.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { AppError } from "#platform/errors.js";
import { halfHash } from "#platform/signing.js";
import { openSqlite, type Sqlite } from "#platform/sqlite.js";
import { HandClock } from "../../../support/desk-parts.js";
import { SigningClient, sample } from "../../../support/signing-client.js";
import { append, storedRow } from "../../../support/stored-rows.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

const ADDRESS = "192.168.1.20";
const codeOf = (n: number): string => halfHash(feedbackCodeSource(sample.token(n)));

let folder: TemporaryFolder;
let db: Sqlite;
let store: EventStore;
let shelf: FeedbackShelf;
let box: FeedbackBox;
let desk: SigningClient;
const clock = new HandClock();
beforeEach(async () => {
  folder = await temporaryFolder();
  db = openOffice(folder.path);
  store = openSqliteStore(folder.file("hub.db"));
  shelf = new FeedbackShelf(db);
  const [senders, unknown] = [new Senders(clock), new Senders(clock)];
  box = new FeedbackBox({ db, shelf, codes: new CodeBook(store), senders, unknown, clock });
  desk = new SigningClient();
});
afterEach(async () => {
  db.close();
  await store[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const served = (...numbers: number[]): Promise<void> =>
  append(
    store,
    numbers.map((n) => storedRow(desk.next("score", sample.score(n)))),
  );
const send = (said: object, address = ADDRESS) =>
  box.submit(feedbackSubmissionSchema.parse({ ticket: "", ...said }), address);
const all = () => shelf.list({ most: 100, page: 1 });
const figures = (k = 1, source: "coded" | "static" = "coded") => shownFigures(db, k, source);

describe("feedback with a transaction's code", () => {
  it("counts once, however often it is sent", async () => {
    await served(1, 2);
    const said = { code: codeOf(1), rating: "satisfied", topic: "time", words: "Nhanh" };
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(said)));
    expect(all()).toHaveLength(1);
    // Whoever tries a code does not learn that its owner has spoken, nor by looking it up.
    const seen = answers.map(({ receipt, ...rest }) => ({ ...rest, ...box.standing(hashOfReceipt(receipt ?? "")) }));
    expect(new Set(answers.map(({ receipt }) => receipt)).size).toBe(10);
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(seen[0]).toMatchObject({ outcome: "received", state: "received", words: "Nhanh", answer: null });
    expect(db.prepare("SELECT source, rating, n FROM feedback_counts").all()).toEqual([
      { source: "coded", rating: "satisfied", n: 1 },
    ]);
  });

  it("waits for a transaction that the hub does not know yet, and is shown to its author meanwhile", async () => {
    const first = await send({ code: codeOf(3), rating: "dissatisfied", words: "Chờ lâu" });
    expect(await send({ code: codeOf(3), rating: "very_satisfied" })).toMatchObject({ outcome: "received" });
    await box.settle();
    expect([all(), figures()]).toEqual([[], []]);
    expect(shelf.standing(hashOfReceipt(first.receipt ?? ""))).toMatchObject({ state: "received", words: "Chờ lâu" });
    await served(3);
    await box.settle();
    expect(all()).toMatchObject([{ words: "Chờ lâu", state: "received" }]);
    expect(db.prepare("SELECT source, n FROM feedback_counts").all()).toEqual([{ source: "coded", n: 1 }]);
    expect(db.prepare("SELECT count(*) FROM feedback_pending").pluck().get()).toBe(0);
    expect(statSync(folder.file("office.db-wal")).size).toBe(0);
    // Words and the code's hash no longer lie side by side, nor does what was erased.
    expect(readFileSync(folder.file("office.db"), "latin1").split(hashOfCode(codeOf(3)))).toHaveLength(2);
    expect(shelf.standing(hashOfReceipt(first.receipt?.toLowerCase() ?? ""))).toMatchObject({ words: "Chờ lâu" });
  });

  it("waits too while the store cannot be asked", async () => {
    const away = { newestTokens: () => Promise.reject(new AppError("store.unavailable", "away")) };
    const parts = { db, shelf, senders: new Senders(clock), unknown: new Senders(clock), clock };
    const alone = new FeedbackBox({ ...parts, codes: new CodeBook(away) });
    await alone.submit(feedbackSubmissionSchema.parse({ ticket: "", code: codeOf(4), rating: "satisfied" }), ADDRESS);
    expect(db.prepare("SELECT rating FROM feedback_pending").pluck().all()).toEqual(["satisfied"]);
  });

  it("that no transaction ever had is worth as much as none, after a weekend", async () => {
    await send({ code: codeOf(99), rating: "very_satisfied", words: "Tự khen" });
    clock.pass(61 * 3_600_000);
    await box.settle();
    expect(db.prepare("SELECT source, n FROM feedback_counts").all()).toEqual([{ source: "static", n: 1 }]);
    expect(all()).toHaveLength(1);
  });

  it("of a cancelled transaction is nobody's", async () => {
    await append(store, [storedRow(desk.next("cancelled", sample.cancelled(5)))]);
    await send({ code: codeOf(5), rating: "satisfied" });
    expect(db.prepare("SELECT count(*) FROM feedback_codes").pluck().get()).toBe(0);
  });

  it("leaves nothing from which the words lead to a transaction", async () => {
    await served(7);
    const { receipt } = await send({ code: codeOf(7), rating: "satisfied", words: "Cán bộ hướng dẫn rõ" });
    const dump = ["feedback", "feedback_codes", "feedback_pending", "feedback_counts", "feedback_topics"].map(
      (table) => [table, db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]],
    ) as [string, Record<string, unknown>[]][];
    const text = JSON.stringify(dump);
    for (const secret of [codeOf(7), sample.token(7), receipt ?? ""]) expect(text).not.toContain(secret);
    // No value of one table but the month stands in another.
    const [words, codes] = [dump[0]?.[1][0] ?? {}, dump[1]?.[1][0] ?? {}];
    expect(Object.values(words).filter((value) => value !== null && Object.values(codes).includes(value))).toEqual([]);
    expect(Object.keys(codes).toSorted()).toEqual(["hash", "month"]);
    expect(words.day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});

describe("feedback without a code", () => {
  it("is taken so many times a day from one sender, and from all; addresses are not kept", async () => {
    const counts = { taken: 0, refused: 0 };
    for (let i = 0; i < 210; i += 1) {
      const sent = await send({ rating: "satisfied" }).catch((error) => error);
      counts[sent.code === "request.too_many" ? "refused" : "taken"] += 1;
    }
    expect(counts).toEqual({ taken: 200, refused: 10 });
    // A code that waits for its transaction has a quota of its own, a neighbour is not shut out, and tomorrow is another day.
    for (let i = 0; i < 200; i += 1) await send({ code: codeOf(1_000 + i), rating: "satisfied" });
    await expect(send({ code: codeOf(50), rating: "satisfied" })).rejects.toMatchObject({ code: "request.too_many" });
    expect(await send({ rating: "satisfied" }, "192.168.1.21")).toMatchObject({ outcome: "received" });
    clock.pass(24 * 3_600_000);
    expect(await send({ rating: "satisfied" })).toMatchObject({ outcome: "received" });
  });

  it("says something, or is refused with words that name what is missing", async () => {
    await expect(send({})).rejects.toMatchObject({
      code: "request.invalid",
      message: expect.stringContaining("rating, words"),
    });
  });

  it("keeps a script as the text that it is, and masks numbers before anything is stored", async () => {
    const words = "<img src=x onerror=alert(1)> gọi 0912 345 678";
    expect(await send({ words })).toMatchObject({ masked: true });
    expect(all()[0]?.words).toBe("<img src=x onerror=alert(1)> gọi [•••]");
  });
});

describe("figures of feedback", () => {
  it("are shown in steps of k, of whom two at least differ from most", async () => {
    const rate = async (n: number, rating: string): Promise<void> => {
      await served(n);
      await send({ code: codeOf(n), rating });
    };
    for (let n = 1; n <= 4; n += 1) await rate(n, "satisfied");
    expect(figures(4)[0]?.ratings).toBeNull();
    // The one who differs, or the one who knows that it was not them, would know the others.
    await rate(5, "dissatisfied");
    expect(figures(4)[0]?.ratings).toBeNull();
    await rate(6, "very_satisfied");
    const first = { dissatisfied: 1, satisfied: 4, very_satisfied: 1 };
    expect(figures(4)[0]?.ratings).toEqual(first);
    for (const [n, rating] of [
      [7, "satisfied"],
      [8, "satisfied"],
      [9, "satisfied"],
      [10, "dissatisfied"],
    ] as const) {
      await rate(n, rating);
      expect(figures(4)[0]?.ratings).toEqual(first);
    }
    await rate(11, "dissatisfied");
    expect(figures(4)[0]?.ratings).toEqual({ dissatisfied: 3, satisfied: 7, very_satisfied: 1 });
  });

  it("say what the ratings were about, by the same steps", async () => {
    const rate = async (n: number, topic?: string): Promise<void> => {
      await served(n);
      await send({ code: codeOf(n), rating: n % 2 ? "satisfied" : "dissatisfied", ...(topic ? { topic } : {}) });
    };
    const none = { attitude: 0, time: 0, procedure: 0, facilities: 0, fee: 0, other: 0, untold: 0 };
    for (let n = 1; n <= 4; n += 1) await rate(n, "fee");
    expect(figures(4)).toMatchObject([{ ratings: { satisfied: 2, dissatisfied: 2 }, topics: null }]);
    await rate(5, "time");
    await rate(6);
    expect(figures(4)[0]?.topics).toEqual({ ...none, fee: 4, time: 1, other: 1 });
    await rate(7, "time");
    expect(figures(4)[0]?.topics).toEqual({ ...none, fee: 4, time: 1, other: 1 });
  });

  it("of what anyone may send any number of times stand apart from those of visits, by the same steps", async () => {
    for (let n = 0; n < 9; n += 1) await send({ rating: n % 2 ? "satisfied" : "dissatisfied" });
    expect(figures()).toEqual([]);
    expect(figures(10, "static")).toMatchObject([{ ratings: null, topics: null }]);
    await send({ rating: "very_satisfied", topic: "fee" });
    await send({ rating: "very_satisfied", topic: "time" });
    expect(figures(10, "static")).toMatchObject([
      { ratings: { dissatisfied: 5, satisfied: 4, very_satisfied: 2 }, topics: { other: 9, fee: 1, time: 1 } },
    ]);
    expect(figures()).toEqual([]);
  });
});

describe("the office's side", () => {
  it("sees first who has waited longest, page after page, and of all else what is new", () => {
    for (let n = 1; n <= 25; n += 1) {
      const day = `2026-10-${String(n).padStart(2, "0")}`;
      shelf.put({ day, topic: "other", words: String(n), receipt: String(n) });
    }
    const wordsOf = (asked: { state?: "received"; page: number }) =>
      shelf.list({ most: 20, ...asked }).map(({ words }) => Number(words));
    const waiting = [...wordsOf({ state: "received", page: 1 }), ...wordsOf({ state: "received", page: 2 })];
    expect(waiting).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
    expect(wordsOf({ page: 1 })[0]).toBe(25);
  });

  it("answers once, puts an answer in other words only when told to, and closes", async () => {
    const { receipt } = await send({ words: "Máy lấy số hỏng" });
    const id = all()[0]?.id ?? 0;
    const answer = { kind: "accepted", answer: "Đã sửa ngày 6/10.", replace: false } as const;
    expect(shelf.answer(id, answer, "van-phong", "2026-10-06")).toMatchObject({
      state: "answered",
      kind: "accepted",
      answeredBy: "van-phong",
    });
    const closed = expect.objectContaining({ code: "feedback.closed" });
    expect(() => shelf.answer(id, answer, "nguoi-khac", "2026-10-06")).toThrow(closed);
    shelf.answer(id, { kind: "explained", answer: "Máy chờ thay giấy.", replace: true }, "van-phong", "2026-10-07");
    expect(shelf.standing(hashOfReceipt(receipt ?? ""))).toMatchObject({
      kind: "explained",
      answer: "Máy chờ thay giấy.",
    });
    expect(JSON.stringify(shelf.standing(hashOfReceipt(receipt ?? "")))).not.toContain("van-phong");
    expect(shelf.close(id, "2026-10-08")).toMatchObject({ state: "closed", closedOn: "2026-10-08" });
    expect(() => shelf.close(id, "2026-10-08")).toThrow(closed);
    expect(() => shelf.close(12_345, "2026-10-08")).toThrow(expect.objectContaining({ code: "feedback.unknown" }));
    expect(shelf.states()).toEqual({ received: 0, answered: 0, closed: 1 });
  });
});

it("ratings from before topics were counted keep their figures, and no topic is made up for them", () => {
  const file = folder.file("earlier.db");
  const earlier = openSqlite(file, OFFICE_MIGRATIONS.slice(0, 9));
  earlier.exec(
    `INSERT INTO feedback_counts VALUES ('2026-10', 'coded', 'satisfied', 9, 8), ('2026-10', 'coded', 'dissatisfied', 4, 4)`,
  );
  earlier.close();
  const now = openSqlite(file, OFFICE_MIGRATIONS);
  expect(shownFigures(now, 10, "coded")).toMatchObject([
    { month: "2026-10", ratings: { satisfied: 8, dissatisfied: 4 }, topics: { untold: 12, other: 0 } },
  ]);
  now.close();
});

it("an answer from before there were kinds is kept, and has none", () => {
  const file = folder.file("earlier.db");
  const earlier = openSqlite(file, OFFICE_MIGRATIONS.slice(0, 7));
  earlier.exec(
    `INSERT INTO feedback (id, day, topic, words, state, receipt, answer, answered_by, answered_on)
     VALUES (1, '2026-10-05', 'time', 'Chờ lâu', 'answered', 'r', 'Xin lỗi', 'van-phong', '2026-10-06')`,
  );
  earlier.close();
  const now = openSqlite(file, OFFICE_MIGRATIONS);
  expect(new FeedbackShelf(now).list({ most: 1, page: 1 })).toMatchObject([{ answer: "Xin lỗi", kind: null }]);
  now.close();
});

it("a form's ticket is good once, after a moment, for an hour, and only as it was given", () => {
  const tickets = new Tickets(clock);
  const ticket = tickets.issue();
  expect(tickets.use(ticket)).toBe(false);
  clock.pass(LEAST_MS);
  expect(tickets.use(`${ticket.slice(0, -1)}${ticket.endsWith("A") ? "B" : "A"}`)).toBe(false);
  expect(tickets.use("")).toBe(false);
  expect([tickets.use(ticket), tickets.use(ticket)]).toEqual([true, false]);
  const old = tickets.issue();
  clock.pass(3_600_001);
  expect(tickets.use(old)).toBe(false);
});
