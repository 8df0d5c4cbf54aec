import type { Detector } from "#eye/face/detector.js";
import type { Picture } from "#eye/face/picture.js";

/** Below it lie shapes of the office, whichever way up. */
const CONVINCING = 0.65;
/** Of the newest convincing looks: one frame alone may mislead. */
const LOOKS = 3;
/** Once they agree, every so many frames: a camera does not turn over between two. */
const EVERY = 10;

/**
 * Whether the camera hangs upside down. The detector finds faces in such a picture too, and places eyes where mouths
 * are: all angles look well. But it is surer of the right way up: over the rendered footage the best score was higher
 * that way in every frame with a face, by 0.09 and more at the median of each clip (0.89–0.96 against 0.61–0.82).
 * However few frames a slow machine measures: it looks at each one until it has seen enough of a face.
 */
export class Upright {
  readonly #detector: Pick<Detector, "findAll">;
  #turned = new Uint8Array(0);
  #wait = 0;
  /** By how much each look was surer of the picture turned over, the newest last. */
  #evidence: number[] = [];

  constructor(detector: Pick<Detector, "findAll">) {
    this.#detector = detector;
  }

  /** As far as is known. */
  async isUpsideDown(picture: Picture): Promise<boolean> {
    if (this.#wait === 0) await this.#look(picture);
    else this.#wait--;
    return this.#verdict;
  }

  clear(): void {
    this.#turned.fill(0);
    this.#wait = 0;
    this.#evidence = [];
  }

  get #verdict(): boolean {
    return this.#evidence.reduce((sum, one) => sum + one, 0) > 0;
  }

  async #look(picture: Picture): Promise<void> {
    const [asItIs, turned] = [await this.#best(picture), await this.#best(this.#turn(picture))];
    if (Math.max(asItIs, turned) < CONVINCING) return;
    this.#evidence = [...this.#evidence, turned - asItIs].slice(-LOOKS);
    const doubtful = turned > asItIs !== this.#verdict;
    if (this.#evidence.length === LOOKS && !doubtful) this.#wait = EVERY - 1;
  }

  async #best(picture: Picture): Promise<number> {
    const [face] = await this.#detector.findAll(picture);
    return face?.score ?? 0;
  }

  #turn({ rgb, width, height }: Picture): Picture {
    if (this.#turned.length !== rgb.length) this.#turned = new Uint8Array(rgb.length);
    for (let from = 0, to = rgb.length - 3; to >= 0; from += 3, to -= 3) {
      this.#turned[to] = rgb[from] as number;
      this.#turned[to + 1] = rgb[from + 1] as number;
      this.#turned[to + 2] = rgb[from + 2] as number;
    }
    return { rgb: this.#turned, width, height };
  }
}
