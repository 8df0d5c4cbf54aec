import { z } from "zod";

/** The FER+ classes, in the order of the model's output. An expression is not an emotion: a face is not a feeling. */
export const EXPRESSIONS = [
  "neutral",
  "happiness",
  "surprise",
  "sadness",
  "anger",
  "disgust",
  "fear",
  "contempt",
] as const;

const share = z.number().min(0).max(1);

/** Class probabilities of one face at one time; they sum to 1. */
export const probabilitiesSchema = z.strictObject({
  neutral: share,
  happiness: share,
  surprise: share,
  sadness: share,
  anger: share,
  disgust: share,
  fear: share,
  contempt: share,
});
export type Probabilities = z.infer<typeof probabilitiesSchema>;
