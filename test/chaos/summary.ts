import type { ChaosReport } from "./chaos.js";
import type { FaultKind } from "./schedule.js";

const ROADS: readonly FaultKind[] = ["cut", "delayed", "throttled", "silent", "duplicated"];

export function summaryLines(report: ChaosReport): string[] {
  const { faults, verdict, answers, brokerStarts, noticed, leftOut } = report;
  const list = (entries: Iterable<readonly [string, unknown]>): string =>
    [...entries].map(([name, n]) => `${name} ${n}`).join(", ") || "none";
  const some = (wanted: (kind: FaultKind) => boolean) => [...faults].filter(([kind]) => wanted(kind));
  const total = (of: readonly (readonly [unknown, number])[]): number => of.reduce((sum, [, n]) => sum + n, 0);
  const kills = some((kind) => kind.startsWith("kill"));
  const roads = some((kind) => ROADS.includes(kind));
  const others = some((kind) => !kind.startsWith("kill") && !ROADS.includes(kind));
  const events = Object.values(verdict.stored).reduce((sum, n) => sum + n, 0);
  const gaps = total([...verdict.explained]);
  return [
    `cycles ${report.cycles} in ${Math.round(report.seconds)} s, faults ${total([...faults])}`,
    `kills ${total(kills)}: ${list(kills)}`,
    `roads ${total(roads)}: ${list(roads)}`,
    `others ${total(others)}: ${list(others)}`,
    ...(leftOut.size > 0 ? [`left out: ${[...leftOut].map(([kind, why]) => `${kind} (${why})`).join(", ")}`] : []),
    `broker started with persistence ${brokerStarts.persistent} times, without ${brokerStarts.memory} times`,
    `two desks noticed by: ${list(noticed)}`,
    `answers: ${answers.visits} transactions, ${answers.taps} taps; ${answers.unanswered} attempts without answer, ${answers.refused} refused for a full disk`,
    `events at the hub ${events}: ${list(Object.entries(verdict.stored))}`,
    `lost ${verdict.lost.length}`,
    `doubled ${verdict.doubled.length}`,
    `order ${verdict.disordered.length === 0 ? "kept" : `broken ${verdict.disordered.length} times`}`,
    `gaps explained ${gaps}: ${list(verdict.explained)}`,
    `slowest recovery ${(report.slowestRecoveryMs / 1_000).toFixed(1)} s`,
    report.violations.length === 0 ? "no violation" : `VIOLATIONS ${report.violations.length}`,
  ];
}
