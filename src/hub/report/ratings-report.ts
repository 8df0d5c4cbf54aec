import type { RatingsLine, RatingsReport, Report, ReportLine } from "#contract/reports.js";

/** What citizens tapped and the office brought in. Named one by one: what is new in a report does not come in by itself. */
export const ratingsReport = ({ fields, procedures, source, ...report }: Report): RatingsReport => ({
  form: "ratings",
  ward: report.ward,
  period: report.period,
  before: report.before,
  months: report.months,
  total: ratingsLine(report.total),
  fields: fields.map(ratingsLine),
  procedures: procedures.map(ratingsLine),
  withheld: report.withheld,
  index54: report.index54,
  missingImports: report.missingImports,
  sheet: report.sheet,
  source: { ...source, query: `${source.query} --form ratings` },
});

function ratingsLine({ figures, changes, key, name, dossiers, ratedDossiers }: ReportLine): RatingsLine {
  const { transactions, ratedTransactions, ratings, satisfied, ratingCoverage } = figures;
  return {
    ...{ key, name, dossiers, ratedDossiers },
    figures: { transactions, ratedTransactions, ratings, satisfied, ratingCoverage },
    changes: { satisfied: changes.satisfied, ratingCoverage: changes.ratingCoverage },
  };
}
