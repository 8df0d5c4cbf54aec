import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { hashSchema } from "#contract/identifiers.js";
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
export const manifestSchema = z.strictObject({
  version: z.literal(1),
  models: z.strictObject({ detector: modelSchema, expression: modelSchema }),
});
type ModelName = keyof z.infer<typeof manifestSchema>["models"];
type ModelEntry = z.infer<typeof modelSchema>;
export type Model = { readonly bytes: Uint8Array; readonly sha256: string; readonly temperature: number };

export const MODEL_NAMES: readonly ModelName[] = ["detector", "expression"];

const REINSTALL = "Install Hailong again (npm ci), or restore that file from the release";

/** Reads a model of the manifest in `folder`. Throws `model.missing` or `model.altered`. */
export async function loadModel(folder: string, name: ModelName): Promise<Model> {
  const entry = (await readManifest(folder)).models[name];
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

/** Checks every model of the manifest in `folder`; throws at the first that is missing or altered. */
export async function verifyModels(folder: string): Promise<{ name: ModelName; sha256: string }[]> {
  const verified = [];
  for (const name of MODEL_NAMES) verified.push({ name, sha256: (await loadModel(folder, name)).sha256 });
  return verified;
}

export function modelPath(folder: string, entry: Pick<ModelEntry, "package" | "file">): string {
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

async function readManifest(folder: string): Promise<z.infer<typeof manifestSchema>> {
  const path = join(folder, "manifest.json");
  const bytes = await readModelFile(path);
  try {
    return manifestSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  } catch (error) {
    throw new AppError("model.altered", `${path} is not a model manifest: ${messageOf(error)}`, {
      cause: error,
      remedy: REINSTALL,
    });
  }
}

async function readModelFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new AppError("model.missing", `${path} cannot be read (${systemCode(error) ?? messageOf(error)})`, {
      cause: error,
      remedy: REINSTALL,
    });
  }
}
