import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXPRESSIONS } from "#contract/expression.js";
import { type Classifier, openClassifier } from "#eye/expression/classifier.js";
import type { Similarity } from "#eye/face/align.js";
import { AlignedFace } from "#eye/face/aligned-face.js";
import { loadModel, type Model } from "#eye/models.js";

/** Made by models/training/golden.py with numpy and PyTorch, from the shipped weights. */
type Golden = {
  classes: string[];
  onnxSha256: string;
  width: number;
  height: number;
  rgbBase64: string;
  cases: { similarity: Similarity; tensor: number[]; logits: number[]; unreadable: number }[];
};
const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

let golden: Golden;
let model: Model;
let classifier: Classifier;
beforeAll(async () => {
  golden = JSON.parse(await readFile(at("test/fixtures/expression-golden.json"), "utf8")) as Golden;
  model = await loadModel(at("models"), "expression");
  classifier = await openClassifier(model.bytes);
});
afterAll(() => classifier?.[Symbol.asyncDispose]());

const mostDifferent = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN))));

describe("the same picture in PyTorch and in the eye", () => {
  it("is of the shipped network, in the contract's classes", () => {
    expect(golden.onnxSha256, "run models/training/finish.py again").toBe(model.sha256);
    expect(golden.classes).toEqual([...EXPRESSIONS]);
  });

  it.each([0, 1, 2])("gives the same tensor and the same logits (case %i)", async (index) => {
    const { similarity, tensor, logits, unreadable } = golden.cases[index] as Golden["cases"][number];
    const rgb = new Uint8Array(Buffer.from(golden.rgbBase64, "base64"));
    const aligned = new AlignedFace();
    aligned.sample({ rgb, width: golden.width, height: golden.height }, similarity);
    expect(aligned.face).toHaveLength(tensor.length);
    expect(
      mostDifferent(
        Array.from(aligned.face, (level) => level / 255),
        tensor,
      ),
    ).toBeLessThan(1e-5);
    const answer = await classifier.classify(aligned.face);
    expect(mostDifferent([...answer.logits, answer.unreadable], [...logits, unreadable])).toBeLessThan(1e-4);
  });
});
