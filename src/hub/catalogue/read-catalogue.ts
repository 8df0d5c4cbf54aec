import { fileURLToPath } from "node:url";
import { z } from "zod";
import { slugSchema } from "#contract/identifiers.js";
import type { Catalogue } from "#hub/catalogue/catalogue.js";
import { readConfig } from "#platform/config-file.js";

/** `device/procedures.yaml` of this installation: three folders above, from src/ as from dist/. */
const DEFAULT_FILE = fileURLToPath(new URL("../../../device/procedures.yaml", import.meta.url));

const words = { vi: z.string().min(1).max(120), en: z.string().min(1).max(120) };
const catalogueSchema = z
  .strictObject({
    fields: z.record(slugSchema, z.strictObject(words)),
    procedures: z.record(slugSchema, z.strictObject({ field: slugSchema, ...words })),
  })
  .superRefine(({ fields, procedures }, context) => {
    for (const [procedure, { field }] of Object.entries(procedures)) {
      if (!(field in fields))
        context.addIssue({
          code: "custom",
          path: ["procedures", procedure, "field"],
          message: "expected one of the names under `fields`",
        });
    }
  });

/** Without a file: the usual procedures of a commune. Throws `config.*` naming key, value, expectation and line. */
export function readCatalogue(file: string = DEFAULT_FILE): Catalogue {
  const { fields, procedures } = readConfig(file, catalogueSchema);
  return {
    fields: new Map(Object.entries(fields)),
    procedures: new Map(
      Object.entries(procedures).map(([procedure, { field, ...name }]) => [procedure, { field, name }]),
    ),
  };
}
