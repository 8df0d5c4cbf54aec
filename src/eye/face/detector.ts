import { type InferenceSession, Tensor } from "onnxruntime-node";
import { DETECTOR_SIDE, decodeLayer, LAYERS, type LayerOutput } from "#eye/face/blazeface.js";
import type { Face } from "#eye/face/face.js";
import { mergeFaces } from "#eye/face/merge-faces.js";
import type { Picture } from "#eye/face/picture.js";
import { type Square, SquareSampler } from "#eye/face/square-input.js";
import { openSession } from "#eye/onnx-session.js";

/** A face may be confirmed over frames from here on; one frame alone proves little. */
const LEAST_SCORE = 0.5;
/** Wider (or taller) than this, the picture is read in two overlapping tiles: a face would be too small in one. */
const WIDE = 1.3;

/** Finds faces with BlazeFace back-256. */
export class Detector {
  readonly #session: InferenceSession;
  readonly #input = new Float32Array(DETECTOR_SIDE * DETECTOR_SIDE * 3);
  readonly #sampler = new SquareSampler(DETECTOR_SIDE);
  readonly #feeds: Record<string, Tensor>;
  readonly #outputs: readonly { scores: string; boxes: string }[];

  constructor(session: InferenceSession) {
    this.#session = session;
    const tensor = new Tensor("float32", this.#input, [1, DETECTOR_SIDE, DETECTOR_SIDE, 3]);
    this.#feeds = { [session.inputNames[0] as string]: tensor };
    const [scores16, scores8, boxes16, boxes8] = session.outputNames as [string, string, string, string];
    this.#outputs = [
      { scores: scores16, boxes: boxes16 },
      { scores: scores8, boxes: boxes8 },
    ];
  }

  /** Faces anywhere in the picture, best first. */
  async findAll(picture: Picture): Promise<Face[]> {
    const candidates: Face[] = [];
    for (const square of tilesOf(picture)) await this.#collect(picture, square, candidates);
    return mergeFaces(candidates);
  }

  /** Faces in one square of the picture, best first. */
  async findIn(picture: Picture, square: Square): Promise<Face[]> {
    const candidates: Face[] = [];
    await this.#collect(picture, square, candidates);
    return mergeFaces(candidates);
  }

  async #collect(picture: Picture, square: Square, into: Face[]): Promise<void> {
    this.#sampler.sample(picture, square, this.#input);
    const outputs = await this.#session.run(this.#feeds);
    LAYERS.forEach((layer, i) => {
      const names = this.#outputs[i] as { scores: string; boxes: string };
      const output = { scores: outputs[names.scores]?.data, boxes: outputs[names.boxes]?.data } as LayerOutput;
      decodeLayer(layer, output, { square, threshold: LEAST_SCORE, into });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session.release();
  }
}

export async function openDetector(model: Uint8Array): Promise<Detector> {
  return new Detector(await openSession(model));
}

/** One square around the whole picture; two along the longer side of one that is far from square. */
export function tilesOf({ width, height }: { width: number; height: number }): Square[] {
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  if (long <= WIDE * short) return [{ x: (width - long) / 2, y: (height - long) / 2, side: long }];
  const side = Math.max(short, long * LEAST_TILE);
  const across = (short - side) / 2;
  return [0, long - side].map((along) =>
    width >= height ? { x: along, y: across, side } : { x: across, y: along, side },
  );
}

/** Tiles share at least this much of the longer side, so that a face on the seam is whole in one of them. */
const LEAST_TILE = 0.58;
