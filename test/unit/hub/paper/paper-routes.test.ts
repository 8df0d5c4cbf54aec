import { readFileSync, rmSync } from "node:fs";
import { Registry } from "prom-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { importConflictSchema, importListSchema, importProblemSchema, importReplySchema } from "#contract/imports.js";
import { letterListSchema } from "#contract/letters.js";
import { hubHealthExample, summaryExample } from "#contract/local-examples.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { ratingsReportSchema, reportListSchema, reportSchema } from "#contract/reports.js";
import { createApi } from "#hub/api/server.js";
import { createScopeGuard } from "#hub/integration/scope-guard.js";
import { Tokens } from "#hub/integration/tokens.js";
import { type Office, openOfficeOf } from "#hub/office/office.js";
import { openPaper, type Paper } from "#hub/paper/open-paper.js";
import { cookieText } from "#hub/people/guard.js";
import type { Role } from "#hub/people/person.js";
import { csrfOf } from "#hub/people/sessions.js";
import { memoryLog } from "../../../support/memory-log.js";
import { TEST_CATALOGUE } from "../../../support/office.js";
import { COUNTS, reportHouse } from "../../../support/report-sources.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

const HEADINGS = "Tháng,Lĩnh vực,Tiếp nhận,Đã giải quyết,Quá hạn,Phản ánh kiến nghị";
const clock = { now: () => Date.UTC(2026, 10, 20, 3), monotonic: () => 0 };

