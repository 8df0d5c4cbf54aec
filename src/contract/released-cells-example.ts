import type { CellsMessage } from "#contract/released-cells.js";

export const cellsExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "cells/9w3nRk0bXq5tY2Lc",
  source: "/hailong/v1/phuong-mau",
  type: "vn.hailong.cells.v1",
  time: "2026-10-14T01:00:00Z",
  data: {
    ward: "phuong-mau",
    month: "2026-10",
    part: 0,
    cells: [
      {
        id: 41,
        releasedAt: "2026-10-13T01:00:00Z",
        k: 10,
        month: "2026-10",
        week: "2026-10-05",
        field: "chung-thuc",
        procedure: "chung-thuc-ban-sao",
        band: "morning",
        transactions: 46,
        scores: 21,
        scoreTotal: 1171.5,
        scoreSquares: 67842.25,
        abstentions: { no_consent: 24, dark: 1 },
        ratings: { dissatisfied: 2, satisfied: 17, very_satisfied: 9 },
        ratedTransactions: 28,
        pairs: [
          [1, 1, 0],
          [0, 7, 1],
          [0, 3, 2],
        ],
      },
    ],
  },
  signature: "jCRr8k82LsER-DR9OwqpIf9Tx5_5KbCvNxF9F6BHN0mOK9N4XWAUohQopwdilFtDDsiwayixH9AlFdqnl8-LCQ",
} as const satisfies CellsMessage;
