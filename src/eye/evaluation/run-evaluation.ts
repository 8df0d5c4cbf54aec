import { access } from "node:fs/promises";
import { ahead } from "#eye/evaluation/ahead.js";
import { type BadRow, type Row, type Truth, truthOf } from "#eye/evaluation/dataset/row.js";
import type { Counts, Evaluation } from "#eye/evaluation/evaluation.js";
import { figuresOf, type Missed } from "#eye/evaluation/figures/figures.js";
import type { Sample } from "#eye/evaluation/figures/sample.js";
import type { Crop, FileAnswer } from "#eye/evaluation/picture-reader.js";
import { openReaderPool, type ReaderPool } from "#eye/evaluation/reader-pool.js";
import { quietSharp } from "#eye/source/still.js";
import type { Clock } from "#platform/clock.js";

type EvaluationOptions = {
  readonly rows: AsyncIterable<Row | BadRow>;
  /** What the rows are of, for people. */
  readonly set: string;
  readonly models: string;
  readonly model: string;
  readonly crop: Crop;
  readonly limit?: number;
  /** Cores to read on. */
  readonly threads?: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress: (counts: Counts, seconds: number) => void;
};

/** Pictures under way for each thread: while one is read, others are decoded. */
const DEPTH = 6;
const MOST_LISTED = 20;

/** Reads a labelled set picture by picture: only their figures stay in memory. */
export async function runEvaluation(options: EvaluationOptions): Promise<Evaluation> {
  quietSharp();
  await using pool = await openReaderPool(options, options.threads ?? 1);
  const began = options.clock.monotonic();
  const seconds = (): number => (options.clock.monotonic() - began) / 1_000;
  const tally = new Tally();
  const rows = untilEnough(options.rows, options);
  for await (const result of ahead(rows, DEPTH * pool.size, (row) => read(row, pool))) {
    tally.take(result);
    options.onProgress(tally.counts, seconds());
  }
  const { sha256, temperature, name } = pool.model;
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

type Result = BadRow | "left-out" | { readonly row: Row; readonly truth: Truth; readonly answer: FileAnswer };

async function read(row: Row | BadRow, pool: ReaderPool): Promise<Result> {
  if ("problem" in row) return row;
  const truth = truthOf(row.label);
  if (truth === undefined) return { where: row.where, problem: `unknown label ${JSON.stringify(row.label)}` };
  try {
    await access(row.path);
  } catch {
    return { where: row.where, problem: `no file ${row.path}` };
  }
  if (truth === "left-out") return "left-out";
  const answer = await pool.readFile(row.path);
  if (answer.kind !== "undecodable") return { row, truth, answer };
  return { where: row.where, problem: `unreadable picture (${answer.problem})` };
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

  take(result: Result): void {
    this.#rows++;
    if (result === "left-out") this.#leftOut++;
    else if ("problem" in result) this.#takeBad(result);
    else this.#takeAnswer(result);
  }

  #takeBad(row: BadRow): void {
    this.#bad++;
    if (this.badRows.length < MOST_LISTED) this.badRows.push(row);
  }

  #takeAnswer({ row: { groups }, truth, answer }: Exclude<Result, BadRow | "left-out">): void {
    if (answer.kind !== "face") {
      this.missed.push({ groups, ...(truth.covered ? { covered: true } : {}) });
      return;
    }
    const { probabilities, refused, bordered } = answer.face;
    if (bordered) this.#bordered++;
    this.samples.push({ ...truth, probabilities, refused, groups });
  }
}
