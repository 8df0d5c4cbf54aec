import readXlsxFile from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { type AnyReport, ratingsReportSchema, reportSchema } from "#contract/reports.js";
import { readReport } from "#hub/paper/read-report.js";
import { renderReport } from "#hub/paper/render-report.js";
import { ratingsReport } from "#hub/report/ratings-report.js";
import { notesOf } from "#hub/report/views/notes.js";
import { UPTIME_WORDS } from "#words/uptime-words.js";
import { cell } from "../../../support/cells.js";
import { COUNTS, reportHouse } from "../../../support/report-sources.js";
import { madeUpCells } from "../../../support/ward-year.js";

const NOW = "2026-11-05T02:00:00Z";
const FORMATS = ["html", "xlsx", "csv", "json"] as const;
const LETTERHEAD = {
  authority: "UBND THÀNH PHỐ MẪU",
  office: "UBND PHƯỜNG MẪU",
  place: "Phường Mẫu",
  signer: "CHỦ TỊCH",
};

async function october() {
  const { imports, sources, held } = reportHouse();
  imports.store(COUNTS, NOW);
  const report = await readReport("2026-10", sources);
  const render = (format: (typeof FORMATS)[number], language: "vi" | "en" = "vi") =>
    renderReport(format, { report, language, letterhead: LETTERHEAD, revision: 1 });
  return { report, render, sources, imports, held };
}

