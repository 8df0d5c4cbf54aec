import type { Kind } from "./both-stores.js";
import {
  COEFFICIENTS,
  clearByHolm,
  coefficientOf,
  fisherMidP,
  type Interval,
  meanOf,
  newcombe,
  type Sample,
  welch,
  wilsonOf,
} from "./textbook.js";

/** Figures of one printed row by their CSV columns; what is not there must be printed empty. */
export type PlainRow = Readonly<Record<string, number | string | null>>;
type Ask = (sql: string) => string[][];
type Asked = {
  readonly kind: Kind;
  readonly ask: Ask;
  readonly office: Ask;
  readonly enrolled: readonly string[];
};

const LEVELS = ["dissatisfied", "satisfied", "very_satisfied"];
const SHARES = ["satisfied", "ratingCoverage", "cameraCoverage"] as const;
const GROUPS = { ward: "''", field: "coalesce(c.field, '')", procedure: "coalesce(c.procedure, '')" };

/** The signed events themselves, placed by their own times; of a row beside them only whether a cell holds it by now. */
function prelude(kind: Kind): string {
  const part = (name: string): string =>
    kind === "sqlite" ? `(e.body ->> '$.data.${name}')` : `(e.body::json #>> '{data,${name}}')`;
  const month = (at: string): string =>
    kind === "sqlite"
      ? `strftime('%Y-%m', ${part(at)}, '+7 hours')`
      : `to_char((${part(at)})::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM')`;
  return `WITH done AS (
    SELECT o.cell, ${part("token")} AS token, ${part("reason")} AS reason, ${month("closed")} AS month,
           CAST(${part("score")} AS double precision) AS score
    FROM events e JOIN outcomes o ON o.event = e.id WHERE o.kind <> 'cancelled'
  ), tap AS (
    SELECT r.cell, ${part("token")} AS token, ${part("rating")} AS rating, ${month("rated")} AS month
    FROM events e JOIN ratings r ON r.event = e.id
  )`;
}

