import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { periodSchema } from "#contract/period.js";
import {
  REPORT_FORMATS,
  REPORT_FORMS,
  REPORT_LANGUAGES,
  type ReportForm,
  type ReportFormat,
  type ReportLanguage,
  type ReportList,
} from "#contract/reports.js";
import type { Letterhead } from "#hub/paper/letterhead.js";
import { PAPER_HEADERS } from "#hub/paper/paper-style.js";
import { type ReportSources, readReport } from "#hub/paper/read-report.js";
import { REPORT_TYPES, renderReport } from "#hub/paper/render-report.js";
import { type ReportBook, reportFile, WRITTEN_FORMATS } from "#hub/paper/report-book.js";
import type { Audit } from "#hub/people/audit.js";
import type { Guard } from "#hub/people/guard.js";
import { ratingsReport } from "#hub/report/ratings-report.js";
import { AppError } from "#platform/errors.js";
import { parseRequest } from "#platform/http/parse-request.js";

type Parts = {
  readonly sources: ReportSources;
  readonly book: ReportBook;
  readonly letterhead: Letterhead;
  readonly guard: Guard;
  readonly audit: Audit;
};

type Asked = { readonly format: ReportFormat; readonly form: ReportForm; readonly language: ReportLanguage };

const namePattern = new RegExp(`^[^.]+\\.(${REPORT_FORMATS.join("|")})$`);
const paramsSchema = z.strictObject({
  name: z.string().regex(namePattern, "expected a period and a format such as 2026-10.xlsx"),
});
const querySchema = z.strictObject({
  language: z.enum(REPORT_LANGUAGES).default("vi"),
  form: z.enum(REPORT_FORMS).default("full"),
  revision: z.coerce.number().int().min(1).optional(),
});

export function addReportRoutes(app: FastifyInstance, { sources, book, letterhead, guard, audit }: Parts): void {
  app.get(
    "/v1/reports",
    { onRequest: guard("viewer") },
    async (): Promise<ReportList> => ({ written: book.written() }),
  );
  app.get("/v1/reports/:name", { onRequest: guard("viewer") }, async ({ params, query, person }, reply) => {
    const { name } = parseRequest(paramsSchema, params);
    const { language, form, revision: asked } = parseRequest(querySchema, query);
    const [named = "", format = ""] = name.split(".");
    const period = parseRequest(periodSchema, named);
    const { bytes, revision, sha256 } =
      asked === undefined
        ? await presentReport(period, { format: format as ReportFormat, form, language })
        : writtenReport(period, { format, form, revision: asked });
    audit.note({ person: person.name, action: "report.read", detail: { period, form, format, sha256 } });
    return reply
      .headers(PAPER_HEADERS)
      .type(REPORT_TYPES[format as ReportFormat])
      .header(
        "content-disposition",
        `${format === "html" || format === "json" ? "inline" : "attachment"}; filename="${reportFile(period, revision, format, form)}"`,
      )
      .send(bytes);
  });

  async function presentReport(period: string, { format, form, language }: Asked) {
    const full = await readReport(period, sources);
    const report = form === "ratings" ? ratingsReport(full) : full;
    const revision = book.revisionOf(report);
    const bytes = await renderReport(format, { report, language, letterhead, revision });
    return { bytes, revision, sha256: report.source.sha256 };
  }

  function writtenReport(
    period: string,
    { format, form, revision }: { readonly format: string; readonly form: ReportForm; readonly revision: number },
  ) {
    if (form !== "full")
      throw new AppError("request.invalid", `form: no report is written as ${form} by itself`, {
        remedy: "Ask for it without revision, for the figures of now",
      });
    const written = book.written().find((one) => one.period === period && one.revision === revision);
    const kind = WRITTEN_FORMATS.find((known) => known === format);
    const bytes = written && kind && book.read(written, kind);
    if (!written || !bytes)
      throw new AppError("request.invalid", `revision: no ${format} of ${period} stands as revision ${revision}`, {
        remedy:
          "Ask for one that GET /v1/reports lists, as html, xlsx or csv, or without revision for the figures of now",
      });
    return { bytes, revision, sha256: written.sha256 };
  }
}
