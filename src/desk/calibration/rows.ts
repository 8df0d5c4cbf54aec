import type { Check, Remedy, Row, RowVerdict } from "#contract/calibration.js";

type Limit = { readonly pass: number; readonly fail: number };
type Judged = {
  readonly check: Check;
  readonly figure: number | null;
  readonly unit: Row["unit"];
  readonly limit: Limit;
  /** What to do when it does not pass. */
  readonly remedy: Remedy | (() => Remedy);
  readonly detail?: string | undefined;
};

/** `pass` above `fail`: the more the better; else the less the better. */
export function verdictOf(figure: number, { pass, fail }: Limit): RowVerdict {
  const better = pass >= fail ? 1 : -1;
  if (better * figure >= better * pass) return "pass";
  // At the failing figure itself it fails only where more of it is worse: `staff: 1` is one too many.
  return better * figure < better * fail || (better < 0 && figure === fail) ? "fail" : "warn";
}

export function judge(judged: Judged): Row {
  const { figure, limit } = judged;
  return rowOf(judged, figure === null ? "unmeasured" : verdictOf(figure, limit));
}

/** A row whose verdict follows from more than its figure. */
export function rowOf({ check, figure, unit, limit, remedy, detail }: Judged, verdict: RowVerdict): Row {
  const mend = verdict === "warn" || verdict === "fail";
  return {
    check,
    verdict,
    figure: figure === null ? null : Math.round(figure * 1_000) / 1_000 + 0,
    unit,
    ...limit,
    ...(detail === undefined ? {} : { detail }),
    remedy: mend ? (typeof remedy === "function" ? remedy() : remedy) : null,
  };
}
