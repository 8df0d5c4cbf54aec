import type { ComparedShare } from "#contract/ward-figures.js";
import type { Note, NotesView, SpanQuery } from "#contract/ward-views.js";
import type { Cell } from "#hub/report/cell.js";
import type { Names } from "#hub/report/views/breakdown.js";
import { spanBefore } from "#hub/report/views/calendar.js";
import { compareScores, compareShares } from "#hub/report/views/compare.js";
import { ratedOf, scoredOf, scoresOf, tapsOf } from "#hub/report/views/figures.js";
import { type CellSums, groupCells, sumCells } from "#hub/report/views/sum-cells.js";
import type { Hits } from "#statistics/compare-shares.js";

type NotesParts = {
  readonly span: SpanQuery;
  readonly k: number;
  readonly cells: readonly Cell[];
  /** Of `spanBefore`. */
  readonly cellsBefore: readonly Cell[];
  readonly names: Names;
  /** Of a period that is over nothing is said of now. */
  readonly state: WardState | undefined;
};
/** What is so now. */
export type WardState = {
  /** Counters, as far as health tells. */
  readonly needTechnician: readonly string[];
  readonly offline: readonly string[];
  readonly mode: "active" | "advisory" | "suspended";
  /** The mode that the period's pairs bear out. */
  readonly supports: "active" | "advisory" | "suspended" | undefined;
  readonly missingEvents: number;
};

/** A change of coverage that is sure and yet smaller is not worth a leader's minute. */
const WORTH_SAYING = 0.05;
const WORTH_SAYING_OF_A_REASON = 0.02;
/** A smaller fall nobody would ask about. */
const LOOKS_FALLEN = 0.005;

/** What changed against the period before, and what to look at: each with its evidence, the most pressing first. */
export function notesOf({ span, k, cells, cellsBefore, names, state }: NotesParts): NotesView {
  const [now, before] = [sumCells(cells), sumCells(cellsBefore)];
  const fields = fieldsOf(cells, cellsBefore, { k, names });
  const whole = wholeOf(now, before, k);
  const notes = [
    ...(state ? stateNotes(state) : []),
    ...(cells.length === 0 ? [note("nothing_released", "calm")] : []),
    ...fieldNotes(fields),
    ...coverageNotes(whole),
    ...reasonNotes(now, before, k),
  ];
  const order = ["act", "look", "good", "calm"];
  notes.sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
  return { ...span, before: spanBefore(span), k, notes, whole, fields };
}

type Field = NotesView["fields"][number];

function fieldsOf(cells: readonly Cell[], cellsBefore: readonly Cell[], { k, names }: Pick<NotesParts, "k" | "names">) {
  const [now, before] = [groupCells(cells, ({ field }) => field), groupCells(cellsBefore, ({ field }) => field)];
  // Several fields together are not the same ones in both periods.
  const keys = [...new Set([...now.keys(), ...before.keys()])].filter((key) => key !== null);
  const sums = keys.map((key) => ({ now: sumCells(now.get(key) ?? []), before: sumCells(before.get(key) ?? []) }));
  const both = <T>(of: (sums: CellSums) => T) => sums.map((two) => ({ now: of(two.now), before: of(two.before) }));
  const satisfaction = compareShares(both(tapsOf), k);
  const camera = compareScores(both(scoresOf), k);
  return keys
    .map((field, i) => ({
      field,
      name: names.field(field) ?? null,
      satisfaction: satisfaction[i] as Field["satisfaction"],
      camera: camera[i] as Field["camera"],
      size: sums[i]?.now.transactions ?? 0,
    }))
    .sort((a, b) => b.size - a.size)
    .map(({ size: _, ...field }): Field => field);
}

function fieldNotes(fields: readonly Field[]): Note[] {
  return fields.flatMap(({ field, name, satisfaction }): Note[] => {
    const { difference } = satisfaction;
    const about = { subject: field, name, evidence: { of: "share" as const, compared: satisfaction } };
    if (difference.verdict === "fell") return [{ code: "satisfaction_fell", tone: "look", ...about }];
    if (difference.verdict === "rose") return [{ code: "satisfaction_rose", tone: "good", ...about }];
    // A fall that chance explains is said to be so: else somebody is asked to explain it.
    const looksFallen = difference.verdict === "noise" && difference.by <= -LOOKS_FALLEN;
    return looksFallen ? [{ code: "satisfaction_within_noise", tone: "calm", ...about }] : [];
  });
}

/** Four figures that a reader sees apart: each is compared alone. */
function wholeOf(now: CellSums, before: CellSums, k: number): NotesView["whole"] {
  const share = (of: (sums: CellSums) => Hits) => compareShares([{ now: of(now), before: of(before) }], k)[0];
  return {
    satisfaction: share(tapsOf),
    camera: compareScores([{ now: scoresOf(now), before: scoresOf(before) }], k)[0],
    cameraCoverage: share(scoredOf),
    ratingCoverage: share(ratedOf),
  } as NotesView["whole"];
}

function coverageNotes({ cameraCoverage, ratingCoverage }: NotesView["whole"]): Note[] {
  const fell = (code: Note["code"], compared: ComparedShare): Note[] => {
    const { difference } = compared;
    if (difference.verdict !== "fell" || -difference.by < WORTH_SAYING) return [];
    return [note(code, "look", { evidence: { of: "share", compared } })];
  };
  return [...fell("camera_coverage_fell", cameraCoverage), ...fell("rating_coverage_fell", ratingCoverage)];
}

function reasonNotes(now: CellSums, before: CellSums, k: number): Note[] {
  const reasons = [...now.abstentions.keys()].sort();
  const of = ({ abstentions, transactions }: CellSums, reason: string) => ({
    hits: abstentions.get(reason) ?? 0,
    n: transactions,
  });
  const compared = compareShares(
    reasons.map((reason) => ({ now: of(now, reason), before: of(before, reason) })),
    k,
  );
  return reasons.flatMap((reason, i) => {
    const share = compared[i];
    if (share?.difference.verdict !== "rose" || share.difference.by < WORTH_SAYING_OF_A_REASON) return [];
    return [note("abstention_grew", "look", { subject: reason, evidence: { of: "share", compared: share } })];
  });
}

function stateNotes({ needTechnician, offline, mode, supports, missingEvents }: WardState): Note[] {
  const counters = (code: Note["code"], names: readonly string[], tone: Note["tone"]): Note[] =>
    names.length === 0
      ? []
      : [note(code, tone, { subject: names.join(", "), evidence: { of: "count", n: names.length } })];
  return [
    ...counters("counters_need_technician", needTechnician, "act"),
    ...counters("counters_offline", offline, "act"),
    ...(mode === "suspended" ? [note("mode_suspended", "look")] : []),
    ...(mode !== "suspended" && supports === "suspended" ? [note("support_for_suspension", "act")] : []),
    ...(missingEvents > 0 ? [note("chains_have_gaps", "act", { evidence: { of: "count", n: missingEvents } })] : []),
  ];
}

const note = (
  code: Note["code"],
  tone: Note["tone"],
  more: Partial<Pick<Note, "subject" | "evidence">> = {},
): Note => ({
  code,
  tone,
  subject: null,
  name: null,
  evidence: { of: "none" },
  ...more,
});
