import { copyFile, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openClassifier, probabilitiesOf } from "#eye/expression/classifier.js";
import { drawRamps } from "#eye/expression/golden-vector.js";
import { loadExpressionModel } from "#eye/models.js";
import { type Verdict, verifyModels } from "#eye/verify-models.js";
import { isErrorCode, messageOf } from "#platform/errors.js";
import { sha256Hex } from "#platform/signing.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const TINY = at("test/fixtures/tiny-model");

/** RGB 64 × 64, colours last, seven labels, probabilities: nothing of it is as in our own network. */
const TINY_ENTRY = {
  file: "tiny.onnx",
  licence: "Apache-2.0",
  source: "test/fixtures/tiny-model/make_tiny_model.py",
  input: {
    name: "image",
    width: 64,
    height: 64,
    colour: "rgb",
    range: [0, 1],
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
    layout: "nhwc",
    mirror: false,
  },
  outputs: { logits: "probabilities", kind: "probabilities" },
  labels: ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"],
  golden: "golden.json",
};
type Change = { input?: object; outputs?: object; labels?: (string | null)[]; sha256?: string; golden?: string };

async function withTiny(change: Change = {}): Promise<TemporaryFolder> {
  const folder = await temporaryFolder();
  const manifest = JSON.parse(await readFile(at("models/manifest.json"), "utf8")) as Record<string, unknown>;
  const bytes = await readFile(`${TINY}/tiny.onnx`);
  for (const file of ["tiny.onnx", "golden.json"]) await copyFile(`${TINY}/${file}`, folder.file(file));
  const entry = { ...TINY_ENTRY, sha256: sha256Hex(bytes), bytes: bytes.length, ...change };
  entry.input = { ...TINY_ENTRY.input, ...change.input };
  entry.outputs = { ...TINY_ENTRY.outputs, ...change.outputs };
  await writeFile(folder.file("manifest.json"), JSON.stringify({ ...manifest, alternatives: { tiny: entry } }));
  return folder;
}

const tinyOf = (verdicts: Verdict[]): Verdict => verdicts.find(({ name }) => name === "tiny") as Verdict;
async function faultOf(change: Change): Promise<{ code: boolean; text: string }> {
  await using folder = await withTiny(change);
  const verdict = tinyOf(await verifyModels(folder.path));
  if (!("fault" in verdict)) return { code: false, text: "no fault" };
  return { code: isErrorCode(verdict.fault, "model.unfit"), text: messageOf(verdict.fault) };
}

