import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { openPaper } from "#hub/paper/open-paper.js";
import { readReportDays } from "#hub/paper/report-days.js";
import { uptimeOf } from "#hub/report/uptime.js";
import { notingAudit, openTestOffice, TEST_CATALOGUE } from "../../../support/office.js";
import { reportHouse } from "../../../support/report-sources.js";

const OCTOBER = { from: "2026-10", to: "2026-10" };
type Run = readonly [counter: string, from: string, to: string];

/** A book in which these counters reported all day on every working day from one day to another. */
function bookOf(runs: readonly Run[]) {
  const db = openTestOffice();
  const day = db.prepare("INSERT INTO fleet_days (day, counter, wanted, scores, reports) VALUES (?, ?, 0, 0, 32)");
  for (const [counter, from, to] of runs) {
    for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
      if (![0, 6].includes(new Date(at).getUTCDay())) day.run(new Date(at).toISOString().slice(0, 10), counter);
  }
  return db;
}

const uptime = (runs: readonly Run[], ...enrolled: string[]) => {
  const found = uptimeOf(readReportDays(bookOf(runs), OCTOBER, new Set(enrolled)));
  return found && [found.counterDays, found.reported.percent];
};

describe("a month's uptime", () => {
  const whole: Run = ["quay-01", "2026-09-01", "2026-11-20"];

  it("is not lowered by a counter that got another name, was brought in or taken away", () => {
    const renamed: Run[] = [whole, ["quay-02", "2026-09-01", "2026-10-15"], ["tu-phap", "2026-10-16", "2026-11-20"]];
    expect(uptime(renamed, "quay-01", "tu-phap")).toEqual([44, "100.00"]);
    const late = ["quay-02", "quay-03", "quay-04"];
    const three = late.map((counter): Run => [counter, "2026-10-26", "2026-11-20"]);
    expect(uptime([whole, ...three], "quay-01", ...late)).toEqual([37, "100.00"]);
    expect(uptime([whole, ["quay-02", "2026-09-01", "2026-10-07"]], "quay-01")).toEqual([27, "100.00"]);
  });

  it("counts as off a counter that reports again later, or is enrolled still", () => {
    const off: Run = ["quay-02", "2026-09-01", "2026-10-15"];
    expect(uptime([whole, off], "quay-01", "quay-02")).toEqual([44, "75.00"]);
    expect(uptime([whole, off, ["quay-02", "2026-11-10", "2026-11-10"]], "quay-01")).toEqual([44, "75.00"]);
    const away: Run[] = [whole, ["quay-02", "2026-09-01", "2026-09-10"]];
    expect(uptime(away, "quay-01", "quay-02"), "off all month").toEqual([44, "50.00"]);
    expect(uptime(away, "quay-01")).toEqual([22, "100.00"]);
  });

  it("is not made of no report, nor of one worker's share of them, and says so", () => {
    const read = (runs: readonly Run[], shared: boolean) =>
      openPaper({
        ...{ ward: "phuong-mau", folder: "", db: bookOf(runs), store: reportHouse().sources.store },
        ...{ catalogue: TEST_CATALOGUE, letterhead: {}, audit: notingAudit(), simulatedUntil: () => undefined },
        ...{ enrolled: () => new Set(["quay-01"]), shared, policy: () => ({ number: 0, applied: DEFAULT_POLICY }) },
        clock: { now: () => 0, monotonic: () => 0 },
      }).sources.uptime(OCTOBER);
    expect(read([whole], false)).toMatchObject({ reported: { percent: "100.00" } });
    expect(read([], false)).toMatchObject({ reported: null, why: { code: "not_recorded" } });
    expect(read([whole], true)).toMatchObject({ reported: null, why: { code: "workers" } });
  });
});
