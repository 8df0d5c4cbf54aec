import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { defaultModelsFolder } from "#commands/places.js";
import { readPolicyFile } from "#commands/policy-file.js";
import { type ReplaySpan, replayClip } from "#commands/replay/replay-clip.js";
import { printReading, printVerdict } from "#commands/replay/replay-lines.js";
import { createRuntime, exitWith } from "#commands/runtime.js";
import { DEFAULT_POLICY, type Policy } from "#contract/policy.js";
import { readConfig } from "#platform/config-file.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

type Options = {
  json?: true;
  policy?: string;
  transactions?: string;
  models: string;
  fps: number;
  zone?: { x: number; y: number; width: number; height: number };
};

const spansSchema = z.array(
  z
    .strictObject({ from: z.number().min(0), to: z.number().positive() })
    .refine((span) => span.to > span.from, { path: ["to"], error: "expected a time after `from`" }),
);

/** A clip is judged as the window that it is: without a policy file it only has to be longer than this. */
const SHORTEST_CLIP_SECONDS = 2;

export function addReplay(program: Command): void {
  program
    .command("replay")
    .description(bothLanguages(cliWords.replay))
    .argument("<source>", bothLanguages(cliWords.source))
    .option("--json", bothLanguages(cliWords.jsonLines))
    .option("--policy <file>", bothLanguages(cliWords.policyFile))
    .option("--transactions <file>", bothLanguages(cliWords.transactionsFile))
    .option("--fps <number>", bothLanguages(cliWords.fps), numberBetween(1, 30), 5)
    .option("--zone <x,y,width,height>", bothLanguages(cliWords.zone), zoneOf)
    .option("--models <folder>", bothLanguages(cliWords.models), defaultModelsFolder())
    .action((source: string, options: Options) => exitWith(() => replay(source, options)));
}

async function replay(source: string, options: Options): Promise<number> {
  const spans: ReplaySpan[] | undefined = options.transactions
    ? readConfig(options.transactions, spansSchema)
    : undefined;
  const json = options.json ?? false;
  const clip = {
    source,
    fps: options.fps,
    ...(options.zone ? { zone: options.zone } : {}),
    ...(spans ? { spans } : {}),
  };
  const verdicts = await replayClip(clip, {
    runtime: createRuntime("replay", "warn"),
    models: options.models,
    policy: policyFor(options.policy),
    onReading: (reading) => json && printReading(reading),
  });
  for (const verdict of verdicts) printVerdict(verdict, json);
  return 0;
}

function policyFor(file: string | undefined): Policy {
  if (file) return readPolicyFile(file);
  return { ...DEFAULT_POLICY, window: { ...DEFAULT_POLICY.window, minimumSeconds: SHORTEST_CLIP_SECONDS } };
}

function numberBetween(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!(value >= low && value <= high)) throw new InvalidArgumentError(`expected a number from ${low} to ${high}`);
    return value;
  };
}

function zoneOf(text: string): NonNullable<Options["zone"]> {
  const [x, y, width, height] = text.split(",").map(Number);
  if (x === undefined || y === undefined || !width || !height)
    throw new InvalidArgumentError("expected x,y,width,height");
  return { x, y, width, height };
}