describe("another expression model, by the manifest alone", () => {
  it("answers as PyTorch does: its golden vector passes", async () => {
    await using folder = await withTiny();
    const verdict = tinyOf(await verifyModels(folder.path));
    expect(verdict).toMatchObject({ name: "tiny", sha256: sha256Hex(await readFile(`${TINY}/tiny.onnx`)) });
    expect("golden" in verdict && verdict.golden).toBeLessThan(1e-5);
  });

  it("has its labels mapped to ours, and 0 for the class that it does not know", async () => {
    await using folder = await withTiny();
    const model = await loadExpressionModel(folder.path, "tiny");
    await using classifier = await openClassifier(model.bytes, model.network, model.path);
    const golden = JSON.parse(await readFile(`${TINY}/golden.json`, "utf8")) as { outputs: { logits: number[] } };
    const { logits, unreadable } = await classifier.classify(drawRamps(model.network.input, 3));
    const p = probabilitiesOf(logits, 1);
    const [anger, disgust, fear, happiness, sadness, surprise, neutral] = golden.outputs.logits;
    const expected = { anger, disgust, fear, happiness, sadness, surprise, neutral };
    for (const [name, share] of Object.entries(expected)) expect(p[name as keyof typeof p]).toBeCloseTo(share ?? 0, 5);
    expect(p.contempt).toBe(0);
    expect(unreadable).toBe(Number.NEGATIVE_INFINITY);
  });

  it("reads a face out of a picture in its own size and colours", async () => {
    await using folder = await withTiny();
    const model = await loadExpressionModel(folder.path, "tiny");
    await using classifier = await openClassifier(model.bytes, model.network, model.path);
    const levels = drawRamps(model.network.input, 3);
    // The canonical 48 px face laid over the whole of a 64 px picture: pixel k of 48 is centred on (k + 0.5) · 64 / 48 − 0.5.
    const similarity = { a: 64 / 48, b: 0, tx: 64 / 96 - 0.5, ty: 64 / 96 - 0.5 };
    const picture = { rgb: Uint8Array.from(levels), width: 64, height: 64 };
    const read = await classifier.read({ picture, similarity, aligned: new Float32Array(48 * 48) });
    const whole = await classifier.classify(levels);
    read.logits.forEach((logit, i) => {
      if (Number.isFinite(logit)) expect(logit).toBeCloseTo(whole.logits[i] as number, 3);
    });
  });

  it.each<[string, Change]>([
    ["blue and red swapped", { input: { colour: "bgr" } }],
    ["0–255 instead of 0–1", { input: { range: [0, 255] } }],
    ["−1–1 instead of 0–1", { input: { range: [-1, 1] } }],
    ["no mean", { input: { mean: [0] } }],
    ["no deviation", { input: { std: [1] } }],
  ])("its golden vector catches %s", async (_, change) => {
    const { code, text } = await faultOf(change);
    expect(code).toBe(true);
    expect(text).toMatch(/tiny\.onnx does not answer as .*golden\.json says: it differs by .*Mend input\.colour/);
  });

  it.each<[string, Change, RegExp]>([
    [
      "another size",
      { input: { width: 48 } },
      /shape 1 × 64 × 64 × 3, but the manifest's says n × 64 × 48 × 3.*input\.width/,
    ],
    ["another layout", { input: { layout: "nchw" } }, /shape 1 × 64 × 64 × 3.*n × 3 × 64 × 64.*input\.layout/],
    ["two faces where it takes one", { input: { mirror: true } }, /one face at a time.*Set input\.mirror to false/],
    ["another input name", { input: { name: "face" } }, /input\.name is "face", but the file has image/],
    [
      "a missing output",
      { outputs: { logits: "logits" } },
      /outputs\.logits is "logits", but the file has probabilities/,
    ],
    ["a gate that it lacks", { outputs: { unreadable: "gate" } }, /outputs\.unreadable is "gate"/],
    [
      "too few labels",
      { labels: ["happy", "sad"] },
      /has 7 numbers a face, but the manifest names 2 labels.*Mend labels/,
    ],
  ])("says what to do about %s", async (_, change, text) => {
    expect(await faultOf(change)).toMatchObject({ code: true, text: expect.stringMatching(text) });
  });

  it("names the key of a label that is none of ours, and of one named twice", async () => {
    for (const [labels, text] of [
      [["angry", "bored"], /alternatives\.tiny\.labels\.1: expected one of neutral/],
      [["angry", "anger"], /alternatives\.tiny\.labels: expected each class once/],
    ] as const) {
      await using folder = await withTiny({ labels: [...labels] });
      await expect(verifyModels(folder.path)).rejects.toThrow(text);
    }
  });

  it("refuses a tampered file, a missing golden file and a golden file that is none, and goes on with the others", async () => {
    await using folder = await withTiny();
    await copyFile(at("models/expression.onnx"), folder.file("expression.onnx"));
    await writeFile(folder.file("golden.json"), "{}");
    expect(tinyOf(await verifyModels(folder.path))).toMatchObject({ fault: { code: "model.altered" } });
    await writeFile(folder.file("tiny.onnx"), "no network");
    const verdicts = await verifyModels(folder.path);
    expect(tinyOf(verdicts)).toMatchObject({ fault: { code: "model.altered" } });
    expect(verdicts.find(({ name }) => name === "detector")).toHaveProperty("sha256");
    await using other = await withTiny({ golden: "absent.json" });
    expect(tinyOf(await verifyModels(other.path))).toMatchObject({ fault: { code: "model.missing" } });
  });

  it("refuses a file that is no ONNX although its hash is right", async () => {
    await using folder = await withTiny({ sha256: sha256Hex("no network") });
    await writeFile(folder.file("tiny.onnx"), "no network");
    expect(tinyOf(await verifyModels(folder.path))).toMatchObject({ fault: { code: "model.unfit" } });
  });

  it("names the models that there are when asked for another", async () => {
    await using folder = await withTiny();
    await expect(loadExpressionModel(folder.path, "large")).rejects.toThrow(
      /no expression model "large".*expression, tiny/,
    );
  });
});
