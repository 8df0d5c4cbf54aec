import type { Answered, Sample, SoakRun } from "./soak.js";
import { type Trend, trendOf } from "./trend.js";

const PROGRAMS = ["feed", "eye", "desk", "hub"] as const;
type ProgramName = (typeof PROGRAMS)[number];
type Percentiles = { readonly p50: number; readonly p99: number; readonly most: number };
export type Findings = {
  readonly hours: number;
  readonly memory: Readonly<Record<ProgramName, Trend | undefined>>;
  readonly descriptors: Readonly<Record<ProgramName, Trend | undefined>>;
  /** Processor time ÷ time. */
  readonly cpuShare: Readonly<Record<ProgramName, number>>;
  readonly closeMs: { readonly firstThird: Percentiles; readonly lastThird: Percentiles };
  readonly healthMs: { readonly firstThird: Percentiles; readonly lastThird: Percentiles };
  /** Medians of what the eye said. */
  readonly frameToReadingMs: { readonly p50: number; readonly p95: number };
  readonly ledgerMegabytes: { readonly last: number; readonly most: number };
  readonly eyeStarts: number;
};

export function findingsOf({ samples, closes }: Pick<SoakRun, "samples" | "closes">): Findings {
  const ledger = samples.map(({ ledgerBytes }) => ledgerBytes / 1e6);
  const health = samples.flatMap(({ seconds, healthMs }) => (healthMs === null ? [] : [{ seconds, ms: healthMs }]));
  const said = samples.filter(({ camera }) => camera === "live").map(({ frameToReadingMs }) => frameToReadingMs);
  return {
    hours: (samples.at(-1)?.seconds ?? 0) / 3_600,
    memory: perProgram((name) => trend(samples, (sample) => sample[name]?.megabytes)),
    descriptors: perProgram((name) => trend(samples, (sample) => sample[name]?.descriptors)),
    cpuShare: perProgram((name) => cpuShare(samples, name)),
    closeMs: thirds(closes),
    healthMs: thirds(health),
    frameToReadingMs: {
      p50: percentile(
        said.flatMap(({ p50 }) => p50 ?? []),
        0.5,
      ),
      p95: percentile(
        said.flatMap(({ p95 }) => p95 ?? []),
        0.5,
      ),
    },
    ledgerMegabytes: { last: ledger.at(-1) ?? 0, most: Math.max(0, ...ledger) },
    eyeStarts: new Set(samples.flatMap(({ eye }) => eye?.pid ?? [])).size,
  };
}

function perProgram<T>(of: (name: ProgramName) => T): Record<ProgramName, T> {
  return { feed: of("feed"), eye: of("eye"), desk: of("desk"), hub: of("hub") };
}

function trend(samples: readonly Sample[], of: (sample: Sample) => number | undefined): Trend | undefined {
  return trendOf(
    samples.flatMap((sample) => {
      const value = of(sample);
      return value === undefined ? [] : [{ hours: sample.seconds / 3_600, value }];
    }),
  );
}

/** Of the process that lived last. */
function cpuShare(samples: readonly Sample[], name: ProgramName): number {
  const last = samples.findLast((sample) => sample[name]);
  const first = samples.find((sample) => sample[name]?.pid === last?.[name]?.pid);
  if (!last || !first || last === first) return 0;
  const used = (last[name]?.cpuSeconds ?? 0) - (first[name]?.cpuSeconds ?? 0);
  return used / (last.seconds - first.seconds);
}

function thirds(answers: readonly Answered[]): { firstThird: Percentiles; lastThird: Percentiles } {
  const end = answers.at(-1)?.seconds ?? 0;
  const within = (from: number, to: number): Percentiles =>
    percentiles(answers.filter(({ seconds }) => seconds >= from && seconds <= to).map(({ ms }) => ms));
  return { firstThird: within(0, end / 3), lastThird: within((2 * end) / 3, end) };
}

const percentiles = (values: readonly number[]): Percentiles => ({
  p50: percentile(values, 0.5),
  p99: percentile(values, 0.99),
  most: Math.max(0, ...values),
});

/** Nearest rank; 0 of nothing. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
