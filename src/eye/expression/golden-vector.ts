import { z } from "zod";
import type { Classifier } from "#eye/expression/classifier.js";
import { channelsOf, type NetworkInput } from "#eye/expression/network.js";

/** What a network must answer to a picture that a formula draws: made where the network was made, by its own framework. */
export const goldenSchema = z.strictObject({
  recipe: z.strictObject({ kind: z.literal("ramps"), seed: z.int().min(0).max(1_000) }),
  tolerance: z.number().positive().max(0.1).default(1e-3).describe("largest difference of one number"),
  outputs: z.strictObject({
    logits: z
      .array(z.number())
      .describe("in the order of the output; of logits or probabilities, as the network gives"),
    unreadable: z.number().optional(),
  }),
});
export type GoldenVector = z.infer<typeof goldenSchema>;

/**
 * Ramps that wrap, different in each colour and along each axis, so that colours, sides or rows that change places change
 * the answer: R, G, B = (3x + 5y + 31·seed), (4x + 3y + 31·seed + 60), (5x + y + 31·seed + 120), each mod 256; grey is R.
 */
export function drawRamps({ width, height, colour }: NetworkInput, seed: number): Float32Array {
  const channels = channelsOf({ colour });
  const levels = new Float32Array(width * height * channels);
  let o = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) {
        levels[o++] = ((3 + c) * x + (5 - 2 * c) * y + 31 * seed + 60 * c) % 256;
      }
    }
  }
  return levels;
}

/** The largest difference between what the network answers and what it must; infinite when numbers are missing. */
export async function differenceFrom({ recipe, outputs }: GoldenVector, classifier: Classifier): Promise<number> {
  const { input, labels } = classifier.network;
  const answer = await classifier.answer(drawRamps(input, recipe.seed));
  const wanted = [...outputs.logits, ...(outputs.unreadable === undefined ? [] : [outputs.unreadable])];
  const found = [
    ...meanOfPlaces(answer.outputs, labels.length),
    ...(answer.unreadable ? meanOfPlaces(answer.unreadable, 1) : []),
  ];
  if (wanted.length !== found.length) return Number.POSITIVE_INFINITY;
  return Math.max(...wanted.map((value, i) => Math.abs(value - (found[i] as number))));
}

/** Of a face and, where the network reads it too, its mirror image. */
const meanOfPlaces = (values: Float32Array, n: number): number[] =>
  Array.from({ length: n }, (_, i) => {
    const places = values.length / n;
    let sum = 0;
    for (let place = 0; place < places; place++) sum += values[place * n + i] as number;
    return sum / places;
  });
