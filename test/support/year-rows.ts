import { placeInTime } from "#hub/report/lattice/place-in-time.js";
import { createRandom } from "#simulation/random.js";

/** Transactions of one ward's year as the store keeps them, without their bodies: for what is asked of very many. */
export type YearRow = {
  /** Its place; a tap has the one after it. */
  readonly event: number;
  readonly token: string;
  readonly kind: "score" | "abstention" | "cancelled";
  readonly field: string;
  readonly procedure: string;
  readonly month: string;
  readonly week: string;
  readonly band: string | null;
  readonly score: number | null;
  readonly reason: string | null;
  readonly rating: string | null;
  readonly counter: string;
  readonly rated: string;
};

const YEAR_MS = 365 * 24 * 3_600_000;
const FIELDS = ["tu-phap", "dat-dai", "y-te", "giao-duc", "xay-dung", "lao-dong", "cong-thuong", "noi-vu"];
const TAPS = ["very_satisfied", "very_satisfied", "satisfied", "satisfied", "satisfied", "dissatisfied"];

/** Evenly over 2025, from 8 to 17 o'clock, local; 60 % scored, 90 % of them rated. */
export function* yearRows(n: number): Generator<YearRow> {
  const random = createRandom(1, 0);
  for (let i = 0; i < n; i++) {
    const day = Math.floor((i / n) * 365);
    const minutes = 8 * 60 - 7 * 60 + Math.floor(random.next() * 108) * 5;
    const moment = Date.UTC(2025, 0, 1) + day * (YEAR_MS / 365) + minutes * 60_000;
    const closed = `${new Date(moment).toISOString().slice(0, 19)}Z`;
    const field = FIELDS[Math.floor(random.next() ** 2 * FIELDS.length)] ?? "tu-phap";
    const kind = random.next() < 0.6 ? "score" : random.next() < 0.95 ? "abstention" : "cancelled";
    yield {
      event: 2 * i + 1,
      token: `token-${i}`,
      kind,
      field,
      procedure: `${field}-${Math.floor(random.next() * 4)}`,
      ...placeInTime(closed, closed),
      score: kind === "score" ? Math.round((20 + 70 * random.next()) * 10) / 10 : null,
      reason: kind === "abstention" ? "dark" : null,
      rating: random.next() < 0.9 ? (TAPS[Math.floor(random.next() * TAPS.length)] ?? null) : null,
      counter: `quay-${i % 12}`,
      rated: closed,
    };
  }
}
