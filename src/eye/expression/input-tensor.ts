import { Tensor } from "onnxruntime-node";
import { channelsOf, type NetworkInput } from "#eye/expression/network.js";

/**
 * A network's input for up to `faces` faces at once. Faces come as levels 0–255, row by row: one per pixel for `grey`,
 * otherwise R, G, B. With `mirror` each face takes two places: itself, then its mirror image.
 */
export class InputTensor {
  readonly data: Float32Array;
  /** Floats of one place. */
  readonly #size: number;
  readonly #places: number;
  readonly #input: NetworkInput;
  readonly #channels: number;

  constructor(input: NetworkInput, faces: number) {
    this.#input = input;
    this.#channels = channelsOf(input);
    this.#places = input.mirror ? 2 : 1;
    this.#size = input.width * input.height * this.#channels;
    this.data = new Float32Array(this.#size * this.#places * faces);
  }

  /** A view on the first `faces` faces. */
  tensor(faces: number): Tensor {
    const { width, height, layout } = this.#input;
    const n = faces * this.#places;
    const dims = layout === "nchw" ? [n, this.#channels, height, width] : [n, height, width, this.#channels];
    return new Tensor("float32", this.data.subarray(0, n * this.#size), dims);
  }

  fill(levels: Float32Array, face: number): void {
    for (let channel = 0; channel < this.#channels; channel++) this.#fillChannel(levels, face, channel);
  }

  #fillChannel(levels: Float32Array, face: number, channel: number): void {
    const { width, height, layout, colour, mirror } = this.#input;
    const { scale, offset } = this.#normalisation(channel);
    const channels = this.#channels;
    const source = colour === "bgr" ? 2 - channel : channel;
    const [pixelStep, start] = layout === "nchw" ? [1, channel * width * height] : [channels, channel];
    const { data } = this;
    const base = face * this.#places * this.#size + start;
    for (let row = 0, i = source; row < height; row++) {
      let o = base + row * width * pixelStep;
      let mirrored = base + this.#size + (row * width + width - 1) * pixelStep;
      for (let column = 0; column < width; column++, i += channels, o += pixelStep, mirrored -= pixelStep) {
        const value = (levels[i] as number) * scale + offset;
        data[o] = value;
        if (mirror) data[mirrored] = value;
      }
    }
  }

  #normalisation(channel: number): { scale: number; offset: number } {
    const { range, mean, std } = this.#input;
    const [low, high] = range;
    const [centre, spread] = [mean[channel] ?? mean[0] ?? 0, std[channel] ?? std[0] ?? 1];
    return { scale: (high - low) / 255 / spread, offset: (low - centre) / spread };
  }
}
