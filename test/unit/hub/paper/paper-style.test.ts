import { expect, it } from "vitest";
import { LETTER_KINDS } from "#contract/letters.js";
import { letterPage } from "#hub/letters/letter-page.js";
import { PAPER_STYLE } from "#hub/paper/paper-style.js";
import { readReport } from "#hub/paper/read-report.js";
import { reportPage } from "#hub/paper/report-page.js";
import { ratingsReport } from "#hub/report/ratings-report.js";
import { reportHouse } from "../../../support/report-sources.js";

it("the style of the papers speaks of nothing that no paper has, and counts no columns", async () => {
  const { sources } = reportHouse();
  const report = await readReport("2026-10", { ...sources, simulatedUntil: () => "2026-11-01" });
  const parts = { language: "vi", letterhead: {} } as const;
  const pages = [
    ...[report, ratingsReport(report)].map((one) => reportPage({ ...parts, report: one, revision: 1 })),
    ...LETTER_KINDS.map((kind) =>
      letterPage({ ...parts, kind, late: undefined, today: "2026-11-20", deathExcluded: true }),
    ),
  ];
  const used = new Set(
    pages.flatMap((page) => [...page.matchAll(/ class="([^"]+)"/g)].flatMap(([, names = ""]) => names.split(" "))),
  );
  const named = [...PAPER_STYLE.matchAll(/\.([a-z]+)(?=[^{}]*\{)/g)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !used.has(name))).toEqual([]);
  expect(PAPER_STYLE).not.toMatch(/t[dh]:nth/);
});
