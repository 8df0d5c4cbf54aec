import { expect, it } from "vitest";
import { namesIn } from "#hub/people/audit-names.js";
import { TEST_CATALOGUE } from "../../../support/office.js";

it("names the fields and procedures that the rows of the log have by their codes, and no others", () => {
  const row = { at: "2026-10-05T02:11:09.120Z", person: "van-phong", action: "import.counts" };
  const rows = [
    { ...row, id: 1, detail: { figures: "2026-10 ho-tich/khai-sinh received 1 → 2, 2026-10 ly-hon overdue 1 → 0" } },
    { ...row, id: 2, detail: { from: '{"excludedProcedures":["khai-tu"]}', rows: 3 } },
  ];
  const { fields, procedures } = namesIn(rows, TEST_CATALOGUE);
  expect([fields, Object.keys(procedures)]).toEqual([
    { "ho-tich": { vi: "Hộ tịch", en: "Civil status" } },
    ["khai-sinh", "khai-tu"],
  ]);
});