/** Every figure of October's report, by `group|key|figure`: counts by SQL, and what is made of them by `textbook.ts`. */
export function plainFigures({ kind, ask, office, enrolled }: Asked): Map<string, PlainRow> {
  const sql = (select: string): string[][] => ask(`${prelude(kind)} ${select}`);
  const rows = new Map<string, PlainRow>();
  const put = (name: string, row: PlainRow): void => void rows.set(name, row);

  for (const [group, by] of Object.entries(GROUPS)) {
    const sums = new Map<string, Sums>();
    for (const [month, key, transactions, scores, mean, variance, rated] of sql(
      `SELECT d.month, ${by}, count(*), count(score), avg(score),
              (sum(score * score) - sum(score) * sum(score) / count(score)) / (count(score) - 1),
              sum(CASE WHEN EXISTS (SELECT 1 FROM tap WHERE tap.token = d.token) THEN 1 ELSE 0 END)
       FROM done d JOIN cells c ON c.id = d.cell GROUP BY 1, 2`,
    ))
      sums.set(`${month}|${key}`, {
        ...{ transactions: Number(transactions), rated: Number(rated), taps: [0, 0, 0] },
        scores: { n: Number(scores), mean: Number(mean), variance: Number(variance) },
      });
    for (const [month, key, rating, n] of sql(
      `SELECT t.month, ${by}, rating, count(*) FROM tap t JOIN cells c ON c.id = t.cell GROUP BY 1, 2, 3`,
    ))
      (sums.get(`${month}|${key}`)?.taps ?? [])[LEVELS.indexOf(rating ?? "")] = Number(n);
    // What only the imports know of.
    for (const [key] of group === "ward"
      ? []
      : office(`SELECT DISTINCT ${group} FROM imported_counts WHERE month = '2026-10' AND ${group} <> ''`))
      if (!sums.has(`2026-10|${key}`)) sums.set(`2026-10|${key}`, NOTHING);
    groupRows({ group, sums, put, office });
  }
  for (const [reason, n] of sql(
    "SELECT reason, count(*) FROM done WHERE month = '2026-10' AND cell IS NOT NULL AND score IS NULL GROUP BY 1",
  ))
    put(`ward||abstentions.${reason}`, { numerator: Number(n) });

  const table = LEVELS.map(() => LEVELS.map(() => 0));
  for (const [rating, level, n] of sql(
    `SELECT rating, CASE WHEN score < 35 THEN 0 WHEN score < 65 THEN 1 ELSE 2 END, count(*)
     FROM done d JOIN tap t ON t.token = d.token
     WHERE d.month = '2026-10' AND d.cell IS NOT NULL AND score IS NOT NULL GROUP BY 1, 2`,
  ))
    (table[LEVELS.indexOf(rating ?? "")] ?? [])[Number(level)] = Number(n);
  for (const [i, tap] of LEVELS.entries())
    for (const [j, level] of LEVELS.entries()) put(`ward||pairs.${tap}.${level}`, { numerator: table[i]?.[j] ?? 0 });
  const [found, tapped] = [table[0]?.[0] ?? 0, (table[0] ?? []).reduce((sum, n) => sum + n, 0)];
  put("ward||pairs", { numerator: table.flat().reduce((sum, n) => sum + n, 0) });
  put("ward||kappa", plain(coefficientOf(COEFFICIENTS.kappa, table)));
  put("ward||ac2", plain(coefficientOf(COEFFICIENTS.ac2, table)));
  put("ward||recall", share(found, tapped));

  const count = (of: Ask, select: string): number => Number(of(select)[0]?.[0]);
  const open = (from: string): number =>
    Number(sql(`SELECT count(*) FROM ${from} WHERE cell IS NULL AND month = '2026-10'`)[0]?.[0]);
  put("ward||withheld.transactions", { numerator: open("done") });
  put("ward||withheld.ratings", { numerator: open("tap") });

  const dayLength = "CASE WHEN strftime('%w', day) IN ('0', '6') THEN 16 ELSE 32 END";
  const [came] = office(`SELECT sum(min(reports, ${dayLength})) FROM fleet_days WHERE day LIKE '2026-10-%'`)[0] ?? [];
  // Of each counter the open days that lie between two reports of its own, or after one while it is enrolled.
  const [counterDays, expected] = (
    office(
      `SELECT count(*), sum(${dayLength})
       FROM (SELECT DISTINCT day FROM fleet_days WHERE day LIKE '2026-10-%' AND reports > 0) open,
            (SELECT DISTINCT counter FROM fleet_days) known
       WHERE EXISTS (SELECT 1 FROM fleet_days d WHERE d.counter = known.counter AND d.day <= open.day AND reports > 0)
         AND (counter IN (${enrolled.map((name) => `'${name}'`).join()}) OR EXISTS
              (SELECT 1 FROM fleet_days d WHERE d.counter = known.counter AND d.day >= open.day AND reports > 0))`,
    )[0] ?? []
  ).map(Number) as [number, number];
  put("ward||uptime", share(Number(came), expected));
  put("ward||counterDays", { numerator: counterDays });

  const [resolved, overdue, complaints] = (
    office("SELECT sum(resolved), sum(overdue), sum(complaints) FROM imported_counts WHERE month = '2026-10'")[0] ?? []
  ).map(Number) as [number, number, number];
  const bad = complaints + Number(rows.get("ward||ratings.dissatisfied")?.numerator);
  put("ward||index54.overdue", { numerator: overdue, denominator: resolved, value: (overdue / resolved) * 100 });
  put("ward||index54.disliked", { numerator: bad, denominator: resolved, value: (bad / resolved) * 100 });
  put("ward||index54", { value: 100 - ((overdue + bad) / resolved) * 100 });
  for (const [place, self, appraised, evidence] of office(
    "SELECT place, self, appraised, evidence FROM imported_points WHERE period = '2026-10'",
  )) {
    put(`ward||sheet.${place}.evidence`, { value: evidence ?? "" });
    put(`ward||sheet.${place}.self`, { value: Number(self) });
    put(`ward||sheet.${place}.appraised`, { value: Number(appraised) });
  }
  const points = office("SELECT sum(self), sum(appraised) FROM imported_points WHERE period = '2026-10'")[0] ?? [];
  for (const [place, who] of (["self", "appraised"] as const).entries()) {
    const sum = Number(points[place]);
    const band = ["weak", "average", "fair", "good", "excellent"][
      [6, 9, 12, 15].filter((least) => sum >= least).length
    ];
    put(`ward||sheet.total.${who}`, { value: sum });
    put(`ward||sheet.band.${who}`, { value: band ?? "" });
  }
  put("ward||sheet.total", { self: Number(points[0]), appraised: Number(points[1]) });

  const cells = "FROM cells WHERE month = '2026-10'";
  const [n, first, last] = ask(`SELECT count(*), min(id), max(id) ${cells}`)[0] ?? [];
  put("ward||source.cells", { numerator: Number(n), value: `${first}-${last}` });
  put("ward||source.leastK", { numerator: count(ask, `SELECT min(k) ${cells}`) });
  return rows;
}

