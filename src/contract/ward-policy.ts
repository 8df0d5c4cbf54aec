import { z } from "zod";
import { policyPatchSchema, policySchema } from "#contract/policy.js";

/** What a ward may set on its page. The rest is the city's, or a technician's, in a file. */
export const PAGE_KEYS = [
  "k",
  "grainMinutes",
  "consent",
  "mode",
  "excludedProcedures",
  "requireCertificate",
  "presence",
  "ratingGraceSeconds",
  "ratingUndoSeconds",
  "recallFloor",
] as const satisfies readonly (keyof z.output<typeof policySchema>)[];

/**
 * Below these a cell says too much of each one in it, a time points at one citizen, or a camera that finds fewer than half of
 * the dissatisfied is relied on. A file may go lower, where a city has a reason.
 */
export const PAGE_LEAST = { k: 5, grainMinutes: 5, recallFloor: 0.5 } as const;
/** `active` is what double ratings earn (design 5.8) and nobody's choice; left out, the mode is as learned. */
export const PAGE_MODES = ["advisory", "suspended"] as const;

const wordsSchema = z.strictObject({ vi: z.string(), en: z.string() });
const layerSchema = z.enum(["default", "city", "ward", "learned"]);

const changeSchema = z.strictObject({
  revision: z.int().min(1),
  person: z.string(),
  at: z.iso.datetime(),
  changes: z
    .array(z.strictObject({ key: z.string(), from: z.unknown(), to: z.unknown() }))
    .describe("null: not set by the ward"),
  number: z.int().min(1).nullable().describe("of the policy that was published with it; null until then"),
});
export type WardPolicyChange = z.infer<typeof changeSchema>;

export const wardPolicySchema = z.strictObject({
  number: z.int().min(0).describe("of the policy in force; 0: none was published, the defaults hold"),
  authority: z
    .enum(["page", "file", "workers"])
    .describe("where the ward's own keys are set: here, in `policyFile`, or (several workers) only ever in a file"),
  revision: z.int().min(0).describe("what a change is to be based on"),
  patch: policyPatchSchema.describe("the keys that the ward itself sets"),
  inForce: policySchema,
  keys: z.array(
    z.strictObject({
      key: z.string(),
      from: layerSchema.describe("city below ward below learned"),
      settable: z.boolean().describe("on this page"),
    }),
  ),
  procedureNames: z.record(z.string(), wordsSchema).describe("of those that the policies name and the catalogue knows"),
  history: z.array(changeSchema).describe("the newest first"),
});
export type WardPolicyView = z.output<typeof wardPolicySchema>;

export const wardPolicyChangeSchema = z.strictObject({
  patch: policyPatchSchema.describe(
    "all that the ward sets from now on; what is left out is as the city says, or the default",
  ),
  basedOn: z.int().min(0).describe("the revision that was read before"),
});
