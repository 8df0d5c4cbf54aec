import type { ReplayVerdict } from "#commands/replay/replay-clip.js";
import type { Reading } from "#contract/reading.js";
import { demoWords, reasonWords } from "#words/demo-words.js";
import { bothLanguages } from "#words/words.js";

/** One JSON line per reading. How long it took is left out: the same clip prints the same lines on any machine. */
export function printReading(reading: Reading): void {
  const { latencyMs: _, ...lasting } = reading;
  console.log(JSON.stringify(lasting));
}

export function printVerdict(verdict: ReplayVerdict, json: boolean): void {
  if (json) {
    console.log(JSON.stringify(verdict));
    return;
  }
  const span = verdict.from === undefined ? "" : `${verdict.from}–${verdict.to} s: `;
  const coverage = `${bothLanguages(demoWords.coverage)} ${Math.round(verdict.coverage * 100)} %`;
  if (verdict.score === null) {
    const why = reasonWords[verdict.reason ?? "no_face"];
    console.log(`${span}${bothLanguages(demoWords.abstained)}: ${bothLanguages(why)} (${verdict.reason}); ${coverage}`);
    return;
  }
  const interval = verdict.interval ? `${verdict.interval.low}–${verdict.interval.high}` : "";
  console.log(
    `${span}${bothLanguages(demoWords.score)} ${verdict.score} (${interval}); ${bothLanguages(demoWords.change)} ${verdict.change}; ${coverage}`,
  );
}
