import { expect, it } from "vitest";
import { FeedbackShelf } from "#hub/feedback/feedback-shelf.js";
import { openOffice } from "#hub/office/office-db.js";
import { AuditLog } from "#hub/people/audit.js";
import { readErasures } from "#hub/retention/erasures.js";
import { eraseOffice } from "#hub/retention/office-retention.js";
import { proveErasure } from "#hub/retention/prove-erasure.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { HandClock } from "../../../support/desk-parts.js";
import { openTestOffice } from "../../../support/office.js";
import { SigningClient, sample } from "../../../support/signing-client.js";
import { append, storedRow } from "../../../support/stored-rows.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

it("erases old words and old rows, says so with counts, and the log still verifies", async () => {
  await using folder = await temporaryFolder();
  const db = openOffice(folder.path);
  const clock = new HandClock(); // 2 March 2026
  const audit = new AuditLog(db, clock);
  const shelf = new FeedbackShelf(db);
  const written = { topic: "time", words: "Chữ cũ cần xóa" } as const;
  for (const [day, receipt] of [
    ["2025-02-27", "a"],
    ["2025-02-28", "b"],
    ["2025-03-01", "c"],
  ] as const)
    shelf.put({ ...written, day, receipt });
  const due = db.prepare("INSERT INTO imported_due VALUES (?, 'khai-sinh', ?, NULL)");
  due.run("old", "2025-08-13");
  due.run("new", "2025-08-14");
  audit.note({ person: "van-phong", action: "sign_in" });
  clock.pass(200 * 24 * 3_600_000);
  audit.note({ person: "van-phong", action: "sign_out" });
  const months = { feedbackMonths: 18, auditMonths: 3 };
  eraseOffice({ db, audit, months, clock });
  eraseOffice({ db, audit, months, clock });
  expect(shelf.list({ most: 10, page: 1 }).map(({ day }) => day)).toEqual(["2025-03-01"]);
  expect(readErasures(db)).toMatchObject([
    { what: "audit", before: "2026-06", count: 1 },
    { what: "due", before: "2025-08-14", count: 1 },
    { what: "feedback", before: "2025-03", count: 2 },
  ]);
  expect(audit.rows({ most: 10 }).map(({ id }) => id)).toEqual([5, 4, 3, 2]);
  expect(await audit.verify()).toMatchObject({ rows: 4, faults: [] });
  // What was cut off without being written down as retention still shows.
  db.prepare("DELETE FROM audit WHERE id = 2").run();
  expect((await audit.verify()).faults).toEqual([{ id: 2, fault: "missing" }]);
  db.close();
});

it("reads the audit log in slices, and once read only what is new, without missing what was cut or put in its place", async () => {
  const db = openTestOffice();
  const audit = new AuditLog(db, new HandClock());
  const note = () => audit.note({ person: "van-phong", action: "sign_in" });
  db.transaction(() => {
    for (let i = 0; i < 1_100; i++) note();
  })();
  const order: string[] = [];
  setImmediate(() => order.push("others"));
  const [first] = await Promise.all([audit.verify().finally(() => order.push("read")), audit.isWhole()]);
  expect([first.rows, order]).toEqual([1_100, ["others", "read"]]);
  note();
  expect(await audit.isWhole()).toBe(true);
  db.prepare("UPDATE audit SET person = 'lanh-dao' WHERE id = 1101").run();
  // Whole walks alone go back over what was read.
  expect(await audit.isWhole()).toBe(true);
  expect((await audit.verify()).faults).toEqual([{ id: 1_101, fault: "altered" }]);
  expect(await audit.isWhole()).toBe(false);
  db.prepare("DELETE FROM audit WHERE id = 1101").run();
  await audit.verify();
  expect(await audit.isWhole()).toBe(true);
  db.prepare("DELETE FROM audit WHERE id > 1000").run();
  expect(await audit.isWhole()).toBe(false);
  db.close();
});

it("proves that the chains hold after contents were erased, and says when they do not", async () => {
  await using folder = await temporaryFolder();
  const db = openOffice(folder.path);
  await using store = openSqliteStore(folder.file("hub.db"));
  const desk = new SigningClient();
  await append(
    store,
    [1, 2, 3].map((n) => storedRow(desk.next("score", sample.score(n)), n < 3 ? "2025-12-02T08:15:00Z" : undefined)),
  );
  const audit = new AuditLog(db, new HandClock());
  const erased = { before: "2026-01", events: await store.erase("2026-01") };
  await proveErasure({ store, audit }, erased);
  const whole = { what: "events", before: "2026-01", count: 2, chains: 1, links: 3, faults: 0 };
  expect(readErasures(db)).toMatchObject([whole]);
  const torn = {
    ...store,
    links: async (...asked: Parameters<typeof store.links>) => (await store.links(...asked)).slice(1),
  };
  await proveErasure({ store: torn, audit }, erased);
  expect(readErasures(db)[0]?.faults).toBeGreaterThan(0);
  db.close();
});
