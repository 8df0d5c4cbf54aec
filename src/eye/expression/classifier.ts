import { type InferenceSession, Tensor } from "onnxruntime-node";
import { EXPRESSIONS, type Probabilities } from "#contract/expression.js";
import { FACE_SIDE } from "#eye/face/align.js";
import { openSession } from "#eye/onnx-session.js";

/** `logits` in the order of EXPRESSIONS; `unreadable` is the logit of "a person would not call an expression here". */
export type ExpressionLogits = { readonly logits: readonly number[]; readonly unreadable: number };

/** The expression network. Input: one aligned face, grey levels 0–255, 48 × 48. */
export class Classifier {
  readonly #session: InferenceSession;
  readonly #input = new Float32Array(FACE_SIDE * FACE_SIDE);
  readonly #feeds: Record<string, Tensor>;

  constructor(session: InferenceSession) {
    this.#session = session;
    this.#feeds = { face: new Tensor("float32", this.#input, [1, 1, FACE_SIDE, FACE_SIDE]) };
  }

  async classify(face: Float32Array): Promise<ExpressionLogits> {
    for (let i = 0; i < face.length; i++) this.#input[i] = (face[i] as number) / 255;
    const outputs = await this.#session.run(this.#feeds);
    const logits = outputs["logits"]?.data as Float32Array;
    const unreadable = outputs["unreadable"]?.data as Float32Array;
    return { logits: Array.from(logits), unreadable: unreadable[0] as number };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#input.fill(0);
    await this.#session.release();
  }
}

export async function openClassifier(model: Uint8Array): Promise<Classifier> {
  return new Classifier(await openSession(model));
}

/** Softmax of logits ÷ temperature. */
export function probabilitiesOf(logits: readonly number[], temperature: number): Probabilities {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp((logit - most) / temperature));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return Object.fromEntries(EXPRESSIONS.map((name, i) => [name, (powers[i] ?? 0) / total])) as Probabilities;
}

export const logistic = (logit: number): number => 1 / (1 + Math.exp(-logit));