describe("a month's report", () => {
  it("keeps its contract, and says each share with what it is made of", async () => {
    const { report } = await october();
    expect(reportSchema.parse(report)).toEqual(report);
    const { figures, ratedDossiers } = report.total;
    expect(figures).toMatchObject({ transactions: 612, scores: 400, abstentions: 212, ratedTransactions: 310 });
    expect(figures.satisfied).toMatchObject({ n: 288, of: 320, percent: "90.00" });
    expect(figures.cameraCoverage).toMatchObject({ n: 400, of: 612, percent: "65.36" });
    expect(figures.meanScore).toMatchObject({ n: 400, value: 60.8 });
    expect(ratedDossiers).toMatchObject({ n: 320, of: 530, percent: "60.38" });
    expect(report.abstentionReasons).toEqual({ no_face: 160, opted_out: 40, pose: 12 });
    expect(report.withheld).toEqual({ transactions: 1_234, ratings: 5 });
    expect(report.source).toMatchObject({
      policy: 4,
      cells: { n: 3, first: 7, last: 9 },
      asOf: "2026-11-05T01:00:00Z",
    });
  });

  it("says the smallest k under which its cells were released, whatever k is by now", async () => {
    const { sources } = await october();
    const report = await readReport("2026-10", { ...sources, policy: () => ({ ...sources.policy(), k: 12 }) });
    expect(report.source).toMatchObject({ k: 12, leastK: 10 });
    const page = String(await renderReport("html", { report, language: "vi", letterhead: {}, revision: 1 }));
    expect(page).toContain("mỗi ô có từ 10 phiên");
  });

  it("has a line for each field and procedure, and one for what is published only together", async () => {
    const { report } = await october();
    expect(report.fields.map(({ key, figures }) => [key, figures.transactions])).toEqual([
      ["dat-dai", 100],
      ["ho-tich", 500],
      [null, 12],
    ]);
    expect(report.procedures.map(({ key }) => key)).toEqual(["khai-sinh", null]);
    expect(report.fields[1]).toMatchObject({ name: { vi: "Hộ tịch" }, dossiers: { received: 420 } });
  });

  it("compares with the month before by Newcombe's interval", async () => {
    const { report } = await october();
    // 270 of 300 against 195 of 200; reckoned apart from this code, z = 1.645.
    const { satisfied } = report.fields[1]?.changes ?? {};
    expect(satisfied).toMatchObject({ difference: -7.5, clear: true });
    expect(satisfied?.low).toBeCloseTo(-10.96, 2);
    expect(satisfied?.high).toBeCloseTo(-3.93, 2);
    expect(report.fields[0]?.changes.satisfied).toBeNull();
  });

  it("calls clear what the ward page calls risen or fallen, and shows no figure of fewer than the present k", async () => {
    const year = madeUpCells({ months: ["2026-09", "2026-10"], fallen: "2026-10" });
    const monthOf = (name: string) => year.filter(({ month }) => month === name);
    const { sources } = reportHouse(year);
    const report = await readReport("2026-10", sources);
    const page = notesOf({
      ...{
        span: { from: "2026-10", to: "2026-10" },
        k: 10,
        cells: monthOf("2026-10"),
        cellsBefore: monthOf("2026-09"),
      },
      names: { field: () => undefined, procedure: () => undefined },
      state: { needTechnician: [], offline: [], mode: "advisory", supports: undefined, missingEvents: 0 },
    });
    const clear = (verdict: string) => (verdict === "unknown" ? undefined : verdict !== "noise");
    expect(page.fields.length).toBeGreaterThan(2);
    for (const { field, satisfaction, camera } of page.fields) {
      const changes = report.fields.find(({ key }) => key === field)?.changes;
      expect(changes?.satisfied?.clear, field ?? "").toBe(clear(satisfaction.difference.verdict));
      expect(changes?.meanScore?.clear, field ?? "").toBe(clear(camera.difference.verdict));
    }
    expect(report.total.changes.satisfied?.clear).toBe(clear(page.whole.satisfaction.difference.verdict));
    expect(report.fields.map(({ changes }) => changes.satisfied?.clear)).toContain(true);
    const raised = await readReport("2026-10", { ...sources, policy: () => ({ ...sources.policy(), k: 1_000_000 }) });
    const { satisfied, cameraCoverage, meanScore } = raised.total.figures;
    expect([satisfied, cameraCoverage, meanScore, raised.total.changes.satisfied]).toEqual([null, null, null, null]);
    expect(raised.total.figures.ratings).toMatchObject({ dissatisfied: null, satisfied: null, very_satisfied: null });
    const html = String(await renderReport("html", { report: raised, language: "en", letterhead: {}, revision: 1 }));
    const csv = String(await renderReport("csv", { report: raised, language: "en", letterhead: {}, revision: 1 }));
    expect(html).toContain("&#60; 1000000");
    expect(csv).toContain(",ratings.dissatisfied,< 1000000,");
    expect(csv).toContain(",satisfied,< 1000000,< 1000000,,,");
    expect(csv).toContain(",meanScore,,< 1000000,,,");
  });

  it("gives no share above 100 %, and no index 5.4 of counts that do not fit", async () => {
    const { sources, imports } = reportHouse();
    imports.store({ ...COUNTS, rows: COUNTS.rows.map((row) => ({ ...row, received: 1, resolved: 1 })) }, NOW, {
      replace: "all",
    });
    const report = await readReport("2026-10", sources);
    expect([report.total.ratedDossiers, report.index54]).toEqual([null, null]);
    const page = String(await renderReport("html", { report, language: "en", letterhead: {}, revision: 1 }));
    expect(page.match(/counts do not fit/g)).toHaveLength(2);
    const csv = String(await renderReport("csv", { report, language: "en", letterhead: {}, revision: 1 }));
    expect(csv).toContain("2026-10,ward,,Toàn đơn vị,The whole office,ratedDossiers,,,,");
  });

  it("makes index 5.4 of imports and taps, and no camera figure moves it", async () => {
    const { report, sources, held } = await october();
    expect(report.index54).toMatchObject({
      overdue: 20,
      disliked: 35,
      dislikedFrom: "taps",
      value: "89.00",
      full: false,
    });
    held.splice(
      0,
      held.length,
      ...held.map((one) => ({ ...one, scores: 0, scoreTotal: 0, scoreSquares: 0, pairs: [] })),
    );
    const without = await readReport("2026-10", sources);
    expect(without.index54).toEqual(report.index54);
    expect(without.total.ratedDossiers).toEqual(report.total.ratedDossiers);
  });

  it("expects a counter on every open day, whether it was off or not", async () => {
    const { report } = await october();
    // Two open days and a Saturday, two counters: 40 counts as 32, 20 as 16, and quay-02 was off but for the first.
    expect(report.uptime).toMatchObject({ counterDays: 6, reported: { n: 96, of: 160, percent: "60.00" } });
  });

  it("as a page is Vietnamese or English, holds no script, and says how to have it again", async () => {
    const { render, report } = await october();
    const [vi, en] = [String(await render("html")), String(await render("html", "en"))];
    expect(vi).toContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    for (const text of ["90,00%", "288/320", "UBND PHƯỜNG MẪU", "1.234 phiên", "hailong report --month 2026-10"])
      expect(vi).toContain(text);
    expect(vi).toContain(report.source.sha256);
    expect(en).toContain("Independence - Freedom - Happiness");
    expect(en).toContain("90.00%");
    expect(vi).not.toMatch(/<script|undefined|NaN|\[object/);
    expect(vi).toContain('role="textbox" spellcheck="false" aria-label="họ và tên người ký"></span>');
  });

  it("says on its first page when its figures are made up", async () => {
    const { sources } = await october();
    for (const [day, said] of [
      ["2026-10-01", true],
      ["2026-09-30", false],
    ] as const) {
      const report = await readReport("2026-10", { ...sources, simulatedUntil: () => day });
      const page = await renderReport("html", { report, language: "vi", letterhead: {}, revision: 1 });
      expect(String(page).includes("DỮ LIỆU MÔ PHỎNG")).toBe(said);
    }
  });

  it("as a workbook reads the same figures, as numbers", async () => {
    const { render, report } = await october();
    const sheets = await readXlsxFile(await render("xlsx"));
    expect(sheets).toHaveLength(9);
    const overall = sheets[1]?.data.find(([label]) => label === "Hài lòng theo đánh giá chạm");
    expect(overall?.slice(0, 5)).toEqual(["Hài lòng theo đánh giá chạm", 0.9, "288/320", 0.869, 0.9243]);
    const [, head = [], ...fields] = sheets[2]?.data ?? [];
    const registry = fields.find(([label]) => label === "Hộ tịch") ?? [];
    const from = head.indexOf("Điểm máy ước lượng (0–100, chỉ tham khảo)");
    expect(head.slice(from, from + 4).map(String)).toEqual([
      "Điểm máy ước lượng (0–100, chỉ tham khảo)",
      "Phiên máy chấm được",
      "Điểm máy: cận dưới (90%)",
      "Điểm máy: cận trên (90%)",
    ]);
    const estimate = report.fields.find(({ key }) => key === "ho-tich")?.figures.meanScore;
    expect(registry.slice(from, from + 4)).toEqual([estimate?.value, estimate?.n, estimate?.low, estimate?.high]);
  });

  it("as CSV makes no formula of what somebody typed or named", async () => {
    const { held, sources } = reportHouse();
    held.push(cell(11, { field: "x", transactions: 10 }));
    const named = {
      ...sources,
      catalogue: { ...sources.catalogue, fields: new Map([["x", { vi: "=HYPERLINK(1)", en: "＠x" }]]) },
    };
    const report = await readReport("2026-10", named);
    const csv = String(await renderReport("csv", { report, language: "vi", letterhead: {}, revision: 1 }));
    expect(csv).toContain("'=HYPERLINK(1),'＠x");
    expect(csv).toContain("2026-10,field,ho-tich,ho-tich,ho-tich,satisfied,270,300,90.00,");
  });

  it("escapes what the office calls itself", async () => {
    const { report } = await october();
    const page = String(
      await renderReport("html", { report, language: "vi", letterhead: { office: "<b>&" }, revision: 1 }),
    );
    expect(page).toContain("&#60;b&#62;&#38;");
  });
});

/** All that a reader of it could read; of a page, without its style. */
async function textOf(format: (typeof FORMATS)[number], report: AnyReport, language: "vi" | "en"): Promise<string> {
  const bytes = await renderReport(format, { report, language, letterhead: LETTERHEAD, revision: 1 });
  if (format === "xlsx") return JSON.stringify(await readXlsxFile(bytes));
  return String(bytes).replace(/<style>.*<\/style>/s, "");
}

describe("the form of citizens' own ratings", () => {
  const CAMERA = /máy|camera|biểu cảm|kép|scor|abst|pairs|agree|double|uptime|κ|AC2|65[.,]36|60[.,]8\b/i;

  it.each(FORMATS)("has no word of the camera and no figure of it, as %s", async (format) => {
    const { report } = await october();
    const own = ratingsReport(report);
    expect(ratingsReportSchema.parse(own)).toEqual(own);
    for (const language of ["vi", "en"] as const) {
      const text = await textOf(format, own, language);
      expect(text).not.toMatch(CAMERA);
      expect(text).toContain("hailong report --month 2026-10 --form ratings");
      expect(await textOf(format, report, language), "and would be found").toMatch(CAMERA);
    }
  });

  it("has the whole report's figures, and these only", async () => {
    const { report } = await october();
    const rowsOf = async (of: AnyReport) => (await textOf("csv", of, "vi")).trimEnd().split("\r\n").slice(1);
    const whole = new Set(await rowsOf(report));
    const own = await rowsOf(ratingsReport(report));
    expect(own.filter((row) => !whole.has(row)).map((row) => row.match(/source\.\w+/)?.[0])).toEqual([
      "source.form",
      "source.query",
    ]);
    const figures = own.flatMap((row) => row.match(/^2026-10,ward,,[^,]*,[^,]*,((?!source)[\w.]+)/)?.[1] ?? []);
    expect(figures).toEqual([
      ...["transactions", "ratedTransactions"],
      ...["dissatisfied", "satisfied", "very_satisfied", "total"].map((level) => `ratings.${level}`),
      ...["satisfied", "ratingCoverage"],
      ...["received", "resolved", "overdue", "complaints", "disliked"].map((what) => `dossiers.${what}`),
      "ratedDossiers",
      ...["withheld.transactions", "withheld.ratings"],
      ...["index54.overdue", "index54.disliked", "index54"],
    ]);
  });

  it("says what it holds, and numbers its sections without a gap", async () => {
    const { report } = await october();
    const page = await textOf("html", ratingsReport(report), "vi");
    expect(page).toContain("chỉ gồm lượt đánh giá do chính người dân chạm");
    expect([...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title)).toEqual([
      "I. Kết quả chung",
      "II. Theo lĩnh vực",
      "III. Theo thủ tục",
      "IV. Chỉ số 5.4 theo Quyết định 766/QĐ-TTg",
      "V. Phiếu chấm 18 điểm theo Nghị định 61/2018/NĐ-CP",
      "Cách tính và nguồn",
    ]);
    const book = await readXlsxFile(
      await renderReport("xlsx", { report: ratingsReport(report), language: "en", letterhead: {}, revision: 1 }),
    );
    expect(book.map(({ data }) => data[0]?.[0])).toEqual([
      "Satisfaction at the one-stop counters, by citizens' own ratings",
      ...["I. The period as a whole", "II. By field", "III. By procedure", "IV. Index 5.4 of Decision 766"],
      "V. The sheet of 18 points, after Decree 61/2018",
    ]);
  });
});

describe("the report of a period that went on when its newest figures were released", () => {
  it.each([
    ["2026-10-20T01:00:00Z", "Số liệu tính đến ngày 20/10/2026, khi kỳ này chưa kết thúc"],
    ["2026-10-31T16:59:00Z", "Số liệu tính đến ngày 31/10/2026"],
    ["2026-10-31T17:00:00Z", undefined],
  ])("says with them, of %s, why there are no pairs", async (releasedAt, said) => {
    const { sources } = reportHouse([cell(1, { transactions: 40, scores: 20, releasedAt })]);
    const page = await textOf("html", await readReport("2026-10", sources), "vi");
    expect(page).toContain("Chưa đủ phiên có cả đánh giá chạm");
    expect(page.match(/Số liệu tính đến ngày [\d/]+(, khi kỳ này chưa kết thúc)?/)?.[0] ?? "").toContain(said ?? "");
    expect(page.includes("thường chỉ được công bố khi tháng đã hết")).toBe(said !== undefined);
  });
});

describe("the seed figures", () => {
  it("are 92.35 % of dossiers rated and 99.74 % satisfied, half up, where the newspaper truncates", async () => {
    const ratings = { dissatisfied: 77, satisfied: 20_000, very_satisfied: 9_245 };
    const { sources, imports } = reportHouse([cell(1, { transactions: 29_322, ratings, ratedTransactions: 29_322 })]);
    const row = { month: "2026-10", field: "ho-tich", procedure: null, overdue: 0, complaints: 0, disliked: null };
    imports.store({ kind: "counts", rows: [{ ...row, received: 31_751, resolved: 31_751 }] }, NOW, { replace: "all" });
    const report = await readReport("2026-10", sources);
    expect(report.total.ratedDossiers).toMatchObject({ n: 29_322, of: 31_751, percent: "92.35" });
    expect(report.total.figures.satisfied).toMatchObject({ n: 29_245, of: 29_322, percent: "99.74" });
    for (const form of [report, ratingsReport(report)]) {
      const page = String(await renderReport("html", { report: form, language: "vi", letterhead: {}, revision: 1 }));
      for (const text of ["92,35%", "29.322/31.751", "99,74%", "29.245/29.322"]) expect(page).toContain(text);
    }
  });
});

describe("a report of little", () => {
  it("says that a month has nothing, in every format", async () => {
    const { sources } = reportHouse([]);
    const report = await readReport("2026-03", sources);
    expect(reportSchema.parse(report).total.figures).toMatchObject({
      transactions: 0,
      satisfied: null,
      meanScore: null,
    });
    for (const format of FORMATS) {
      const bytes = await renderReport(format, { report, language: "vi", letterhead: {}, revision: 1 });
      expect(bytes.length).toBeGreaterThan(100);
      if (format === "html") expect(String(bytes)).toContain("Kỳ này chưa có số liệu nào được công bố");
    }
  });

  it("says 0 of none, and in words why something is not given", async () => {
    const { sources, imports } = reportHouse([cell(1, { transactions: 40, scores: 0, field: "ho-tich" })]);
    imports.store(COUNTS, NOW);
    const why = { code: "workers", ...UPTIME_WORDS.workers };
    const report = await readReport("2026-10", { ...sources, uptime: () => ({ reported: null, why }) });
    const csv = await textOf("csv", report, "vi");
    for (const row of ["ratings.dissatisfied,0,", "satisfied,0,0,,", "meanScore,,0,,", "ratedDossiers,0,110,0.00,"])
      expect(csv).toMatch(new RegExp(`^2026-10,field,dat-dai,[^,]*,[^,]*,${row.replaceAll(".", "\\.")}`, "m"));
    expect(csv).toContain(",agreement.mode,,,advisory,");
    expect(csv).toMatch(/Chưa đủ phiên[^\n]*,agreement\.why,,,too_few_pairs,/);
    expect(csv).toMatch(/chạy nhiều tiến trình[^\n]*,uptime\.why,,,workers,/);
    expect(csv).toContain(",uptime,,,,");
    expect(await textOf("html", report, "vi")).toContain(UPTIME_WORDS.workers.vi);
  });

  it("of a quarter gives no share over dossiers while a month's count is missing", async () => {
    const { sources, imports } = reportHouse();
    imports.store(COUNTS, NOW);
    const report = await readReport("2026-Q4", sources);
    const csv = await textOf("csv", report, "vi");
    expect(csv, "not known").toContain(",The whole office,ratedDossiers,,,,");
    expect(report.before).toBe("2026-Q3");
    expect(report.months).toEqual(["2026-10", "2026-11", "2026-12"]);
    expect(report.missingImports).toEqual(["2026-11", "2026-12"]);
    expect(report.index54).toBeNull();
    expect(report.total.ratedDossiers).toBeNull();
    // What came before is the whole quarter before.
    expect(report.total.changes.satisfied).not.toBeNull();
  });
});
