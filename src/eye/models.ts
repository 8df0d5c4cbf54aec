import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { hashSchema } from "#contract/identifiers.js";
import { type Network, networkShape } from "#eye/expression/network.js";
import { AppError, messageOf, systemCode } from "#platform/errors.js";
import { sha256Hex } from "#platform/signing.js";

/** A model of ours lies beside the manifest; one of somebody else's is used in place, from its npm package. */
const modelSchema = z.strictObject({
  package: z.string().optional().describe("npm package that holds it; without it, the manifest's folder does"),
  file: z.string().min(1).describe("path within that package or folder"),
  sha256: hashSchema,
  bytes: z.int().min(1),
  licence: z.string(),
  source: z.string(),
  temperature: z.number().positive().default(1).describe("logits are divided by it before the softmax"),
});
const expressionSchema = modelSchema.extend({
  ...networkShape,
  golden: z.string().min(1).optional().describe("beside the manifest: a golden vector, run by `hailong models verify`"),
});
const alternativeNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "expected a–z, 0–9 and -")
  .refine((name) => name !== "detector" && name !== "expression", "that name is taken by manifest.models");
const manifestSchema = z.strictObject({
  version: z.literal(1),
  models: z.strictObject({ detector: modelSchema, expression: expressionSchema }),
  alternatives: z
    .record(alternativeNameSchema, expressionSchema)
    .optional()
    .describe("expression models to evaluate; models.expression is the one that reads"),
});
type Manifest = z.infer<typeof manifestSchema>;
type ModelName = keyof Manifest["models"];
type ModelEntry = z.infer<typeof modelSchema>;
export type ExpressionEntry = z.infer<typeof expressionSchema>;
export type Model = { readonly bytes: Uint8Array; readonly sha256: string; readonly temperature: number };
export type ExpressionModel = Model & { readonly name: string; readonly path: string; readonly network: Network };

export const MODEL_NAMES: readonly ModelName[] = ["detector", "expression"];

const REINSTALL = "Install Hailong again (npm ci), or restore that file from the release";

/** Reads a model of the manifest in `folder`. Throws `model.missing` or `model.altered`. */
export async function loadModel(folder: string, name: ModelName): Promise<Model> {
  return readModel(folder, (await readManifest(folder)).models[name]);
}

/** The expression model that reads, or one of the alternatives by its name. Throws `model.unknown` besides. */
export async function loadExpressionModel(folder: string, name = "expression"): Promise<ExpressionModel> {
  const entries = expressionEntries(await readManifest(folder));
  const entry = entries.get(name);
  if (!entry) {
    throw new AppError("model.unknown", `${join(folder, "manifest.json")} has no expression model "${name}"`, {
      remedy: `Name one of ${[...entries.keys()].join(", ")}, or add it under alternatives`,
    });
  }
  return { ...(await readModel(folder, entry)), name, path: modelPath(folder, entry), network: entry };
}

export function expressionEntries({ models, alternatives }: Manifest): Map<string, ExpressionEntry> {
  return new Map([["expression", models.expression], ...Object.entries(alternatives ?? {})]);
}

async function readModel(folder: string, entry: ModelEntry): Promise<Model> {
  const path = modelPath(folder, entry);
  const bytes = await readModelFile(path);
  const sha256 = sha256Hex(bytes);
  if (sha256 !== entry.sha256) {
    throw new AppError("model.altered", `${path} has sha256 ${sha256}, expected ${entry.sha256}`, {
      remedy: REINSTALL,
    });
  }
  return { bytes, sha256, temperature: entry.temperature };
}

function modelPath(folder: string, entry: Pick<ModelEntry, "package" | "file">): string {
  if (entry.package === undefined) return join(folder, entry.file);
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${entry.package}/package.json`)), entry.file);
  } catch (error) {
    throw new AppError("model.missing", `the npm package ${entry.package} is not installed`, {
      cause: error,
      remedy: "Run npm ci in the installation folder",
    });
  }
}

/** Throws `model.missing` or `model.altered`, with the place of the first keys that are wrong. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, "manifest.json");
  const bytes = await readModelFile(path);
  try {
    return manifestSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  } catch (error) {
    throw new AppError("model.altered", `${path} is not a model manifest: ${problemsOf(error)}`, {
      cause: error,
      remedy: "Mend those keys, or install Hailong again (npm ci)",
    });
  }
}

/** "alternatives.tiny.labels.2: expected …", for each key that is wrong. */
const problemsOf = (error: unknown): string =>
  error instanceof z.ZodError
    ? error.issues.map(({ path, message }) => `${path.join(".") || "the whole"}: ${message}`).join("; ")
    : messageOf(error);

export async function readModelFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new AppError("model.missing", `${path} cannot be read (${systemCode(error) ?? messageOf(error)})`, {
      cause: error,
      remedy: REINSTALL,
    });
  }
}
