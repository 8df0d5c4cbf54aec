import type { ReadingLimits } from "#contract/policy.js";
import type { Quality, Reading, ReadingReason } from "#contract/reading.js";
import { type Classifier, logistic, openClassifier, probabilitiesOf } from "#eye/expression/classifier.js";
import { alignment } from "#eye/face/align.js";
import { AlignedFace } from "#eye/face/aligned-face.js";
import { Binding } from "#eye/face/binding.js";
import { type Detector, openDetector } from "#eye/face/detector.js";
import { type Box, type Face, interEye } from "#eye/face/face.js";
import { FaceFinder } from "#eye/face/face-finder.js";
import { headPose } from "#eye/face/head-pose.js";
import { isConvincing, isSteady, sightings, type Track } from "#eye/face/tracker.js";
import type { Frame } from "#eye/frame.js";
import { Upright } from "#eye/measure/upright.js";
import { loadExpressionModel, loadModel } from "#eye/models.js";
import { attireBelow } from "#eye/quality/attire.js";
import { Continuity } from "#eye/quality/continuity.js";
import { isDarkBelow } from "#eye/quality/darkness.js";
import { type Measures, reasonAgainst, weightOf } from "#eye/quality/judge-face.js";
import { pictureQuality } from "#eye/quality/picture-quality.js";
import { Stillness } from "#eye/quality/stillness.js";
import { surroundings } from "#eye/quality/surroundings.js";
import type { Area } from "#eye/source/blanking.js";
import { contentOf } from "#eye/source/content.js";
import type { Clock } from "#platform/clock.js";

type FaceReaderOptions = {
  /** Folder that holds manifest.json. */
  readonly models: string;
  readonly limits: ReadingLimits;
  readonly clock: Clock;
  /** What of the frames is black because it must not be seen. */
  readonly blanked?: readonly Area[] | undefined;
};

/** A reading, and what calibration wants to know besides. */
export type Survey = {
  readonly reading: Reading;
  /** Every convincing face that was there when last looked for. */
  readonly faces: readonly Box[];
  readonly upsideDown: boolean;
  readonly face?: { readonly box: Box } & Pick<Measures, "glare" | "behind">;
};

type Parts = {
  readonly detector: Detector;
  readonly classifier: Classifier;
  readonly temperature: number;
  readonly modelSha256: string;
  readonly detectorSha256: string;
};

/**
 * Frames of the zone in, readings out. Between `bind` and `release` it follows one citizen's face; otherwise it only
 * counts faces. Give it one frame at a time. What it keeps between frames: boxes; and while bound, two
 * softened faces (the citizen's, and one to tell a photograph by) and a colour, wiped at release.
 */
export class FaceReader implements AsyncDisposable {
  readonly modelSha256: string;
  readonly detectorSha256: string;
  readonly #parts: Parts;
  readonly #clock: Clock;
  readonly #finder: FaceFinder;
  readonly #aligned = new AlignedFace();
  readonly #stillness = new Stillness();
  readonly #continuity = new Continuity();
  readonly #upright: Upright;
  #limits: ReadingLimits;
  #binding: Binding | undefined;
  readonly #blanked: readonly Area[];
  #details: Survey["face"];

  constructor(parts: Parts, { limits, clock, blanked = [] }: Omit<FaceReaderOptions, "models">) {
    this.#parts = parts;
    this.#blanked = blanked;
    this.#limits = limits;
    this.#clock = clock;
    this.#finder = new FaceFinder(parts.detector);
    this.#upright = new Upright(parts.detector);
    this.modelSha256 = parts.modelSha256;
    this.detectorSha256 = parts.detectorSha256;
  }

  setLimits(limits: ReadingLimits): void {
    this.#limits = limits;
  }

  /** Whoever is bound so far is forgotten: the next frames decide anew who the citizen is. */
  bind(): void {
    this.release();
    this.#binding = new Binding();
  }

  release(): void {
    this.#binding = undefined;
    this.#stillness.reset();
    this.#continuity.reset();
    this.#aligned.clear();
    this.#upright.clear();
    this.#parts.classifier.clear();
  }

  /** Faces that stand in the zone. Only counts them: nothing is aligned, measured or classified. */
  async presence(frame: Frame): Promise<number> {
    await this.#finder.find(frame, frame.t);
    return this.#finder.tracker.tracks.filter(isSteady).length;
  }

