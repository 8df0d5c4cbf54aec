import type { Cell } from "#hub/report/cell.js";

const NONE: Omit<Cell, "id"> = {
  releasedAt: "2026-11-04T01:00:00Z",
  k: 10,
  month: "2026-10",
  week: null,
  field: "ho-tich",
  procedure: "khai-sinh",
  band: null,
  transactions: 0,
  scores: 0,
  scoreTotal: 0,
  scoreSquares: 0,
  abstentions: {},
  ratings: { dissatisfied: 0, satisfied: 0, very_satisfied: 0 },
  ratedTransactions: 0,
  pairs: [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ],
};
export const cell = (id: number, of: Partial<Cell>): Cell => ({ ...NONE, id, ...of });

/** Two fields of October and the September before, with enough to say something. */
export const TWO_MONTHS: readonly Cell[] = [
  cell(3, {
    month: "2026-09",
    transactions: 400,
    scores: 300,
    scoreTotal: 18_000,
    scoreSquares: 1_110_000,
    abstentions: { too_short: 60, no_face: 40 },
    ratings: { dissatisfied: 5, satisfied: 95, very_satisfied: 100 },
    ratedTransactions: 190,
  }),
  cell(7, {
    transactions: 500,
    scores: 360,
    scoreTotal: 22_320,
    scoreSquares: 1_420_000,
    abstentions: { no_face: 100, opted_out: 40 },
    ratings: { dissatisfied: 30, satisfied: 150, very_satisfied: 120 },
    ratedTransactions: 290,
    pairs: [
      [4, 10, 3],
      [2, 80, 10],
      [1, 60, 20],
    ],
  }),
  cell(8, {
    field: "dat-dai",
    procedure: null,
    transactions: 100,
    scores: 40,
    scoreTotal: 2_000,
    scoreSquares: 104_000,
    abstentions: { no_face: 60 },
    ratings: { dissatisfied: 2, satisfied: 10, very_satisfied: 8 },
    ratedTransactions: 20,
    releasedAt: "2026-11-05T01:00:00Z",
  }),
  cell(9, { field: null, procedure: null, transactions: 12, abstentions: { pose: 12 } }),
];
