// How readings should be put together over time, measured on the rendered footage with ground truth (docs/temporal-reading.md):
//   npx tsx --conditions=development scripts/measure-temporal.ts FOOTAGE [MODELS]
// FOOTAGE holds CLIP.mp4 and CLIP.jsonl. Each clip goes through the eye as `hailong replay` reads it, at 5 and 15 fps; the
// readings stay in memory, are smoothed in each way, and compared with what was drawn. Prints Markdown tables.
import { join } from "node:path";
import { replayClip } from "#commands/replay/replay-clip.js";
import { createRuntime } from "#commands/runtime.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { Reading } from "#contract/reading.js";
import { loadExpressionModel } from "#eye/models.js";
import { figuresOf, type TakeFigures, uncertainties } from "./temporal/agreement.js";
import { type Moment, readTruth, TAKES, type Take } from "./temporal/footage-truth.js";
import { AS_READ, exponential, median, type Smoothing, smoothed } from "./temporal/smoothing.js";

const SECONDS = [0.2, 0.4, 0.8, 1.6];
const WAYS: readonly Smoothing[] = [
  AS_READ,
  ...SECONDS.map((seconds) => exponential(seconds, "probabilities")),
  ...SECONDS.map((seconds) => exponential(seconds, "logits")),
  ...[3, 5, 9].map(median),
];

const [footage, models = "models"] = process.argv.slice(2);
if (!footage) throw new TypeError("usage: measure-temporal.ts FOOTAGE [MODELS]");
const runtime = createRuntime("measure-temporal", "warn");

type Played = { readonly take: Take; readonly truth: (t: number) => Moment | undefined; readonly readings: Reading[] };
async function play(take: Take, fps: number): Promise<Played> {
  const readings: Reading[] = [];
  const source = join(footage as string, `${take.clip}.mp4`);
  await replayClip(
    { source, fps, ...(take.zone ? { zone: take.zone } : {}) },
    { runtime, models, policy: DEFAULT_POLICY, onReading: (reading) => readings.push(reading) },
  );
  return { take, truth: readTruth(source.replace(/mp4$/, "jsonl"), take.person, fps), readings };
}

/** `delay`: the way whose delay the truth is given besides; the smoothing's own, unless a control is wanted. */
function figuresIn(played: readonly Played[], way: Smoothing, fps: number, delay = way): TakeFigures[] {
  const delayMs = delay.delayMs(1_000 / fps);
  return played.map(({ readings, truth }) => figuresOf(smoothed(readings, way), truth, { fps, delayMs }));
}

function agreementRow(name: string, takes: readonly TakeFigures[], control: readonly TakeFigures[]): string[] {
  const sum = (of: (take: TakeFigures) => number): number => takes.reduce((total, take) => total + of(take), 0);
  const readings = sum((take) => take.readings);
  const known = takes.flatMap(({ correlation }) => correlation ?? []);
  return [
    name,
    `${fixed(sum((take) => take.right) / readings, 3)} of ${readings}`,
    ...takes.map((take) => fixed(take.right / take.readings, 2)),
    `${sum((take) => take.flips)} (${sum((take) => take.trueFlips)})`,
    fixed(sum((take) => take.brieflyWrong) / sum((take) => take.readings - take.right), 2),
    fixed(sum((take) => take.rightLate) / readings, 3),
    fixed(control.reduce((total, take) => total + take.rightLate, 0) / readings, 3),
    fixed(sum((take) => take.meanValenceError * take.readings) / readings, 3),
    fixed(known.reduce((total, r) => total + r, 0) / known.length, 3),
    `${fixed((100 * sum((take) => take.alarmMs)) / sum((take) => take.speakingMs), 1)} % of ${fixed(sum((take) => take.speakingMs) / 1_000, 1)} s`,
    `${fixed(Math.max(...takes.map((take) => take.longestAlarmMs)) / 1_000, 2)} s`,
  ];
}

const nameOf = ({ clip, person }: Take): string => `${clip.replace("-transaction", "")} (${person})`;
const fixed = (value: number | null, digits: number): string => (value === null ? "–" : value.toFixed(digits));
const scoreText = ({ score, intervalPoints, change, shortSmileShare }: TakeFigures): string =>
  `${fixed(score, 1)} ± ${fixed(intervalPoints === null ? null : intervalPoints / 2, 1)} (${fixed(change, 1)}; ${fixed(shortSmileShare, 3)})`;

function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  for (const row of [head, head.map(() => "---"), ...rows]) console.log(`| ${row.join(" | ")} |`);
}

console.log(`expression model ${(await loadExpressionModel(models)).sha256}`);
for (const fps of [5, 15]) {
  const played: Played[] = [];
  for (const take of TAKES) played.push(await play(take, fps));
  console.log(`\n## ${fps} fps\n`);
  printTable(
    [
      "way",
      "all",
      ...TAKES.map(nameOf),
      "flips (true)",
      "of the wrong, in runs < 0.7 s",
      "all, own delay given back",
      "as read, truth as late",
      "valence error",
      "r",
      "speaking as surprise or anger",
      "longest",
    ],
    WAYS.map((way) => agreementRow(way.name, figuresIn(played, way, fps), figuresIn(played, AS_READ, fps, way))),
  );
  console.log(`\nscore ± half interval (change; share of time in short smiles)\n`);
  printTable(
    ["way", ...TAKES.map(nameOf)],
    WAYS.map((way) => [way.name, ...figuresIn(played, way, fps).map(scoreText)]),
  );
  console.log("\na neutral face: mean p(surprise) + p(anger) while it speaks · while it does not\n");
  for (const [i, { alarmShares }] of figuresIn(played, AS_READ, fps).entries()) {
    console.log(`- ${nameOf(TAKES[i] as Take)}: ${alarmShares.map((share) => fixed(share, 3)).join(" · ")}`);
  }
  console.log("\nmean valence · the same, each reading weighed by 1 − entropy\n");
  for (const [i, { valence, valenceIfWeighed }] of figuresIn(played, AS_READ, fps).entries()) {
    console.log(`- ${nameOf(TAKES[i] as Take)}: ${fixed(valence, 3)} · ${fixed(valenceIfWeighed, 3)}`);
  }
  console.log(`\nwhat a reading says of itself, against its being wrong\n`);
  printTable(
    ["measure", "AUC", "right at 100 %", "90 %", "80 %", "60 %"],
    uncertainties(played).map(({ name, auc, kept }) => [name, fixed(auc, 3), ...kept.map((share) => fixed(share, 3))]),
  );
}
