import { join } from "node:path";
import { type Classifier, openClassifier } from "#eye/expression/classifier.js";
import { differenceFrom, type GoldenVector, goldenSchema } from "#eye/expression/golden-vector.js";
import {
  type ExpressionEntry,
  type ExpressionModel,
  expressionEntries,
  loadExpressionModel,
  loadModel,
  readManifest,
  readModelFile,
} from "#eye/models.js";
import { AppError, messageOf } from "#platform/errors.js";

/** `golden`: the largest difference from its golden vector; none when the manifest names no such file. */
type Verified = { readonly name: string; readonly sha256: string; readonly golden?: number };
export type Verdict = Verified | { readonly name: string; readonly fault: unknown };

/** Checks every model of the manifest in `folder`: its file, its shape, its golden vector. Throws only for the manifest. */
export async function verifyModels(folder: string): Promise<Verdict[]> {
  const manifest = await readManifest(folder);
  const verdicts = [await verdictOn("detector", async () => verifyDetector(folder))];
  for (const [name, entry] of expressionEntries(manifest)) {
    verdicts.push(await verdictOn(name, () => verifyExpression(folder, name, entry)));
  }
  return verdicts;
}

async function verdictOn(name: string, verify: () => Promise<Verified>): Promise<Verdict> {
  try {
    return await verify();
  } catch (fault) {
    return { name, fault };
  }
}

async function verifyDetector(folder: string): Promise<Verified> {
  return { name: "detector", sha256: (await loadModel(folder, "detector")).sha256 };
}

async function verifyExpression(folder: string, name: string, { golden }: ExpressionEntry): Promise<Verified> {
  const model = await loadExpressionModel(folder, name);
  await using classifier = await openClassifier(model.bytes, model.network, model.path);
  if (golden === undefined) return { name, sha256: model.sha256 };
  const file = join(folder, golden);
  return { name, sha256: model.sha256, golden: await runGolden(await readGolden(file), { classifier, model, file }) };
}

type GoldenRun = { classifier: Classifier; model: ExpressionModel; file: string };

async function runGolden(vector: GoldenVector, { classifier, model, file }: GoldenRun): Promise<number> {
  const difference = await differenceFrom(vector, classifier);
  if (difference <= vector.tolerance) return difference;
  const found = Number.isFinite(difference)
    ? `differs by ${difference.toPrecision(3)} (at most ${vector.tolerance})`
    : "has other outputs";
  throw new AppError("model.unfit", `${model.path} does not answer as ${file} says: it ${found}`, {
    remedy:
      "Mend input.colour, input.range, input.mean, input.std, input.mirror or the order of outputs in manifest.json; " +
      "after training anew, write the golden file again",
  });
}

async function readGolden(file: string): Promise<GoldenVector> {
  const bytes = await readModelFile(file);
  try {
    return goldenSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  } catch (cause) {
    throw new AppError("model.altered", `${file} is not a golden vector: ${messageOf(cause)}`, {
      cause,
      remedy: "Write it again where the network was made",
    });
  }
}
