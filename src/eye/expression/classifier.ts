import { type InferenceSession, Tensor } from "onnxruntime-node";
import { EXPRESSIONS, type Probabilities } from "#contract/expression.js";
import { FACE_SIDE } from "#eye/face/align.js";
import { openSession } from "#eye/onnx-session.js";

/** `logits` in the order of EXPRESSIONS; `unreadable` is the logit of "a person would not call an expression here". */
type ExpressionLogits = { readonly logits: readonly number[]; readonly unreadable: number };

const PIXELS = FACE_SIDE * FACE_SIDE;
const CLASSES = EXPRESSIONS.length;

/**
 * The expression network on one aligned face (grey levels 0–255, 48 × 48). It reads the face and its mirror image and
 * answers with the mean of their logits: 1.0 to 1.3 points more accurate on FER+ (valid) than the face alone.
 */
export class Classifier {
  readonly #session: InferenceSession;
  readonly #input = new Float32Array(2 * PIXELS);
  readonly #feeds: Record<string, Tensor>;

  constructor(session: InferenceSession) {
    this.#session = session;
    this.#feeds = { face: new Tensor("float32", this.#input, [2, 1, FACE_SIDE, FACE_SIDE]) };
  }

  async classify(face: Float32Array): Promise<ExpressionLogits> {
    this.#fill(face);
    const outputs = await this.#session.run(this.#feeds);
    const logits = outputs.logits?.data as Float32Array;
    const unreadable = outputs.unreadable?.data as Float32Array;
    return {
      logits: EXPRESSIONS.map((_, i) => ((logits[i] as number) + (logits[i + CLASSES] as number)) / 2),
      unreadable: ((unreadable[0] as number) + (unreadable[1] as number)) / 2,
    };
  }

  /** The last face is not kept until there is a next one. */
  clear(): void {
    this.#input.fill(0);
  }

  #fill(face: Float32Array): void {
    const input = this.#input;
    for (let i = 0; i < PIXELS; i++) {
      const level = (face[i] as number) / 255;
      const column = i % FACE_SIDE;
      input[i] = level;
      input[PIXELS + i - column + FACE_SIDE - 1 - column] = level;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.clear();
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
