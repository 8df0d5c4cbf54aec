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

/** `full`: the picture is the face, in the framing that the network learned; `detect`: found and aligned as at a counter. */
export type Crop = "full" | "detect";
type FaceAnswer = {
  /** In the order of EXPRESSIONS. */
  readonly probabilities: readonly number[];
  readonly refused: boolean | null;
  readonly bordered: boolean;
};

/** As large as a counter's picture is analysed. */
const DETECT_SIDE = 1280;

/** Reads the expression of one picture with the eye's own parts. */
export class PictureReader implements AsyncDisposable {
  readonly model: ExpressionModel;
  readonly #classifier: Classifier;
  readonly #detector: Detector | undefined;
  readonly #aligned = new AlignedFace();

  constructor(model: ExpressionModel, classifier: Classifier, detector: Detector | undefined) {
    this.model = model;
    this.#classifier = classifier;
    this.#detector = detector;
  }

  /** Rejects when the file is no picture that can be decoded. */
  decode(file: string): Promise<Picture> {
    if (this.#detector) return readPicture(file, { width: DETECT_SIDE, height: DETECT_SIDE, fit: "inside" });
    const { width, height } = this.model.network.input;
    return readPicture(file, { width, height, fit: "cover" });
  }

  /** Undefined when no face is found. */
  async read(picture: Picture): Promise<FaceAnswer | undefined> {
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

  async [Symbol.asyncDispose](): Promise<void> {
    this.#aligned.clear();
    await this.#classifier[Symbol.asyncDispose]();
    await this.#detector?.[Symbol.asyncDispose]();
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

type OpenOptions = { readonly models: string; readonly model: string; readonly crop: Crop };

export async function openPictureReader({ models, model, crop }: OpenOptions): Promise<PictureReader> {
  const expression = await loadExpressionModel(models, model);
  const classifier = await openClassifier(expression.bytes, expression.network, expression.path);
  const detector = crop === "detect" ? await openDetector((await loadModel(models, "detector")).bytes) : undefined;
  return new PictureReader(expression, classifier, detector);
}
