import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { Report } from "#contract/reports.js";
import { openPaper } from "#hub/paper/open-paper.js";
import { readReport } from "#hub/paper/read-report.js";
import { renderReport } from "#hub/paper/render-report.js";
import { KINDS, StoreHouse } from "../support/both-stores.js";
import { notingAudit, openTestOffice, TEST_CATALOGUE } from "../support/office.js";
import { fillReportWard, type ReportWard, TAP_LEVELS } from "../support/report-ward.js";

describe.each(KINDS)("a report on %s", (kind) => {
  let house: StoreHouse;
  let ward: ReportWard;
  let report: Report;

  beforeAll(async () => {
    house = await StoreHouse.start(kind);
    ward = await fillReportWard(house);
    report = await october();
  });
  afterAll(() => house[Symbol.asyncDispose]());

  const october = async (): Promise<Report> => {
    const paper = openPaper({
      ...{ ward: "phuong-mau", folder: house.folder.path, db: openTestOffice(), store: await ward.open() },
      ...{ catalogue: TEST_CATALOGUE, letterhead: {}, policy: () => ({ number: 0, applied: DEFAULT_POLICY }) },
      simulatedUntil: () => undefined,
      ...{ audit: notingAudit(), clock: { now: () => Date.UTC(2026, 10, 5), monotonic: () => 0 } },
    });
    return readReport("2026-10", paper.sources);
  };
  const number = (sql: string): number => Number(ward.ask(sql)[0]?.[0]);
  const OUTCOMES = "FROM outcomes o JOIN cells c ON c.id = o.cell WHERE c.month = '2026-10'";
  const TAPS = "FROM ratings r JOIN cells c ON c.id = r.cell WHERE c.month = '2026-10'";

  it("counts what plain SQL over the rows that cells hold counts", () => {
    const { figures } = report.total;
    expect(figures.transactions).toBeGreaterThan(100);
    expect(figures.transactions).toBe(number(`SELECT count(*) ${OUTCOMES}`));
    expect(figures.scores).toBe(number(`SELECT count(*) ${OUTCOMES} AND o.kind = 'score'`));
    expect(figures.meanScore?.value).toBeCloseTo(number(`SELECT avg(o.score) ${OUTCOMES}`), 1);
    expect(figures.ratedTransactions).toBe(
      number(`SELECT count(*) ${OUTCOMES} AND EXISTS (SELECT 1 FROM ratings r WHERE r.token = o.token)`),
    );
    for (const level of new Set(TAP_LEVELS))
      expect(figures.ratings[level], level).toBe(number(`SELECT count(*) ${TAPS} AND r.rating = '${level}'`));
    expect(Object.entries(report.abstentionReasons).map((pair) => pair.map(String))).toEqual(
      ward.ask(`SELECT o.reason, count(*) ${OUTCOMES} AND o.kind = 'abstention' GROUP BY o.reason ORDER BY 1`),
    );
    expect(report.withheld.transactions).toBe(
      number("SELECT count(*) FROM outcomes WHERE cell IS NULL AND kind <> 'cancelled' AND month = '2026-10'"),
    );
  });

  it.each([
    ["fields", "field"],
    ["procedures", "procedure"],
  ] as const)("does so for each of the %s too", (lines, column) => {
    const wanted = ward.ask(
      `SELECT c.${column}, count(*), count(o.score) ${OUTCOMES} AND c.${column} IS NOT NULL GROUP BY c.${column} ORDER BY 1`,
    );
    expect(wanted.length).toBeGreaterThan(0);
    const found = report[lines].filter(({ key }) => key !== null);
    expect(found.map(({ key, figures }) => [key, figures.transactions, figures.scores].map(String))).toEqual(wanted);
  });

  it("compares shares that SQL's counts give", () => {
    const satisfied = (month: string): readonly [number, number] => {
      const taps = `FROM ratings r JOIN cells c ON c.id = r.cell WHERE c.month = '${month}'`;
      return [number(`SELECT count(*) ${taps} AND r.rating <> 'dissatisfied'`), number(`SELECT count(*) ${taps}`)];
    };
    const [[n, of], [m, before]] = [satisfied("2026-10"), satisfied("2026-09")];
    expect(report.total.figures.satisfied).toMatchObject({ n, of });
    expect(report.total.changes.satisfied?.difference).toBeCloseTo((n / of - m / before) * 100, 1);
  });

  it("pairs taps and scores as SQL does", () => {
    // Every tapped and scored transaction of October, by its level; all pairs of October are published by then.
    const level = "CASE WHEN o.score < 35 THEN 0 WHEN o.score < 65 THEN 1 ELSE 2 END";
    const pairs = ward.ask(
      `SELECT r.rating, ${level}, count(*) FROM outcomes o JOIN ratings r ON r.token = o.token JOIN cells c ON c.id = o.cell
       WHERE c.month = '2026-10' AND o.kind = 'score' GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    if (report.agreement.outcome !== "shown") throw new Error("enough pairs were made");
    const { levels, matrix } = report.agreement;
    const found = levels.flatMap((tap, i) => (matrix[i] ?? []).map((n, j) => [tap, String(j), String(n)]));
    expect(found.filter(([, , n]) => n !== "0").sort()).toEqual(pairs.sort());
  });

  it.each(["html", "xlsx", "csv", "json"] as const)("is the same bytes on another day as %s", async (format) => {
    const parts = { language: "vi", letterhead: {}, revision: 1 } as const;
    const first = await renderReport(format, { ...parts, report });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) });
    try {
      expect(first.equals(await renderReport(format, { ...parts, report: await october() }))).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