type Sums = { readonly transactions: number; readonly rated: number; readonly scores: Sample; readonly taps: number[] };
const NOTHING: Sums = { transactions: 0, rated: 0, scores: { n: 0, mean: 0, variance: 0 }, taps: [0, 0, 0] };
type Pair = readonly [number, number];

const pairOf = (figure: (typeof SHARES)[number], { transactions, rated, scores, taps }: Sums): Pair => {
  const [bad = 0, good = 0, best = 0] = taps;
  if (figure === "satisfied") return [good + best, bad + good + best];
  return [figure === "ratingCoverage" ? rated : scores.n, transactions];
};

type GroupParts = {
  readonly group: string;
  readonly sums: ReadonlyMap<string, Sums>;
  readonly put: (name: string, row: PlainRow) => void;
  readonly office: Ask;
};

function groupRows({ group, sums, put, office }: GroupParts): void {
  const here = [...sums].filter(([name]) => name.startsWith("2026-10|"));
  const both = here.flatMap(([name, now]) => {
    const key = name.slice(8);
    const before = sums.get(`2026-09|${key}`);
    // Several together are not the same ones in both months.
    return before && (group === "ward" || key !== "") ? [{ key, now, before }] : [];
  });
  for (const [name, { transactions, rated, scores, taps }] of here) {
    const key = name.slice(8);
    const row = (figure: string, of: PlainRow): void => put(`${group}|${key}|${figure}`, of);
    const total = taps.reduce((sum, n) => sum + n, 0);
    row("transactions", { numerator: transactions });
    row("scores", { numerator: scores.n });
    row("abstentions", { numerator: transactions - scores.n });
    row("ratedTransactions", { numerator: rated });
    for (const [place, level] of LEVELS.entries())
      row(`ratings.${level}`, { numerator: total > 0 && total < 10 ? "< 10" : (taps[place] ?? 0) });
    row("ratings.total", { numerator: total });
    const where = group === "ward" ? "" : `AND ${group} = '${key}'`;
    const dossiers = ["received", "resolved", "overdue", "complaints"] as const;
    const counts =
      office(
        `SELECT ${dossiers.map((what) => `sum(${what})`).join()}, count(*) FROM imported_counts WHERE month = '2026-10' ${where}`,
      )[0] ?? [];
    if (Number(counts[4]) > 0 && (group === "ward" || key !== "")) {
      for (const [place, what] of dossiers.entries()) row(`dossiers.${what}`, { numerator: Number(counts[place]) });
      row("dossiers.disliked", {});
      const received = Number(counts[0]);
      row("ratedDossiers", total > received || received === 0 ? {} : share(total, received));
    }
  }
  for (const figure of SHARES) {
    const clear = clearByHolm(both.map(({ now, before }) => fisherMidP(pairOf(figure, now), pairOf(figure, before))));
    for (const [name, now] of here) {
      const place = both.findIndex(({ key }) => key === name.slice(8));
      const before = both[place]?.before;
      const change = before && newcombe(pairOf(figure, now), pairOf(figure, before));
      put(`${group}|${name.slice(8)}|${figure}`, {
        ...shareOfMany(...pairOf(figure, now)),
        ...changed(change, 100, clear[place]),
      });
    }
  }
  const clear = clearByHolm(both.map(({ now, before }) => welch(now.scores, before.scores).p));
  for (const [name, { scores }] of here) {
    const place = both.findIndex(({ key }) => key === name.slice(8));
    const before = both[place]?.before;
    const change = before && welch(scores, before.scores);
    put(`${group}|${name.slice(8)}|meanScore`, {
      denominator: scores.n,
      ...(scores.n === 0 ? {} : plain(meanOf(scores))),
      ...changed(change, 1, clear[place]),
    });
  }
}

const plain = ({ value, low, high }: Interval): PlainRow => ({ value, low, high });

const share = (n: number, of: number): PlainRow => {
  if (of === 0) return { numerator: 0, denominator: 0 };
  const { value, low, high } = wilsonOf(n, of);
  return { numerator: n, denominator: of, value: value * 100, low: low * 100, high: high * 100 };
};

/** `few` where fewer than k stand behind it. */
const shareOfMany = (n: number, of: number): PlainRow =>
  of > 0 && of < 10 ? { numerator: "< 10", denominator: "< 10" } : share(n, of);

const changed = (change: Interval | undefined, times: number, clear: boolean | undefined): PlainRow =>
  change
    ? {
        ...{ change: change.value * times, change_low: change.low * times, change_high: change.high * times },
        change_clear: clear ? "yes" : "no",
      }
    : {};
