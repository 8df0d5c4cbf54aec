import { access } from "node:fs/promises";
import { ahead } from "#eye/evaluation/ahead.js";
import { type BadRow, type Row, truthOf } from "#eye/evaluation/dataset/row.js";
import type { Counts, Evaluation } from "#eye/evaluation/evaluation.js";
import { figuresOf, type Missed } from "#eye/evaluation/figures/figures.js";
import type { Sample } from "#eye/evaluation/figures/sample.js";
import { type Crop, openPictureReader, type PictureReader } from "#eye/evaluation/picture-reader.js";
import type { Picture } from "#eye/face/picture.js";
import { quietSharp } from "#eye/source/still.js";
import type { Clock } from "#platform/clock.js";
import { messageOf } from "#platform/errors.js";

type EvaluationOptions = {
  readonly rows: AsyncIterable<Row | BadRow>;
  /** What the rows are of, for people. */
  readonly set: string;
  readonly models: string;
  readonly model: string;
  readonly crop: Crop;
  readonly limit?: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress: (counts: Counts, seconds: number) => void;
};

/** Pictures decoded while one is read. */
const DEPTH = 8;
const MOST_LISTED = 20;

/** Reads a labelled set picture by picture: only their figures stay in memory. */
export async function runEvaluation(options: EvaluationOptions): Promise<Evaluation> {
  quietSharp();
  await using reader = await openPictureReader(options);
  const began = options.clock.monotonic();
  const seconds = (): number => (options.clock.monotonic() - began) / 1_000;
  const tally = new Tally();
  const rows = untilEnough(options.rows, options);
  for await (const prepared of ahead(rows, DEPTH, (row) => prepare(row, reader))) {
    await tally.take(prepared, reader);
    options.onProgress(tally.counts, seconds());
  }
  const { sha256, temperature, name } = reader.model;
  return {
    model: { name, sha256, temperature },
    set: options.set,
    crop: options.crop,
    seconds: seconds(),
    interrupted: options.signal.aborted,
    counts: tally.counts,
    badRows: tally.badRows,
    figures: figuresOf(tally.samples, options.crop === "detect" ? tally.missed : null),
  };
}

type Prepared = BadRow | "left-out" | { row: Row; picture: Picture };

async function prepare(row: Row | BadRow, reader: PictureReader): Promise<Prepared> {
  if ("problem" in row) return row;
  const truth = truthOf(row.label);
  if (truth === undefined) return { where: row.where, problem: `unknown label ${JSON.stringify(row.label)}` };
  try {
    await access(row.path);
  } catch {
    return { where: row.where, problem: `no file ${row.path}` };
  }
  if (truth === "left-out") return "left-out";
  try {
    return { row, picture: await reader.decode(row.path) };
  } catch (error) {
    return { where: row.where, problem: `unreadable picture (${messageOf(error).split("\n")[0]})` };
  }
}

async function* untilEnough<T>(
  rows: AsyncIterable<T>,
  { limit = Number.POSITIVE_INFINITY, signal }: { limit?: number; signal: AbortSignal },
): AsyncGenerator<T> {
  let taken = 0;
  for await (const row of rows) {
    if (signal.aborted || taken >= limit) return;
    taken++;
    yield row;
  }
}

class Tally {
  readonly samples: Sample[] = [];
  readonly missed: Missed[] = [];
  readonly badRows: BadRow[] = [];
  #rows = 0;
  #leftOut = 0;
  #bad = 0;
  #bordered = 0;

  get counts(): Counts {
    return {
      rows: this.#rows,
      evaluated: this.samples.length,
      undetected: this.missed.length,
      leftOut: this.#leftOut,
      bad: this.#bad,
      bordered: this.#bordered,
    };
  }

  async take(prepared: Prepared, reader: PictureReader): Promise<void> {
    this.#rows++;
    if (prepared === "left-out") this.#leftOut++;
    else if ("problem" in prepared) this.#takeBad(prepared);
    else await this.#takePicture(prepared, reader);
  }

  #takeBad(row: BadRow): void {
    this.#bad++;
    if (this.badRows.length < MOST_LISTED) this.badRows.push(row);
  }

  async #takePicture({ row, picture }: { row: Row; picture: Picture }, reader: PictureReader): Promise<void> {
    const truth = truthOf(row.label);
    if (truth === undefined || truth === "left-out") return;
    const answer = await reader.read(picture);
    if (!answer) {
      this.missed.push({ groups: row.groups });
      return;
    }
    const { probabilities, refused, bordered } = answer;
    if (bordered) this.#bordered++;
    this.samples.push({ ...truth, probabilities, refused, groups: row.groups });
  }
}
