import { ImportStore } from "#hub/imports/import-store.js";
import type { ReportSources } from "#hub/paper/read-report.js";
import type { Cell } from "#hub/report/cell.js";
import { uptimeOf } from "#hub/report/uptime.js";
import { TWO_MONTHS } from "./cells.js";
import { openTestOffice, TEST_CATALOGUE } from "./office.js";

export const COUNTS = {
  kind: "counts" as const,
  rows: [
    {
      month: "2026-10",
      field: "ho-tich",
      procedure: "khai-sinh",
      received: 420,
      resolved: 400,
      overdue: 12,
      complaints: 3,
      disliked: null,
    },
    {
      month: "2026-10",
      field: "dat-dai",
      procedure: null,
      received: 110,
      resolved: 100,
      overdue: 8,
      complaints: 0,
      disliked: null,
    },
  ],
};

/** A ward's sources, with cells that can be added to. */
export function reportHouse(cells: readonly Cell[] = TWO_MONTHS) {
  const db = openTestOffice();
  const imports = new ImportStore(db);
  const held = [...cells];
  const sources: ReportSources = {
    ward: "phuong-mau",
    store: {
      cells: async ({ from, to }) => held.filter(({ month }) => month >= from && month <= to),
      withheld: async () => ({ transactions: 1_234, ratings: 5 }),
    },
    imports,
    uptime: () => {
      const days = [
        { day: "2026-10-01", counter: "quay-01", reports: 40 },
        { day: "2026-10-01", counter: "quay-02", reports: 16 },
        { day: "2026-10-02", counter: "quay-01", reports: 32 },
        { day: "2026-10-03", counter: "quay-01", reports: 0 },
        { day: "2026-10-10", counter: "quay-01", reports: 20 },
      ];
      const counters = ["quay-01", "quay-02"].map((counter) => ({ counter, first: "2026-10-01", last: null }));
      const uptime = uptimeOf({ days, counters });
      if (!uptime) throw new Error("days without a report");
      return uptime;
    },
    catalogue: TEST_CATALOGUE,
    simulatedUntil: () => undefined,
    policy: () => ({ number: 4, k: 10, mode: "advisory", recallFloor: 0.5 }),
  };
  return { db, imports, held, sources };
}
