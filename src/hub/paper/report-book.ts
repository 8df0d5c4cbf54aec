import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyReport, Report, ReportForm, WrittenReport } from "#contract/reports.js";
import type { Letterhead } from "#hub/paper/letterhead.js";
import { renderReport } from "#hub/paper/render-report.js";
import { createFile } from "#platform/create-file.js";
import { systemCode } from "#platform/errors.js";
import type { Sqlite } from "#platform/sqlite.js";

export const WRITTEN_FORMATS = ["html", "xlsx", "csv"] as const;

/** The folder of written reports. What was written stays; when the figures have changed since, a revision stands beside it. */
export class ReportBook {
  readonly #db: Sqlite;
  readonly #folder: string;
  readonly #letterhead: Letterhead;

  constructor(db: Sqlite, folder: string, letterhead: Letterhead) {
    this.#db = db;
    this.#folder = folder;
    this.#letterhead = letterhead;
  }

  /** The newest first. */
  written(): WrittenReport[] {
    return this.#db
      .prepare<[], WrittenReport>(
        `SELECT period, revision, sha256, written_at AS writtenAt, policy FROM written_reports
         ORDER BY period DESC, revision DESC`,
      )
      .all();
  }

  /** As it was written then; undefined: the file is not there. */
  read({ period, revision }: WrittenReport, format: (typeof WRITTEN_FORMATS)[number]): Buffer | undefined {
    try {
      return readFileSync(join(this.#folder, reportFile(period, revision, format)));
    } catch (error) {
      if (systemCode(error) !== "ENOENT") throw error;
      return undefined;
    }
  }

  /** Under which number this report was written, or would be. */
  revisionOf({ period, source }: AnyReport): number {
    const newest = this.#newest(period);
    return newest ? newest.revision + (newest.sha256 === source.sha256 ? 0 : 1) : 1;
  }

  /** → the revision, if there was something new to write. The files come first: a number stands only for files that are there. */
  async write(report: Report, now: string): Promise<number | undefined> {
    const { period, source } = report;
    const revision = this.revisionOf(report);
    if (this.#newest(period)?.revision === revision) return undefined;
    mkdirSync(this.#folder, { recursive: true });
    for (const format of WRITTEN_FORMATS) {
      const parts = { report, language: "vi", letterhead: this.#letterhead, revision } as const;
      createFile(join(this.#folder, reportFile(period, revision, format)), await renderReport(format, parts));
    }
    this.#db
      .prepare("INSERT INTO written_reports (period, revision, sha256, written_at, policy) VALUES (?, ?, ?, ?, ?)")
      .run(period, revision, source.sha256, now, source.policy);
    return revision;
  }

  #newest(period: string): { revision: number; sha256: string } | undefined {
    return this.#db
      .prepare<[string], { revision: number; sha256: string }>(
        "SELECT revision, sha256 FROM written_reports WHERE period = ? ORDER BY revision DESC LIMIT 1",
      )
      .get(period);
  }
}

/** `hailong-2026-10.html`, and `hailong-2026-10-sua-1.html` of its first revision. */
export const reportFile = (period: string, revision: number, format: string, form: ReportForm = "full"): string =>
  `hailong-${period}${form === "ratings" ? "-danh-gia" : ""}${revision > 1 ? `-sua-${revision - 1}` : ""}.${format}`;