  /** Bound: the citizen's expression, or the first reason why there is none. */
  async read(frame: Frame): Promise<Reading> {
    const binding = this.#binding;
    if (!binding || this.#clock.monotonic() - frame.available > this.#limits.budgetMs) {
      return this.#none(frame, binding ? "over_budget" : "no_face");
    }
    await this.#finder.find(frame, frame.t, binding.boundFace);
    const sight = binding.look({
      tracks: this.#finder.tracker.tracks,
      picture: contentOf(frame),
      t: frame.t,
      leastWidth: this.#limits.minimumFaceWidth,
      blanked: this.#blanked,
    });
    if (sight.kind === "none") {
      const dark = sight.reason === "no_face" && isDarkBelow(this.#limits.minimumLuminance, frame);
      return this.#none(frame, dark ? "dark" : sight.reason);
    }
    if (sight.newcomer) this.#continuity.expectNewcomer();
    return this.#readFace(frame, sight.face);
  }

  /** Bound: as `read`, with what else was seen on the way. */
  async survey(frame: Frame): Promise<Survey> {
    this.#details = undefined;
    const reading = await this.read(frame);
    const faces = this.#finder.tracker.tracks.filter(isPresent).map(({ face }) => face.box);
    const upsideDown = await this.#upright.isUpsideDown(frame);
    return { reading, faces, upsideDown, ...(this.#details ? { face: this.#details } : {}) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.release();
    this.#finder.reset();
    await this.#parts.detector[Symbol.asyncDispose]();
    await this.#parts.classifier[Symbol.asyncDispose]();
  }

  async #readFace(frame: Frame, face: Face): Promise<Reading> {
    const { temperature, classifier } = this.#parts;
    const similarity = alignment(face);
    this.#aligned.sample(frame, similarity);
    const aligned = this.#aligned.face;
    const { logits, unreadable } = await classifier.read({ picture: frame, similarity, aligned });
    const measures = measure({ frame, face, aligned: this.#aligned, unreadable: logistic(unreadable) });
    this.#details = { box: face.box, glare: measures.glare, behind: measures.behind };
    const quality = qualityOf(measures, weightOf(measures, this.#limits));
    const reason = reasonAgainst(measures, this.#limits) ?? this.#reasonOverTime(frame, face, measures);
    if (reason) return this.#none(frame, reason, quality);
    return { outcome: "expression", ...this.#at(frame), probabilities: probabilitiesOf(logits, temperature), quality };
  }

  /** What one frame cannot show: another person in the citizen's place, or a photograph. */
  #reasonOverTime(frame: Frame, face: Face, measures: Measures): ReadingReason | undefined {
    const aligned = this.#aligned.face;
    const attire = attireBelow(frame, face.box, measures.luminance);
    const verdict = this.#continuity.judge({ face: aligned, pose: measures, attire, t: frame.t });
    if (verdict === "other") return "person_changed";
    return this.#stillness.isStill(aligned, frame.t) ? "static_image" : undefined;
  }

  #none(frame: Frame, reason: ReadingReason, quality?: Quality): Reading {
    return { outcome: "none", ...this.#at(frame), reason, ...(quality ? { quality } : {}) };
  }

  #at({ t, available }: Frame): { t: number; latencyMs: number } {
    return { t, latencyMs: Math.max(0, this.#clock.monotonic() - available) };
  }
}

/** Loads and checks the models, and runs each once: the first inference is several times slower than the rest. */
export async function openFaceReader({ models, ...options }: FaceReaderOptions): Promise<FaceReader> {
  const [found, read] = [await loadModel(models, "detector"), await loadExpressionModel(models)];
  const detector = await openDetector(found.bytes);
  const classifier = await openClassifier(read.bytes, read.network, read.path);
  await detector.findIn({ rgb: new Uint8Array(3), width: 1, height: 1 }, { x: 0, y: 0, side: 1 });
  const parts = {
    detector,
    classifier,
    temperature: read.temperature,
    modelSha256: read.sha256,
    detectorSha256: found.sha256,
  };
  return new FaceReader(parts, options);
}

/** Seen in the last frame that was searched where it stood, and in one before. */
const isPresent = (track: Track): boolean => isConvincing(track) && sightings(track) >= 2 && (track.seen & 1) === 1;

type Sample = { frame: Frame; face: Face; aligned: AlignedFace; unreadable: number };

function measure({ frame, face, aligned, unreadable }: Sample): Measures {
  return {
    faceWidth: face.box.width,
    interEye: interEye(face),
    ...headPose(face.points),
    ...pictureQuality(aligned),
    unreadable,
    behind: surroundings(frame, face.box),
  };
}

/** Rounded for the wire: what is told is a measurement, not a fingerprint. */
function qualityOf({ glare: _glare, behind: _behind, unreadable, ...measured }: Measures, weight: number): Quality {
  const rounded = Object.fromEntries(
    Object.entries(measured).map(([name, value]) => [name, Math.round(value * 10) / 10]),
  ) as Omit<Quality, "weight" | "unreadable">;
  return { ...rounded, unreadable: Math.round(unreadable * 1_000) / 1_000, weight: Math.round(weight * 1_000) / 1_000 };
}
