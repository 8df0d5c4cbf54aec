import { copyFile, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadModel, MODEL_NAMES } from "#eye/models.js";
import { verifyModels } from "#eye/verify-models.js";
import { isErrorCode } from "#platform/errors.js";
import { sha256Hex } from "#platform/signing.js";
import { type TemporaryFolder, temporaryFolder } from "../../support/temporary-folder.js";

const OURS = fileURLToPath(new URL("../../../models", import.meta.url));

/** A folder with our manifest and a stand-in for our model that the manifest knows. */
async function modelsFolder(change: (manifest: Manifest) => void = () => {}): Promise<TemporaryFolder> {
  const folder = await temporaryFolder();
  const manifest = JSON.parse(await readFile(`${OURS}/manifest.json`, "utf8")) as Manifest;
  const bytes = Buffer.from("a model");
  await writeFile(folder.file("expression.onnx"), bytes);
  Object.assign(manifest.models.expression, { sha256: sha256Hex(bytes), bytes: bytes.length });
  change(manifest);
  await writeFile(folder.file("manifest.json"), JSON.stringify(manifest));
  return folder;
}
type Manifest = { models: Record<"detector" | "expression", Record<string, unknown>> };

const failure = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error("it did not fail"),
    (error: Error) => error,
  );

describe("the shipped manifest", () => {
  it("names every model, and the models are those", async () => {
    const verified = await verifyModels(OURS);
    expect(verified.map(({ name }) => name)).toEqual(MODEL_NAMES);
    expect(verified.filter((verdict) => "fault" in verdict)).toEqual([]);
  });
});

describe("models that are not as the manifest says", () => {
  it("is model.missing without the file, naming it and the remedy", async () => {
    await using folder = await temporaryFolder();
    await copyFile(`${OURS}/manifest.json`, folder.file("manifest.json"));
    const error = await failure(loadModel(folder.path, "expression"));
    expect(isErrorCode(error, "model.missing")).toBe(true);
    expect(error.message).toContain(folder.file("expression.onnx"));
    expect(error.message).toContain("Install Hailong again");
  });

  it("is model.altered after one byte, naming what was found and what was expected", async () => {
    await using folder = await modelsFolder();
    expect((await loadModel(folder.path, "expression")).sha256).toBe(sha256Hex("a model"));
    await writeFile(folder.file("expression.onnx"), "a modem");
    const error = await failure(loadModel(folder.path, "expression"));
    expect(isErrorCode(error, "model.altered")).toBe(true);
    expect(error.message).toContain(sha256Hex("a modem"));
    expect(error.message).toContain(sha256Hex("a model"));
  });

  it("is model.altered when the detector's package holds another file", async () => {
    await using folder = await modelsFolder((manifest) => {
      manifest.models.detector.sha256 = "0".repeat(64);
    });
    const error = await failure(loadModel(folder.path, "detector"));
    expect(isErrorCode(error, "model.altered")).toBe(true);
    expect(error.message).toContain("face_detection_back_256x256");
  });

  it("is model.missing when the detector's package is not installed", async () => {
    await using folder = await modelsFolder((manifest) => {
      manifest.models.detector.package = "a-package-that-is-not-installed";
    });
    const error = await failure(loadModel(folder.path, "detector"));
    expect(isErrorCode(error, "model.missing")).toBe(true);
    expect(error.message).toContain("npm ci");
  });

  it.each([["not JSON"], ['{"version": 2}'], ["{}"]])("is model.altered for the manifest %j", async (text) => {
    await using folder = await temporaryFolder();
    await writeFile(folder.file("manifest.json"), text);
    expect(isErrorCode(await failure(verifyModels(folder.path)), "model.altered")).toBe(true);
  });

  it("is model.missing without a manifest", async () => {
    await using folder = await temporaryFolder();
    expect(isErrorCode(await failure(verifyModels(folder.path)), "model.missing")).toBe(true);
  });
});
