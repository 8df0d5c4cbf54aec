import type { InferenceSession } from "onnxruntime-node";
import { channelsOf, type Network, type NetworkInput, type RawAnswer } from "#eye/expression/network.js";
import { AppError, messageOf } from "#platform/errors.js";

type Answering = { readonly network: Network; answer(levels: Float32Array): Promise<RawAnswer> };

const unfit = (name: string, problem: string, remedy: string, cause?: unknown): AppError =>
  new AppError("model.unfit", `${name}: ${problem}`, { remedy, ...(cause === undefined ? {} : { cause }) });

export const notANetwork = (name: string, cause: unknown): AppError =>
  unfit(
    name,
    `not an ONNX network that can be run (${messageOf(cause)})`,
    "Export it again as ONNX, opset ≤ 21",
    cause,
  );

/** The file has the input and the outputs that the manifest names, in the shape that it says. Throws `model.unfit`. */
export function checkNames(session: InferenceSession, { input, outputs }: Network, name: string): void {
  requireName("input.name", input.name, { has: session.inputNames, name });
  requireName("outputs.logits", outputs.logits, { has: session.outputNames, name });
  if (outputs.unreadable !== undefined)
    requireName("outputs.unreadable", outputs.unreadable, { has: session.outputNames, name });
  const found = session.inputMetadata.find((one) => one.name === input.name);
  if (!found?.isTensor) return;
  if (found.type !== "float32")
    throw unfit(name, `its input takes ${found.type}, expected float32`, "Export it with a float32 input");
  const [batch, ...shape] = found.shape;
  const wanted = shapeOf(input);
  // A dimension without a number is free.
  const fits =
    shape.length === 3 && shape.every((side, i) => typeof side !== "number" || side < 0 || side === wanted[i]);
  if (!fits) {
    throw unfit(
      name,
      `its input has the shape ${found.shape.join(" × ")}, but the manifest's says n × ${wanted.join(" × ")}`,
      "Mend input.width, input.height, input.colour or input.layout in manifest.json",
    );
  }
  if (input.mirror && batch === 1) {
    throw unfit(
      name,
      "its input takes one face at a time, but input.mirror asks for two",
      "Set input.mirror to false in manifest.json, or export it with a free first dimension",
    );
  }
}

/** One answer to a grey picture: as many numbers as there are labels, and each of them a number. Throws `model.unfit`. */
export async function checkAnswer(classifier: Answering, name: string): Promise<void> {
  const { input, labels, outputs } = classifier.network;
  const levels = new Float32Array(input.width * input.height * channelsOf(input)).fill(128);
  const answer = await classifier.answer(levels).catch((cause: unknown) => {
    throw unfit(name, `it does not run (${messageOf(cause)})`, "Mend input in manifest.json, or the file", cause);
  });
  const faces = input.mirror ? 2 : 1;
  const found = answer.outputs.length / faces;
  if (found !== labels.length) {
    throw unfit(
      name,
      `its output ${outputs.logits} has ${found} numbers a face, but the manifest names ${labels.length} labels`,
      "Mend labels in manifest.json: one per number, in the output's order, null for one to leave out",
    );
  }
  if (answer.unreadable && answer.unreadable.length !== faces) {
    const each = answer.unreadable.length / faces;
    throw unfit(
      name,
      `its output ${outputs.unreadable} has ${each} numbers a face, expected 1`,
      "Mend outputs.unreadable in manifest.json, or leave it out",
    );
  }
  if (!answer.outputs.every(Number.isFinite))
    throw unfit(name, `its output ${outputs.logits} is not finite`, "Export it again");
  if (outputs.kind === "probabilities" && answer.outputs.some((share) => share < -1e-3 || share > 1 + 1e-3)) {
    throw unfit(
      name,
      `its output ${outputs.logits} is not probabilities`,
      'Set outputs.kind to "logits" in manifest.json',
    );
  }
}

function requireName(field: string, wanted: string, { has, name }: { has: readonly string[]; name: string }): void {
  if (has.includes(wanted)) return;
  throw unfit(name, `${field} is "${wanted}", but the file has ${has.join(", ")}`, `Mend ${field} in manifest.json`);
}

const shapeOf = (input: NetworkInput): number[] =>
  input.layout === "nchw"
    ? [channelsOf(input), input.height, input.width]
    : [input.height, input.width, channelsOf(input)];
