import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { duePeriods, writeDueReports } from "#hub/paper/keep-reports.js";
import { ReportBook } from "#hub/paper/report-book.js";
import { cell } from "../../../support/cells.js";
import { memoryLog } from "../../../support/memory-log.js";
import { COUNTS, reportHouse } from "../../../support/report-sources.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

const at = (time: string): number => Date.parse(`${time}:00+07:00`);

describe("what is due", () => {
  it("is three months, and the quarters that they end, once three days of grace are over", () => {
    expect(duePeriods(at("2026-11-03T23:59"))).toEqual(["2026-07", "2026-08", "2026-09", "2026-Q3"]);
    expect(duePeriods(at("2026-11-04T00:00"))).toEqual(["2026-08", "2026-09", "2026-Q3", "2026-10"]);
    expect(duePeriods(at("2027-01-04T00:00"))).toEqual(["2026-10", "2026-11", "2026-12", "2026-Q4"]);
  });
});

describe("the folder of reports", () => {
  it("gets each once, and a revision beside it when late cells or imports changed the figures", async () => {
    await using folder = await temporaryFolder();
    const { db, sources, held, imports } = reportHouse();
    const path = folder.file("reports");
    const book = new ReportBook(db, path, { office: "UBND PHƯỜNG MẪU" });
    const write = async (now: string, from = sources) => {
      const clock = { now: () => at(now), monotonic: () => 0 };
      await writeDueReports({ sources: from, book, clock, log: memoryLog().log });
      return readdirSync(path)
        .filter((name) => name.includes("2026-10"))
        .sort();
    };
    const first = ["hailong-2026-10.csv", "hailong-2026-10.html", "hailong-2026-10.xlsx"];
    expect(await write("2026-11-04T01:00")).toEqual(first);
    // August is not the ward's: nobody was there yet.
    expect(readdirSync(path).some((name) => name.includes("2026-08"))).toBe(false);
    const before = readFileSync(`${path}/hailong-2026-10.html`);
    expect(await write("2026-11-05T01:00")).toEqual(first);

    // Another policy is no other figure.
    const { policy } = sources;
    const newPolicy = () => ({ ...policy(), number: 5, k: 12, mode: "suspended" as const });
    expect(await write("2026-11-05T02:00", { ...sources, policy: newPolicy })).toEqual(first);

    held.push(cell(12, { transactions: 20, abstentions: { dark: 20 } }));
    const revised = await write("2026-11-06T01:00");
    expect(revised).toHaveLength(6);
    expect(String(readFileSync(`${path}/hailong-2026-10-sua-1.html`))).toContain("BẢN SỬA LẦN 1");
    expect(readFileSync(`${path}/hailong-2026-10.html`).equals(before)).toBe(true);
    expect(await write("2026-11-07T01:00")).toEqual(revised);

    imports.store(COUNTS, "2026-11-08T00:00:00Z");
    expect(await write("2026-11-08T01:00")).toContain("hailong-2026-10-sua-2.xlsx");
    // Written before the number was noted.
    db.exec("UPDATE written_reports SET policy = NULL WHERE period = '2026-Q3'");
    expect(book.written().map(({ policy }) => policy)).toEqual([null, ...Array(4).fill(policy().number)]);
    expect(book.written().map(({ period, revision }) => `${period} ${revision}`)).toEqual([
      "2026-Q3 1",
      "2026-10 3",
      "2026-10 2",
      "2026-10 1",
      "2026-09 1",
    ]);
  });
});
