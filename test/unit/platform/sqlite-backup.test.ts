import { readdirSync, statSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { openSqlite, openSqliteReadOnly } from "#platform/sqlite.js";
import { backupSqlite } from "#platform/sqlite-backup.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

it("copies what is in use, for its owner only, and overwrites nothing", async () => {
  await using folder = await temporaryFolder();
  const db = openSqlite(folder.file("a.db"), ["CREATE TABLE t (n INTEGER)"]);
  for (let n = 0; n < 100; n++) db.prepare("INSERT INTO t VALUES (?)").run(n);
  const copy = folder.file("copy.db");
  await backupSqlite(folder.file("a.db"), copy);
  db.prepare("INSERT INTO t VALUES (100)").run();
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const restored = openSqliteReadOnly(copy);
  expect(restored.prepare("SELECT count(*) FROM t").pluck().get()).toBe(100);
  restored.close();
  await expect(backupSqlite(folder.file("a.db"), copy)).rejects.toMatchObject({ code: "backup.exists" });
  db.close();
});

it("leaves nothing half done", async () => {
  await using folder = await temporaryFolder();
  writeFileSync(folder.file("a.db"), "no database".repeat(100));
  await expect(backupSqlite(folder.file("a.db"), folder.file("copy.db"))).rejects.toMatchObject({
    code: "ledger.broken",
  });
  expect(readdirSync(folder.path)).toEqual(["a.db"]);
});
