import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { Report } from "#contract/reports.js";
import { ImportStore } from "#hub/imports/import-store.js";
import { openPaper } from "#hub/paper/open-paper.js";
import { readReport } from "#hub/paper/read-report.js";
import { renderReport } from "#hub/paper/render-report.js";
import { ratingsReport } from "#hub/report/ratings-report.js";
import { KINDS, StoreHouse } from "../support/both-stores.js";
import { notingAudit, openTestOffice, TEST_CATALOGUE } from "../support/office.js";
import { type PlainRow, plainFigures } from "../support/plain-figures.js";
import { expectPrinted, numbersIn, printedNumbers } from "../support/printed-figures.js";
import { COUNTS } from "../support/report-sources.js";
import { fillReportWard, type ReportWard } from "../support/report-ward.js";

const PARTS = { language: "vi", letterhead: {}, revision: 1 } as const;
const ENROLLED = ["quay-01", "quay-02", "quay-3"];
/** Of the paper, not of the ward: who made it, of what. */
const UNCOUNTED = /\|agreement\.mode$|\|source\.(form|revision|policy|k|sha256|query)$/;

/** An office that has brought its counts and points, and whose counters reported: one is off for a day, one for the month, one gets another name. */
function filledOffice() {
  const db = openTestOffice();
  const imports = new ImportStore(db);
  imports.store(COUNTS, "2026-11-05T01:00:00Z");
  const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((index) => ({
    ...{ period: "2026-10", index, self: index % 2 === 0 ? 2 : 1.75, appraised: index % 3 === 0 ? 1.25 : 1.5 },
    evidence: index === 1 ? "Sổ theo dõi" : "",
  }));
  imports.store({ kind: "points", rows }, "2026-11-05T01:00:00Z");
  const day = db.prepare("INSERT INTO fleet_days (day, counter, wanted, scores, reports) VALUES (?, ?, 0, 0, ?)");
  for (const [date, counter, reports] of [
    ["2026-09-30", "quay-01", 32],
    ["2026-10-06", "quay-01", 40],
    ["2026-10-06", "quay-02", 31],
    ["2026-10-14", "quay-01", 17],
    ["2026-10-14", "quay-02", 0],
    ["2026-10-06", "quay-03", 32],
    ["2026-10-14", "quay-3", 32],
    ["2026-09-30", "quay-04", 32],
    ["2026-11-03", "quay-04", 32],
    ["2026-09-30", "quay-05", 32],
  ])
    day.run(date, counter, reports);
  return db;
}

describe.each(KINDS)("a report on %s", (kind) => {
  let house: StoreHouse;
  let ward: ReportWard;
  let report: Report;
  let plain: ReadonlyMap<string, PlainRow>;
  const office = filledOffice();

  beforeAll(async () => {
    house = await StoreHouse.start(kind);
    ward = await fillReportWard(house);
    report = await october();
    const askOffice = (sql: string) => (office.prepare(sql).raw().all() as unknown[][]).map((row) => row.map(String));
    plain = plainFigures({ kind, ask: ward.ask, office: askOffice, enrolled: ENROLLED });
  });
  afterAll(() => house[Symbol.asyncDispose]());

  const october = async (): Promise<Report> => {
    const paper = openPaper({
      ...{ ward: "phuong-mau", folder: house.folder.path, db: office, store: await ward.open() },
      ...{ catalogue: TEST_CATALOGUE, letterhead: {}, policy: () => ({ number: 0, applied: DEFAULT_POLICY }) },
      ...{ simulatedUntil: () => undefined, enrolled: () => new Set(ENROLLED), shared: false },
      ...{ audit: notingAudit(), clock: { now: () => Date.UTC(2026, 10, 5), monotonic: () => 0 } },
    });
    return readReport("2026-10", paper.sources);
  };

  it("prints no figure in its CSV that plain SQL over the signed events and imports does not give", async () => {
    const csv = String(await renderReport("csv", { ...PARTS, report }));
    const [head = [], ...rows] = csv
      .slice(1)
      .trimEnd()
      .split("\r\n")
      .map((line) => line.split(","));
    const column = (row: readonly string[], name: string): string => row[head.indexOf(name)] ?? "";
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) {
      const name = ["group", "key", "figure"].map((part) => column(row, part)).join("|");
      if (UNCOUNTED.test(name)) continue;
      const wanted = plain.get(name);
      expect(wanted, `${name} has no counterpart`).toBeDefined();
      for (const place of head.slice(head.indexOf("numerator")))
        expectPrinted(column(row, place), wanted?.[place] ?? null, `${name} ${place}`);
    }
    expect(rows.filter((row) => column(row, "change_clear") === "yes").length).toBeGreaterThan(0);
    expect(rows.filter((row) => column(row, "change_clear") === "no").length).toBeGreaterThan(0);
    expect(plain.get("ward||withheld.transactions")?.numerator).toBeGreaterThan(0);
  });

  it("prints no number in its workbook that plain SQL does not give", async () => {
    const [, ...sheets] = await readXlsxFile(await renderReport("xlsx", { ...PARTS, report }));
    expect(sheets).toHaveLength(8);
    for (const [at, { data }] of sheets.entries()) {
      for (const [label, ...cells] of data.slice(1) as (string | number | null)[][]) {
        const name = `${at + 1} ${label}`;
        const found = (cells.some((cell) => cell !== null) ? cells : [label]).flatMap(numbersIn);
        if (found.length === 0) continue;
        const wanted = printedNumbers(plain, at + 1, String(label));
        expect(wanted, `${name} has no counterpart`).toBeDefined();
        expect(found.length, name).toBe(wanted?.length);
        for (const [place, text] of found.entries()) expectPrinted(text, wanted?.[place] ?? null, name);
      }
    }
  });

  it.each(["html", "xlsx", "csv", "json"] as const)("is the same bytes on another day as %s", async (format) => {
    const print = (of: Report) =>
      Promise.all([of, ratingsReport(of)].map((form) => renderReport(format, { ...PARTS, report: form })));
    const first = await print(report);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) });
    try {
      const again = await print(await october());
      expect(first.map((bytes, form) => bytes.equals(again[form] ?? Buffer.of()))).toEqual([true, true]);
    } finally {
      vi.useRealTimers();
    }
  });
});
