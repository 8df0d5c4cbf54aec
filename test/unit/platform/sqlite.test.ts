import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isErrorCode } from "#platform/errors.js";
import { openSqlite } from "#platform/sqlite.js";

const hasCode = (code: Parameters<typeof isErrorCode>[1]) =>
  expect.toSatisfy((error: unknown) => isErrorCode(error, code));

describe("openSqlite", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "hailong-sqlite-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("applies only the steps that are new", () => {
    const file = join(folder, "a.db");
    openSqlite(file, ["CREATE TABLE a (x)"]).close();
    const db = openSqlite(file, ["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y"]);
    db.exec("INSERT INTO a (x, y) VALUES (1, 2)");
    expect(db.pragma("user_version", { simple: true })).toBe(2);
    expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(db.pragma("synchronous", { simple: true })).toBe(2);
    db.close();
  });

  it("bounds the pages that a connection keeps, well below the library's own bound", () => {
    const db = openSqlite(join(folder, "pages.db"), ["CREATE TABLE a (x)"]);
    // Negative: kilobytes, whatever the size of a page.
    expect(Math.abs(Number(db.pragma("cache_size", { simple: true })))).toBeLessThanOrEqual(4_000);
    expect(db.pragma("cache_size", { simple: true })).toBeLessThan(0);
    db.close();
  });

  it("takes back a step that fails half-way", () => {
    const file = join(folder, "b.db");
    expect(() => openSqlite(file, ["CREATE TABLE a (x); CREATE TABLE a (x)"])).toThrow();
    openSqlite(file, ["CREATE TABLE a (x)"]).close();
  });

  it("refuses a file of a newer version instead of damaging it", () => {
    const file = join(folder, "c.db");
    openSqlite(file, ["CREATE TABLE a (x)", "CREATE TABLE b (x)"]).close();
    expect(() => openSqlite(file, ["CREATE TABLE a (x)"])).toThrowError(hasCode("ledger.broken"));
  });

  it("refuses a file that is no database", () => {
    const file = join(folder, "d.db");
    writeFileSync(file, "x".repeat(5_000));
    expect(() => openSqlite(file, [])).toThrowError(hasCode("ledger.broken"));
  });
});
