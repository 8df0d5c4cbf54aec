import type { Row } from "#contract/calibration.js";
import type { CalibrationLimits } from "#contract/policy.js";
import { rowOf, verdictOf } from "#desk/calibration/rows.js";
import { median } from "#desk/calibration/statistics.js";

/** What one step's frames said. */
export type StepTally = {
  readonly frames: number;
  readonly valences: readonly number[];
  readonly words: Readonly<Record<string, number>>;
};

/** The smaller of the two steps between frown, neutral and smile: separated, and in order. */
export function judgeExpressions(steps: readonly StepTally[], limits: CalibrationLimits): Row {
  const [neutral = null, smile = null, frown = null] = steps.map(({ valences, frames }) =>
    valences.length * 2 >= frames ? median(valences) : null,
  );
  const unread = steps.some(({ frames }) => frames > 0) && (neutral === null || smile === null || frown === null);
  const gap = neutral === null || smile === null || frown === null ? null : Math.min(smile - neutral, neutral - frown);
  const row = {
    check: "drill_expression",
    figure: gap,
    unit: "valence",
    limit: limits.expressionGap,
    remedy: { code: unread ? "mend_rows_above" : "repeat_drill" },
  } as const;
  if (gap === null) return rowOf(row, unread ? "fail" : "unmeasured");
  return rowOf(row, verdictOf(gap, row.limit));
}
