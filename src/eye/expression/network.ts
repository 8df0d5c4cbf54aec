import { z } from "zod";
import { EXPRESSIONS } from "#contract/expression.js";
import { expressionNamed } from "#eye/expression/labels.js";
import { FACE_SIDE } from "#eye/face/align.js";

export const channelsOf = ({ colour }: { colour: "grey" | "rgb" | "bgr" }): 1 | 3 => (colour === "grey" ? 1 : 3);

const side = z.int().min(16).max(1024);
const perChannel = z.array(z.number()).min(1).max(3);

/** How a network wants to be shown a face. A level 0–255 becomes (low + level ÷ 255 · (high − low) − mean) ÷ std. */
const inputSchema = z
  .strictObject({
    name: z.string().min(1).default("face").describe("the input's name in the ONNX file"),
    width: side.default(FACE_SIDE),
    height: side.default(FACE_SIDE),
    colour: z.enum(["grey", "rgb", "bgr"]).default("grey"),
    range: z
      .union([
        z.tuple([z.literal(0), z.literal(1)]),
        z.tuple([z.literal(0), z.literal(255)]),
        z.tuple([z.literal(-1), z.literal(1)]),
      ])
      .default([0, 1])
      .describe("what black and white become, before mean and std"),
    mean: perChannel.default([0]).describe("one for all, or one per channel in the order of `colour`"),
    std: z.array(z.number().positive()).min(1).max(3).default([1]).describe("as `mean`"),
    layout: z.enum(["nchw", "nhwc"]).default("nchw"),
    mirror: z.boolean().default(true).describe("read the mirrored face too, and answer with the mean"),
    framing: z
      .strictObject({
        scale: z.number().min(0.5).max(3).default(1).describe("side of the crop, in sides of FER's crop"),
        down: z.number().min(-1).max(1).default(0).describe("how far it is moved down, in the same unit"),
      })
      .default({ scale: 1, down: 0 }),
  })
  .refine((input) => [1, channelsOf(input)].includes(input.mean.length), {
    path: ["mean"],
    error: "expected one number, or one per channel",
  })
  .refine((input) => [1, channelsOf(input)].includes(input.std.length), {
    path: ["std"],
    error: "expected one number, or one per channel",
  });
export type NetworkInput = z.infer<typeof inputSchema>;

const outputsSchema = z.strictObject({
  logits: z.string().min(1).default("logits").describe("the name of the output with one number per label"),
  kind: z.enum(["logits", "probabilities"]).default("logits"),
  unreadable: z.string().min(1).optional().describe("the name of the output with the logit of `unreadable`, if any"),
});

const repeats = (names: readonly unknown[]): boolean => new Set(names).size < names.length;

const labelSchema = z
  .string()
  .nullable()
  .refine((label) => label === null || expressionNamed(label) !== undefined, {
    error: `expected one of ${EXPRESSIONS.join(", ")} (or a common synonym), or null for an output to leave out`,
  });

/** The keys of a manifest entry that say how a network is spoken to; without them it is spoken to as our own. */
export const networkShape = {
  input: inputSchema.default(inputSchema.parse({})),
  outputs: outputsSchema.default({ logits: "logits", kind: "logits", unreadable: "unreadable" }),
  labels: z
    .array(labelSchema)
    .min(2)
    .refine((labels) => !repeats(labels.filter((label) => label !== null).map(expressionNamed)), {
      error: "expected each class once",
    })
    .default([...EXPRESSIONS])
    .describe("the classes in the order of the output"),
};
const networkSchema = z.object(networkShape);
export type Network = z.infer<typeof networkSchema>;

/** Ours: 48 × 48 grey, 0–1, eight logits and `unreadable`. */
export const OUR_NETWORK: Network = networkSchema.parse({});

/** The face that AlignedFace already holds is the one that the network wants. */
export const takesAlignedFace = ({ width, height, colour, framing }: NetworkInput): boolean =>
  width === FACE_SIDE && height === FACE_SIDE && colour === "grey" && framing.scale === 1 && framing.down === 0;

/** In the network's own terms, before its labels are mapped to ours: one row per face and, with `mirror`, its mirror image. */
export type RawAnswer = { readonly outputs: Float32Array; readonly unreadable: Float32Array | undefined };