describe("what an office brings in and prints", () => {
  let folder: TemporaryFolder;
  let office: Office;
  let paper: Paper;
  let tokens: Tokens;
  let app: Awaited<ReturnType<typeof createApi>>;

  let noteBefore = 0;

  // Passwords take their time to hash: one office for all.
  beforeAll(async () => {
    folder = await temporaryFolder();
    office = openOfficeOf(folder.path, { secure: false, plain: false }, clock);
    paper = openPaper({
      ...{ ward: "phuong-mau", folder: folder.path, db: office.db, store: reportHouse().sources.store },
      ...{ catalogue: TEST_CATALOGUE, letterhead: { office: "UBND PHƯỜNG MẪU" }, audit: office.audit, clock },
      ...{ simulatedUntil: () => undefined, enrolled: () => new Set<string>(), shared: false },
      policy: () => ({ number: 4, applied: DEFAULT_POLICY }),
    });
    tokens = new Tokens(office.db, clock);
    const programs = createScopeGuard(tokens, clock, { secure: false, plain: false });
    app = await createApi({
      ...{ summary: async () => summaryExample, health: () => hubHealthExample, metrics: new Registry() },
      ...{ token: "the-hub's-own-token", document: {}, log: memoryLog().log },
      addRoutes: (scope) => paper.addRoutes(scope, { guard: office.guard, programs }),
    });
    for (const role of ["viewer", "operator"] as const)
      await office.people.add({ name: role, role, password: "mat-khau-du-dai" });
  });
  beforeEach(() => {
    for (const table of ["imported_counts", "imported_due", "imports"]) office.db.exec(`DELETE FROM ${table}`);
    noteBefore = office.audit.rows({ most: 1 })[0]?.id ?? 0;
  });
  afterAll(async () => {
    await app.close();
    office[Symbol.dispose]();
    await folder[Symbol.asyncDispose]();
  });

  type Ask = { readonly as?: Role; readonly body?: string | object; readonly type?: string };
  const ask = (method: "GET" | "POST", url: string, { as = "operator", body, type = "application/json" }: Ask = {}) => {
    const person = office.people.list().find(({ name }) => name === as);
    if (!person) throw new Error(`nobody is ${as}`);
    const secret = office.sessions.begin(person);
    return app.inject({
      ...{ method, url, ...(body === undefined ? {} : { payload: body }) },
      headers: {
        ...{
          host: "127.0.0.1:8788",
          cookie: cookieText(secret, false).split(";")[0],
          "x-hailong-csrf": csrfOf(secret),
        },
        ...(body === undefined ? {} : { "content-type": type }),
      },
    });
  };
  const noted = () =>
    office.audit
      .rows({ most: 20 })
      .filter(({ id }) => id > noteBefore)
      .map(({ person, action, detail }) => ({ person, action, detail }));

  it("is for people with the right role, who are signed in", async () => {
    for (const url of [
      "/v1/imports",
      "/v1/imports/template.csv",
      "/v1/reports",
      "/v1/reports/2026-10.csv",
      "/v1/letters",
    ]) {
      expect((await app.inject({ url, headers: { host: "127.0.0.1:8788" } })).statusCode, url).toBe(401);
      expect((await ask("GET", url, { as: "viewer" })).statusCode, url).toBe(200);
    }
    expect((await ask("POST", "/v1/imports", { as: "viewer", body: COUNTS })).statusCode).toBe(403);
    expect((await ask("GET", "/v1/letters/birth", { as: "viewer" })).statusCode).toBe(403);
  });

  it("takes counts as CSV and as JSON, and lists them", async () => {
    const csv = `\ufeff${HEADINGS}\r\n10/2026,Hộ tịch,421,400,12,3\r\n`;
    const stored = await ask("POST", "/v1/imports", { body: csv, type: "text/csv" });
    expect(importReplySchema.parse(stored.json())).toMatchObject({ rows: 1, periods: ["2026-10"], outcome: "stored" });
    const refused = await ask("POST", "/v1/imports", { body: COUNTS });
    expect([refused.statusCode, importConflictSchema.parse(refused.json())]).toEqual([
      409,
      expect.objectContaining({ code: "import.replaces", more: 0 }),
    ]);
    for (const nothing of ["yes", "1", ""])
      expect((await ask("POST", `/v1/imports?replace=${nothing}`, { body: COUNTS })).statusCode).toBe(400);
    const other = await ask("POST", "/v1/imports?replace=0123456789ab", { body: COUNTS });
    expect(importConflictSchema.parse(other.json())).toMatchObject({ code: "import.changed" });
    const { replace } = refused.json();
    expect((await ask("POST", `/v1/imports?replace=${replace}`, { body: COUNTS })).json()).toMatchObject({ rows: 2 });
    expect(importListSchema.parse((await ask("GET", "/v1/imports")).json()).months).toEqual([
      { month: "2026-10", rows: 2, received: 530, resolved: 500, importedAt: "2026-11-20T03:00:00Z" },
    ]);
    expect(noted().map(({ action }) => action)).toEqual(["import.counts", "import.counts"]);
  });

  it("takes them from a program with a token for imports, in its name, and from no other program", async () => {
    const send = (secret: string, rest: object = {}) =>
      app.inject({
        ...{ method: "POST", url: "/v1/imports", payload: COUNTS, ...rest },
        headers: { host: "127.0.0.1:8788", authorization: `Bearer ${secret}` },
      });
    const [mayImport, mayRead] = [tokens.add("mot-cua", "imports"), tokens.add("bi", "figures")];
    const refused = await Promise.all([send(mayRead), send("x"), send(mayImport, { remoteAddress: "192.168.1.20" })]);
    expect(refused.map((reply) => [reply.statusCode, reply.json().code])).toEqual([
      [403, "token.scope"],
      [401, "request.unauthorized"],
      [403, "token.plain"],
    ]);
    expect((await send(mayImport)).json()).toMatchObject({ rows: 2, outcome: "stored" });
    expect((await send(mayImport)).json()).toMatchObject({ rows: 2, outcome: "unchanged" });
    expect(noted()).toMatchObject([
      { person: "token mot-cua", action: "import.counts" },
      { person: "token mot-cua", action: "import.counts" },
    ]);
    // What is for people stays shut to it.
    const headers = { host: "127.0.0.1:8788", authorization: `Bearer ${mayImport}` };
    for (const url of ["/v1/imports", "/v1/reports", "/v1/letters"])
      expect((await app.inject({ url, headers })).statusCode, url).toBe(401);
    tokens.revoke("mot-cua");
    expect((await send(mayImport)).statusCode).toBe(401);
  });

  it("refuses with every place to mend, and without what stood there", async () => {
    const csv = `${HEADINGS}\n5/10/2026,Hộ tịch,0912345678,x,0,0\n`;
    const refused = await ask("POST", "/v1/imports", { body: csv, type: "text/csv" });
    expect([refused.statusCode, refused.headers["content-type"]]).toEqual([
      422,
      "application/problem+json; charset=utf-8",
    ]);
    const { faults } = importProblemSchema.parse(refused.json());
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [2, "Tiếp nhận"],
      [2, "Đã giải quyết"],
      [2, "Tháng"],
    ]);
    expect(refused.body).not.toContain("0912345678");
    expect((await ask("POST", "/v1/imports", { body: "x", type: "text/plain" })).statusCode).toBe(422);
    expect(noted()).toEqual([]);
  });

  it("gives a template that Excel opens", async () => {
    const template = await ask("GET", "/v1/imports/template.csv?kind=due");
    expect(template.body).toMatch(/^\ufeffSố thứ tự,Thủ tục,Ngày hẹn trả,Ngày trả\r\n"# /);
    expect(template.headers["content-disposition"]).toContain("hailong-due.csv");
    expect((await ask("GET", "/v1/imports/template.csv?kind=names")).statusCode).toBe(400);
  });

  it("prints a report in every format, noted, under a policy that runs nothing", async () => {
    const json = await ask("GET", "/v1/reports/2026-10.json");
    const report = reportSchema.parse(json.json());
    expect(report.total.figures.transactions).toBe(612);
    const page = await ask("GET", "/v1/reports/2026-10.html?language=en");
    expect(page.body).toContain("REPORT");
    const hash = /style-src 'sha256-[A-Za-z0-9+/=]+'/;
    expect(page.headers["content-security-policy"]).toMatch(new RegExp(`^default-src 'none'; ${hash.source};`));
    const book = await ask("GET", "/v1/reports/2026-Q4.xlsx");
    expect([book.rawPayload.subarray(0, 2).toString(), book.headers["content-disposition"]]).toEqual([
      "PK",
      'attachment; filename="hailong-2026-Q4.xlsx"',
    ]);
    const own = await ask("GET", "/v1/reports/2026-10.json?form=ratings");
    expect([ratingsReportSchema.parse(own.json()).total.ratedDossiers, own.headers["content-disposition"]]).toEqual([
      report.total.ratedDossiers,
      'inline; filename="hailong-2026-10-danh-gia.json"',
    ]);
    expect(noted().map(({ detail }) => detail)).toMatchObject([
      { period: "2026-10", form: "ratings", format: "json" },
      { period: "2026-Q4", form: "full", format: "xlsx" },
      { period: "2026-10", form: "full", format: "html" },
      { period: "2026-10", form: "full", format: "json" },
    ]);
    expect(reportListSchema.parse((await ask("GET", "/v1/reports")).json())).toEqual({ written: [] });
  });

  it("opens what was written as it was written, noted, and no revision that was not", async () => {
    const report = reportSchema.parse((await ask("GET", "/v1/reports/2026-09.json")).json());
    expect(await paper.book.write(report, "2026-10-04T01:00:00Z")).toBe(1);
    for (const format of ["html", "xlsx", "csv"]) {
      const opened = await ask("GET", `/v1/reports/2026-09.${format}?revision=1`, { as: "viewer" });
      const file = readFileSync(folder.file(`reports/hailong-2026-09.${format}`));
      expect([opened.statusCode, opened.rawPayload.equals(file)], format).toEqual([200, true]);
    }
    expect(noted()[0]).toMatchObject({ person: "viewer", action: "report.read", detail: { format: "csv" } });
    for (const name of [
      "2026-09.html?revision=1&form=ratings",
      "2026-09.html?form=all",
      "2026-09.html?revision=2",
      "2026-09.json?revision=1",
      "2026-09.html?revision=x",
    ])
      expect((await ask("GET", `/v1/reports/${name}`)).statusCode, name).toBe(400);
    rmSync(folder.file("reports/hailong-2026-09.html"));
    expect((await ask("GET", "/v1/reports/2026-09.html?revision=1")).statusCode).toBe(400);
    office.db.exec("DELETE FROM written_reports");
  });

  it.each(["2026-13.csv", "2026-10.pdf", "2026-10", "..%2Fhub.key.csv"])("answers 400 for %s", async (name) => {
    expect((await ask("GET", `/v1/reports/${name}`)).statusCode).toBe(400);
  });

  it("prints letters, and notes neither for whom nor which dossier", async () => {
    const due = "STT,Thủ tục,Ngày hẹn trả\n128/2026,Đăng ký kết hôn,1/11/2026\n";
    await ask("POST", "/v1/imports", { body: due, type: "text/csv" });
    const list = letterListSchema.parse((await ask("GET", "/v1/letters")).json());
    expect(list.late).toMatchObject([
      { reference: "128/2026", daysLate: 19, procedureName: { vi: "Đăng ký kết hôn" } },
    ]);
    const posted = await ask("POST", "/v1/letters/apology", { body: { reference: "128/2026" } });
    expect(posted.body).toContain("THƯ XIN LỖI");
    const opened = await ask("GET", "/v1/letters/apology?reference=128%2F2026");
    expect(opened.body).toBe(posted.body);
    expect(noted().filter(({ action }) => action === "letter.printed")).toEqual([
      { person: "operator", action: "letter.printed", detail: { kind: "apology" } },
      { person: "operator", action: "letter.printed", detail: { kind: "apology" } },
    ]);
  });

  it.each([
    ["apology", { reference: "000.00.12.H26-241201-0001" }],
    ["apology", { reference: "9/2026" }],
    ["birth", { name: "Nguyễn Văn A" }],
    ["farewell", {}],
  ])("prints no letter %s of %o, and does not say it again", async (kind, body) => {
    const refused = await ask("POST", `/v1/letters/${kind}`, { body });
    expect(refused.statusCode).toBe(400);
    expect(refused.body).not.toMatch(/H26|Nguyễn/);
    expect(noted()).toEqual([]);
  });
});
