import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Policy } from "#contract/policy.js";
import type { Uptime } from "#contract/reports.js";
import type { Catalogue } from "#hub/catalogue/catalogue.js";
import { addImportRoutes } from "#hub/imports/import-routes.js";
import { ImportStore } from "#hub/imports/import-store.js";
import { Imports } from "#hub/imports/imports.js";
import type { ScopeGuard } from "#hub/integration/scope-guard.js";
import { addLetterRoutes } from "#hub/letters/letter-routes.js";
import { keepReports } from "#hub/paper/keep-reports.js";
import type { Letterhead } from "#hub/paper/letterhead.js";
import type { ReportSources } from "#hub/paper/read-report.js";
import { ReportBook } from "#hub/paper/report-book.js";
import { readReportDays } from "#hub/paper/report-days.js";
import { addReportRoutes } from "#hub/paper/report-routes.js";
import type { Audit } from "#hub/people/audit.js";
import type { Guard } from "#hub/people/guard.js";
import type { Span } from "#hub/report/period.js";
import { uptimeOf } from "#hub/report/uptime.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";
import type { Sqlite } from "#platform/sqlite.js";
import { UPTIME_WORDS } from "#words/uptime-words.js";

export type PaperParts = {
  readonly ward: string;
  /** The hub's data folder. */
  readonly folder: string;
  readonly db: Sqlite;
  readonly store: ReportSources["store"];
  readonly catalogue: Catalogue;
  readonly letterhead: Letterhead;
  readonly simulatedUntil: ReportSources["simulatedUntil"];
  /** Counters that have a desk by now. */
  readonly enrolled: () => ReadonlySet<string>;
  /** Several workers share this ward, and this office knows only of what reached its own. */
  readonly shared: boolean;
  readonly policy: () => { readonly number: number; readonly applied: Policy };
  readonly audit: Audit;
  readonly clock: Clock;
};
/** For people; for programs, which only bring in. */
type PaperGuards = { readonly guard: Guard; readonly programs: ScopeGuard };
export type Paper = {
  readonly imports: Imports;
  readonly importStore: ImportStore;
  readonly sources: ReportSources;
  readonly book: ReportBook;
  readonly addRoutes: (app: FastifyInstance, guards: PaperGuards) => void;
  /** Writes what is due, on its own; of several workers, only the one that serves the pages. */
  readonly keepReports: (log: Logger) => (signal: AbortSignal) => Promise<void>;
};

export const reportFolderIn = (folder: string): string => join(folder, "reports");

/** What an office brings in and prints: imports, reports, letters. */
export function openPaper(parts: PaperParts): Paper {
  const { ward, folder, db, store, catalogue, letterhead, policy, audit, clock } = parts;
  const importStore = new ImportStore(db);
  const imports = new Imports({ store: importStore, catalogue, audit, clock });
  const book = new ReportBook(db, reportFolderIn(folder), letterhead);
  const sources: ReportSources = {
    ward,
    store,
    imports: importStore,
    uptime: (span) => readUptime(parts, span),
    catalogue,
    simulatedUntil: parts.simulatedUntil,
    policy: () => ({ ...policy().applied, number: policy().number }),
  };
  return {
    imports,
    importStore,
    sources,
    book,
    addRoutes: (app, { guard, programs }) => {
      addImportRoutes(app, { imports, store: importStore, guard, programs, clock });
      addReportRoutes(app, { sources, book, letterhead, guard, audit });
      addLetterRoutes(app, {
        ...{ store: importStore, catalogue, letterhead, guard, audit, clock },
        excludedProcedures: () => policy().applied.excludedProcedures,
      });
    },
    keepReports: (log) => (signal) => keepReports({ sources, book, clock, log }, signal),
  };
}

function readUptime({ db, shared, enrolled }: PaperParts, span: Span): Uptime {
  const missing = (code: keyof typeof UPTIME_WORDS) => ({ reported: null, why: { code, ...UPTIME_WORDS[code] } });
  return shared ? missing("workers") : (uptimeOf(readReportDays(db, span, enrolled())) ?? missing("not_recorded"));
}
