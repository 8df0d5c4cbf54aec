import { EXPRESSIONS } from "#contract/expression.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { findFace } from "#eye/evaluation/find-face.js";
import { readPicture } from "#eye/evaluation/read-picture.js";
import { type Classifier, logistic, openClassifier, probabilitiesOf } from "#eye/expression/classifier.js";
import { levelsOf } from "#eye/expression/face-levels.js";
import { channelsOf } from "#eye/expression/network.js";
import { alignment } from "#eye/face/align.js";
import { AlignedFace } from "#eye/face/aligned-face.js";
import { type Detector, openDetector } from "#eye/face/detector.js";
import type { Picture } from "#eye/face/picture.js";
import { type ExpressionModel, loadExpressionModel, loadModel } from "#eye/models.js";
import { messageOf } from "#platform/errors.js";

/** `full`: the picture is the face, in the framing that the network learned; `detect`: found and aligned as at a counter. */
export type Crop = "full" | "detect";
type FaceAnswer = {
  /** In the order of EXPRESSIONS. */
  readonly probabilities: readonly number[];
  readonly refused: boolean | null;
  readonly bordered: boolean;
};

/** What became of a file: `problem` when it is no picture that can be decoded. */
export type FileAnswer =
  | { readonly kind: "face"; readonly face: FaceAnswer }
  | { readonly kind: "no_face" }
  | { readonly kind: "undecodable"; readonly problem: string };

/** As large as a counter's picture is analysed. */
const DETECT_SIDE = 1280;

/** Reads the expression of one picture with the eye's own parts. */
export class PictureReader implements AsyncDisposable {
  readonly model: ExpressionModel;
  readonly #classifier: Classifier;
  readonly #detector: Detector | undefined;
  readonly #aligned = new AlignedFace();
  #turn: Promise<unknown> = Promise.resolve();
  #pending = 0;

  constructor(model: ExpressionModel, classifier: Classifier, detector: Detector | undefined) {
    this.model = model;
    this.#classifier = classifier;
    this.#detector = detector;
  }

  /** Files that are being read. */
  get pending(): number {
    return this.#pending;
  }

  /** Files are decoded side by side and read one after another: the networks' buffers hold one face. */
  async readFile(path: string): Promise<FileAnswer> {
    this.#pending++;
    try {
      const picture = await this.#decode(path);
      if ("problem" in picture) return { kind: "undecodable", ...picture };
      const turn = this.#turn.then(() => this.#read(picture));
      this.#turn = turn.catch(() => {});
      const face = await turn;
      return face ? { kind: "face", face } : { kind: "no_face" };
    } finally {
      this.#pending--;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turn;
    this.#aligned.clear();
    await this.#classifier[Symbol.asyncDispose]();
    await this.#detector?.[Symbol.asyncDispose]();
  }

  async #decode(file: string): Promise<Picture | { problem: string }> {
    const { width, height } = this.model.network.input;
    const fit = this.#detector
      ? ({ width: DETECT_SIDE, height: DETECT_SIDE, fit: "inside" } as const)
      : ({ width, height, fit: "cover" } as const);
    try {
      return await readPicture(file, fit);
    } catch (error) {
      return { problem: messageOf(error).split("\n")[0] ?? "" };
    }
  }

  /** Undefined when no face is found. */
  async #read(picture: Picture): Promise<FaceAnswer | undefined> {
    if (!this.#detector) {
      const levels = levelsOf(picture, channelsOf(this.model.network.input));
      return this.#answer(await this.#classifier.classify(levels), false);
    }
    const found = await findFace(this.#detector, picture);
    if (!found) return undefined;
    const similarity = alignment(found.face);
    this.#aligned.sample(picture, similarity);
    const aligned = this.#aligned.face;
    return this.#answer(await this.#classifier.read({ picture, similarity, aligned }), found.bordered);
  }

  #answer({ logits, unreadable }: Awaited<ReturnType<Classifier["classify"]>>, bordered: boolean): FaceAnswer {
    const p = probabilitiesOf(logits, this.model.temperature);
    const gated = this.model.network.outputs.unreadable !== undefined;
    return {
      probabilities: EXPRESSIONS.map((name) => p[name]),
      refused: gated ? logistic(unreadable) > DEFAULT_POLICY.reading.maximumUnreadable : null,
      bordered,
    };
  }
}

export type ReaderOptions = { readonly models: string; readonly model: string; readonly crop: Crop };

export async function openPictureReader({ models, model, crop }: ReaderOptions): Promise<PictureReader> {
  const expression = await loadExpressionModel(models, model);
  const classifier = await openClassifier(expression.bytes, expression.network, expression.path);
  const detector = crop === "detect" ? await openDetector((await loadModel(models, "detector")).bytes) : undefined;
  return new PictureReader(expression, classifier, detector);
}
