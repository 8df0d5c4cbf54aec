import type { Row } from "#contract/calibration.js";
import type { Measure } from "#contract/measure.js";
import type { CalibrationLimits } from "#contract/policy.js";
import { judge } from "#desk/calibration/rows.js";
import { shareOf } from "#desk/calibration/statistics.js";

/** A face with less of its box in the zone belongs to somebody beside it. */
const WHOLE = 0.92;

type Face = Measure["faces"][number];

/** Whoever is alone is the citizen, wherever they sit; beside others, who is at the edge is not. */
function sortOut({ faces }: Measure): { citizens: number; staff: number } {
  const beside = ({ inside, atEdge }: Face): boolean => inside < WHOLE || (atEdge && faces.length > 1);
  const citizens = faces.filter((face) => !beside(face)).length;
  return { citizens, staff: faces.length > 1 ? faces.length - citizens : 0 };
}

/**
 * Exactly one in the zone, and nobody beside them half in it: staff sit and pass at the edge. A chair that is empty for a
 * while says nothing; one that always is, is no picture of a citizen.
 */
export function judgePeople(measures: readonly Measure[], limits: CalibrationLimits): Row[] {
  const enough = measures.length >= limits.leastFrames;
  const peopled = measures.filter(({ faces }) => faces.length > 0);
  const empty = peopled.length < limits.leastFrames;
  const sorted = peopled.map(sortOut);
  const crowded = sorted.some(({ citizens }) => citizens > 1);
  return [
    judge({
      check: "faces",
      figure: enough ? (empty ? 0 : shareOf(sorted, ({ citizens }) => citizens === 1)) : null,
      unit: "share",
      limit: limits.faces,
      remedy: { code: crowded && !empty ? "one_person" : "show_citizen" },
    }),
    judge({
      check: "staff",
      figure: enough ? sorted.filter(({ staff }) => staff > 0).length : null,
      unit: "count",
      limit: limits.staffFrames,
      remedy: { code: "exclude_staff" },
    }),
  ];
}
