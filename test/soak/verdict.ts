import type { Findings } from "./findings.js";
import type { SoakRun } from "./soak.js";
import type { Trend } from "./trend.js";

export type VerdictLine = { readonly holds: boolean; readonly text: string };

/** The ledger's limit counts its pages in use; the file may hold a write-ahead log of a few megabytes beside them. */
const LEDGER_MEGABYTES = 8 + 5;
/** A third's 99th percentile moves with its load; what grows with the hours more than doubles it. */
const STABLE = 2;
const STABLE_MS = 20;

export function verdictLines(run: SoakRun, found: Findings): VerdictLine[] {
  const { lost, doubled, disordered, wrong, stored } = run.verdict;
  const bad = [...lost, ...doubled, ...disordered, ...wrong];
  return [
    ...Object.entries(found.memory).map(([name, trend]) => memoryLine(name, trend)),
    ...Object.entries(found.descriptors).map(([name, trend]) => descriptorLine(name, trend)),
    stableLine("close → answer", found.closeMs),
    stableLine("health → answer", found.healthMs),
    {
      holds: found.ledgerMegabytes.most <= LEDGER_MEGABYTES,
      text: `ledger: at most ${found.ledgerMegabytes.most.toFixed(1)} MB with its log`,
    },
    {
      holds: bad.length === 0 && run.backlog === 0,
      text:
        `books: ${run.visits} visits and ${run.taps} taps at the counter, ${JSON.stringify(stored)} at the hub; ` +
        `${lost.length} lost, ${doubled.length} doubled, ${disordered.length} out of order, ${wrong.length} wrong`,
    },
    { holds: (stored.score ?? 0) > 0, text: `scores: ${stored.score ?? 0}` },
    {
      holds: run.endedByItself.length === 0 && found.eyeStarts === 1,
      text: `programs: ${run.endedByItself.length} ended by themselves, the eye was started ${found.eyeStarts} times`,
    },
  ];
}

function memoryLine(name: string, trend: Trend | undefined): VerdictLine {
  if (!trend) return { holds: false, text: `memory of ${name}: too short to tell` };
  const { slope, noise, first, last, most, flat } = trend;
  const figures = `${slope.toFixed(2)} ± ${noise.toFixed(2)} MB/h`;
  const span = `${first.toFixed(0)} → ${last.toFixed(0)} MB, most ${most.toFixed(0)}`;
  return { holds: flat, text: `memory of ${name}: ${figures} (${span}): ${flat ? "flat" : "grows"}` };
}

function descriptorLine(name: string, trend: Trend | undefined): VerdictLine {
  if (!trend) return { holds: false, text: `descriptors of ${name}: too short to tell` };
  const { slope, noise, first, last, most } = trend;
  return {
    holds: slope <= noise,
    text: `descriptors of ${name}: ${first.toFixed(1)} → ${last.toFixed(1)}, most ${most} (${slope.toFixed(2)} ± ${noise.toFixed(2)} /h)`,
  };
}

function stableLine(what: string, { firstThird, lastThird }: Findings["closeMs"]): VerdictLine {
  return {
    holds: lastThird.p99 <= Math.max(STABLE * firstThird.p99, firstThird.p99 + STABLE_MS),
    text:
      `${what}: p50 ${firstThird.p50.toFixed(1)} → ${lastThird.p50.toFixed(1)} ms, ` +
      `p99 ${firstThird.p99.toFixed(1)} → ${lastThird.p99.toFixed(1)} ms (first → last third)`,
  };
}
