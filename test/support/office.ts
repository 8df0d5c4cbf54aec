import type { Catalogue } from "#hub/catalogue/catalogue.js";
import { OFFICE_MIGRATIONS } from "#hub/office/office-tables.js";
import type { Audit, AuditRow } from "#hub/people/audit.js";
import { openSqlite, type Sqlite } from "#platform/sqlite.js";

export const openTestOffice = (): Sqlite => openSqlite(":memory:", OFFICE_MIGRATIONS);

export type Noted = Pick<AuditRow, "person" | "action" | "detail">;

/** An audit log to look at. */
export function notingAudit(): Audit & { readonly noted: Noted[] } {
  const noted: Noted[] = [];
  return { noted, note: ({ person, action, detail = {} }) => void noted.push({ person, action, detail }) };
}

const words = (vi: string, en: string) => ({ vi, en });
export const TEST_CATALOGUE: Catalogue = {
  fields: new Map([
    ["ho-tich", words("Hộ tịch", "Civil status")],
    ["dat-dai", words("Đất đai", "Land")],
  ]),
  procedures: new Map([
    ["khai-sinh", { field: "ho-tich", name: words("Đăng ký khai sinh", "Birth registration") }],
    ["ket-hon", { field: "ho-tich", name: words("Đăng ký kết hôn", "Marriage registration") }],
    ["khai-tu", { field: "ho-tich", name: words("Đăng ký khai tử", "Death registration") }],
    ["bien-dong", { field: "dat-dai", name: words("Đăng ký biến động đất đai", "Change in land") }],
  ]),
};
