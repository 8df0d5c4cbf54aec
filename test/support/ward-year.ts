import { BANDS, type Cell } from "#hub/report/cell.js";

/** Of a made-up ward: dissatisfied, satisfied, very satisfied; and transactions a week. */
const FIELDS = {
  "chung-thuc": { weekly: 90, truth: [0.01, 0.62, 0.37], procedures: ["chung-thuc-ban-sao", "chung-thuc-chu-ky"] },
  "ho-tich": { weekly: 60, truth: [0.012, 0.58, 0.408], procedures: ["khai-sinh", "trich-luc-ho-tich", null] },
  "dat-dai": { weekly: 34, truth: [0.035, 0.68, 0.285], procedures: ["bien-dong-dat-dai"] },
  "xay-dung": { weekly: 14, truth: [0.03, 0.66, 0.31], procedures: [null] },
} as const;
/** `dat-dai` falls in the last month, far beyond noise. */
const FALLEN = [0.16, 0.66, 0.18] as const;

type YearOptions = { readonly months: readonly string[]; readonly fallen?: string };

/** Believable released cells of some months, always the same. */
export function madeUpCells({ months, fallen }: YearOptions): Cell[] {
  let state = 20_261_128;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const cells: Cell[] = [];
  for (const month of months) {
    for (const week of mondaysOf(month)) {
      for (const [field, { weekly, truth, procedures }] of Object.entries(FIELDS)) {
        for (const procedure of procedures) {
          const n = Math.max(11, Math.round((weekly / procedures.length) * (0.8 + 0.4 * random())));
          const levels = field === "dat-dai" && month === fallen ? FALLEN : truth;
          const place = {
            id: cells.length + 1,
            releasedAt: `${month}-28T01:00:00Z`,
            k: 10,
            month,
            week,
            field,
            procedure,
          };
          const band = n >= 20 ? null : (BANDS[Math.floor(random() * BANDS.length)] ?? null);
          cells.push({ ...place, band, ...drawn(n, levels, random) });
        }
      }
    }
  }
  return cells;
}

function drawn(n: number, levels: readonly number[], random: () => number): Omit<Cell, Place> {
  const ratings = { dissatisfied: 0, satisfied: 0, very_satisfied: 0 };
  const pairs = [0, 1, 2].map(() => [0, 0, 0]);
  const abstentions: Record<string, number> = {};
  let [scores, scoreTotal, scoreSquares, ratedTransactions] = [0, 0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const at = random();
    const level = at < (levels[0] ?? 0) ? 0 : at < (levels[0] ?? 0) + (levels[1] ?? 0) ? 1 : 2;
    const rated = random() < 0.85;
    if (rated) {
      ratedTransactions += 1;
      ratings[(["dissatisfied", "satisfied", "very_satisfied"] as const)[level as 0 | 1 | 2]] += 1;
    }
    if (random() < 0.22) {
      const reason = ["no_consent", "dark", "too_short", "pose"][Math.floor(random() * 4)] as string;
      abstentions[reason] = (abstentions[reason] ?? 0) + 1;
      continue;
    }
    const score = Math.max(0, Math.min(100, 30 + level * 22 + (random() - 0.5) * 40));
    scores += 1;
    scoreTotal += score;
    scoreSquares += score ** 2;
    const row = pairs[level];
    const column = score < 35 ? 0 : score < 65 ? 1 : 2;
    if (rated && row) row[column] = (row[column] ?? 0) + 1;
  }
  return { transactions: n, scores, scoreTotal, scoreSquares, abstentions, ratings, ratedTransactions, pairs };
}

type Place = "id" | "releasedAt" | "k" | "month" | "week" | "field" | "procedure" | "band";

function mondaysOf(month: string): string[] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const toMonday = (new Date(first).getUTCDay() + 6) % 7;
  return [0, 1, 2, 3].map((week) => new Date(first + (7 * week - toMonday) * 86_400_000).toISOString().slice(0, 10));
}
