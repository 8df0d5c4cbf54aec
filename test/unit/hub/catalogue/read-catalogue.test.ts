import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { slugSchema } from "#contract/identifiers.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { nameOfField, nameOfProcedure } from "#hub/catalogue/catalogue.js";
import { readCatalogue } from "#hub/catalogue/read-catalogue.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

test("the list that comes with the appliance names about thirty procedures in eight fields, in both languages", () => {
  const { fields, procedures } = readCatalogue();
  expect(fields.size).toBe(8);
  expect(procedures.size).toBeGreaterThanOrEqual(30);
  for (const slug of [...fields.keys(), ...procedures.keys()]) expect(slugSchema.safeParse(slug).success).toBe(true);
  expect(procedures.get("khai-sinh")).toEqual({
    field: "ho-tich",
    name: { vi: "Đăng ký khai sinh", en: "Birth registration" },
  });
});

test("every procedure that is never scored by default has its name", () => {
  const { procedures } = readCatalogue();
  for (const procedure of DEFAULT_POLICY.excludedProcedures) expect(procedures.has(procedure)).toBe(true);
});

test("a name that is not listed is shown as it is", () => {
  const catalogue = readCatalogue();
  expect(nameOfField(catalogue, "dat-dai")).toEqual({ vi: "Đất đai", en: "Land" });
  expect(nameOfField(catalogue, "linh-vuc-moi")).toEqual({ vi: "linh-vuc-moi", en: "linh-vuc-moi" });
  expect(nameOfProcedure(catalogue, "thu-tuc-moi").vi).toBe("thu-tuc-moi");
});

test("a procedure in a field that is not listed is refused with its place", async () => {
  await using folder = await temporaryFolder();
  const file = folder.file("procedures.yaml");
  writeFileSync(file, "fields:\n  a: { vi: A, en: A }\nprocedures:\n  p: { field: b, vi: P, en: P }\n");
  expect(() => readCatalogue(file)).toThrow(
    `procedures.p.field: expected one of the names under \`fields\`, got "b" (${file}:4)`,
  );
});
