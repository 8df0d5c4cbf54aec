import { canonicalJson } from "#contract/canonical-json.js";
import type { Policy } from "#contract/policy.js";
import type { Report, Uptime } from "#contract/reports.js";
import { type Catalogue, nameOfField, nameOfProcedure } from "#hub/catalogue/catalogue.js";
import type { ImportStore } from "#hub/imports/import-store.js";
import { type AgreementReason, agreementOf } from "#hub/report/agreement/agreement.js";
import { type Cell, leastK } from "#hub/report/cell.js";
import { periodBefore, type Span, spanOf } from "#hub/report/period.js";
import { pairsOf } from "#hub/report/views/agreement-view.js";
import { cellsIn, reportFigures } from "#hub/report/ward-report.js";
import { sha256Hex } from "#platform/signing.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";
import { reportWords } from "#words/report-words.js";

export type ReportSources = {
  readonly ward: string;
  readonly store: {
    readonly cells: (span: Span) => Promise<readonly Cell[]>;
    readonly withheld: (span: Span) => Promise<{ readonly transactions: number; readonly ratings: number }>;
  };
  readonly imports: Pick<ImportStore, "counts" | "points">;
  readonly uptime: (span: Span) => Uptime;
  readonly catalogue: Catalogue;
  /** Figures up to this local date are made up. */
  readonly simulatedUntil: () => string | undefined;
  readonly policy: () => Pick<Policy, "k" | "mode" | "recallFloor"> & { readonly number: number };
};

/** A period's report, from what is published and imported by now: the same of that gives the same report, to the byte. */
export async function readReport(period: string, sources: ReportSources): Promise<Report> {
  const { ward, store, imports, uptime, catalogue, policy } = sources;
  const span = spanOf(period);
  const cells = await store.cells({ from: spanOf(periodBefore(period)).from, to: span.to });
  const { k, mode, recallFloor, number } = policy();
  const madeUp = sources.simulatedUntil() ?? "";
  const [counts, points, withheld] = [imports.counts(span), imports.points(period), await store.withheld(span)];
  const figures = reportFigures({
    ward,
    period,
    k,
    cells,
    counts,
    points,
    uptime: uptime(span),
    names: {
      field: (slug) => nameOfField(catalogue, slug),
      procedure: (slug) => nameOfProcedure(catalogue, slug),
      all: reportWords.wholeWard,
      together: reportWords.together,
    },
    agreement: (here) => agreementOf({ pairs: pairsOf(here), k, mode, recallFloor, say }),
  });
  return {
    form: "full",
    ...figures,
    withheld,
    source: {
      policy: number,
      k,
      leastK: leastK(cellsIn(cells, period), k),
      cells: rangeOf(cellsIn(cells, period)),
      simulatedUntil: madeUp >= `${span.from}-01` ? madeUp : null,
      asOf: newest(cellsIn(cells, period)),
      query: queryOf(period),
      // Of what is counted, not of how it is shown: a new policy, or another name in the catalogue, changes no report.
      sha256: sha256Hex(canonicalJson({ ward, period, cells, counts, points, withheld })),
    },
  };
}

const say = (code: AgreementReason) => ({ code, ...AGREEMENT_WORDS[code] });

/** As it is typed to have the same figures again. */
const queryOf = (period: string): string => `hailong report --${period.includes("Q") ? "quarter" : "month"} ${period}`;

function rangeOf(cells: readonly Cell[]): Report["source"]["cells"] {
  const ids = cells.map(({ id }) => id).sort((a, b) => a - b);
  return { n: ids.length, first: ids[0] ?? null, last: ids.at(-1) ?? null };
}

const newest = (cells: readonly Cell[]): string | null =>
  cells.reduce<string | null>((last, { releasedAt }) => (last && last > releasedAt ? last : releasedAt), null);
