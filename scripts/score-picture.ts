import type { Probabilities } from "#contract/expression.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { Reading, ReadingReason } from "#contract/reading.js";
import { openWindow } from "#desk/scoring/scoring-window.js";
import { valenceOf } from "#desk/scoring/valence.js";
import type { WindowScore } from "#desk/scoring/window-result.js";
import { CUTS } from "#hub/report/agreement/pair-table.js";
import { CLEAR_VIEW } from "#simulation/clear-view.js";

/** One transaction of two minutes, made up: what docs/score.svg shows, scored by the desk's own code. */
const SECONDS = 120;
const UNREAD: readonly { from: number; to: number; reason: ReadingReason; vi: string; en: string }[] = [
  { from: 0, to: 7, reason: "no_face", vi: "chưa ngồi", en: "not seated" },
  { from: 44, to: 58, reason: "pose", vi: "cúi xuống", en: "looks down" },
];

/** Waits with a slight frown, is served, leaves with a smile. */
function probabilitiesAt(second: number): Probabilities {
  const flutter = 0.06 * Math.sin(second * 1.9) + 0.04 * Math.sin(second * 0.7);
  const clamp = (value: number): number => Math.max(0, Math.min(0.95, value));
  const anger = clamp(0.32 + flutter - Math.max(0, second - 28) / 40);
  const happiness = clamp(0.04 + flutter / 2 + 0.66 / (1 + Math.exp((88 - second) / 4)));
  const rest = { surprise: 0, sadness: 0, disgust: 0, fear: 0, contempt: 0 };
  return { ...rest, anger, happiness, neutral: 1 - anger - happiness };
}

function readingAt(second: number): Reading {
  const base = { t: second * 1_000, latencyMs: 25 };
  const unread = UNREAD.find(({ from, to }) => second >= from && second < to);
  if (unread) return { ...base, outcome: "none", reason: unread.reason };
  return { ...base, outcome: "expression", probabilities: probabilitiesAt(second), quality: CLEAR_VIEW };
}

function scoreOf(readings: readonly Reading[]): WindowScore {
  const window = openWindow(DEFAULT_POLICY, 0);
  for (const reading of readings) window.add(reading);
  const result = window.close(SECONDS * 1_000);
  if (result.outcome !== "score") throw new Error(`the example abstained: ${result.reason}`);
  return result;
}

const x = (second: number): number => Math.round((78 + second * 4.9) * 10) / 10;
const y = (valence: number): number => Math.round((176 - valence * 118) * 10) / 10;
/** On the ladder of the score, beside the curve at the same height: valence −1 … 1 is score 0 … 100. */
const yOf = (score: number): number => y((score - 50) / 50);
const minus = (value: number, digits = 3): string => value.toFixed(digits).replace("-", "−");

export function scorePicture(): string {
  const readings = Array.from({ length: SECONDS * 5 }, (_, i) => readingAt(i / 5));
  const { score, interval, statistics, coverage } = scoreOf(readings);
  const { valenceWhole: whole, valenceEnd: end } = statistics;
  // The last quarter of what could be read: here nothing is lost in it.
  const endFrom = SECONDS - statistics.usableSeconds / 4;
  const runs: string[][] = [[]];
  for (const reading of readings) {
    if (reading.outcome === "none") runs.push([]);
    else runs.at(-1)?.push(`${x(reading.t / 1_000)},${y(valenceOf(reading.probabilities, DEFAULT_POLICY.valence))}`);
  }
  const line = (kind: string, from: number, to: number, at: number): string =>
    `<line class="${kind}" x1="${from}" y1="${at}" x2="${to}" y2="${at}"/>`;
  const text = (kind: string, at: readonly [number, number], words: string): string =>
    `<text class="${kind}" x="${at[0]}" y="${at[1]}">${words}</text>`;
  const parts = [
    `<rect class="ground" width="972" height="432" rx="14"/>`,
    text("label left", [78, 34], "một phiên, hai phút · one transaction, two minutes"),
    `<rect class="end" x="${x(endFrom)}" y="58" width="${Math.round(x(SECONDS) - x(endFrom))}" height="236"/>`,
    text("small", [Math.round((x(endFrom) + x(SECONDS)) / 2), 312], "¼ cuối · last quarter"),
    ...UNREAD.flatMap(({ from, to, vi, en }) => [
      `<rect class="unread" x="${x(from)}" y="58" width="${Math.round(x(to) - x(from))}" height="236"/>`,
      text("small", [Math.max(104, Math.round((x(from) + x(to)) / 2)), 312], vi),
      text("small", [Math.max(104, Math.round((x(from) + x(to)) / 2)), 328], en),
    ]),
    ...[1, 0.5, 0, -0.5, -1].flatMap((at) => [
      line(at === 0 ? "axis" : "grid", x(0), x(SECONDS), y(at)),
      text("small right", [x(0) - 8, y(at) + 4], minus(at, 1)),
    ]),
    ...runs.filter(({ length }) => length > 1).map((run) => `<polyline class="curve" points="${run.join(" ")}"/>`),
    line("whole", x(0), x(SECONDS), y(whole)),
    line("last", x(endFrom), x(SECONDS), y(end)),
    text("wholetext left", [x(9), y(whole) - 8], `cả phiên · whole ${minus(whole)}`),
    text("lasttext right", [x(endFrom) - 8, y(end) + 4], `cuối · end ${minus(end)}`),
    ...ladder(score, interval),
    text("formula", [486, 372], `50 + 50·(0.6·${minus(whole)} + 0.4·${minus(end)}) = ${score.toFixed(1)}`),
    text(
      "small",
      [486, 400],
      `khoảng đo 90 % · measurement interval ${interval.low.toFixed(1)}–${interval.high.toFixed(1)} · độ phủ · coverage ${Math.round(coverage * 100)} %`,
    ),
  ];
  return `${HEAD}${parts.map((part) => `  ${part}\n`).join("")}</svg>\n`;
}

function ladder(score: number, { low, high }: WindowScore["interval"]): string[] {
  const [left, right] = [748, 800];
  const step = (kind: string, from: number, to: number, vi: string, en: string): string[] => [
    `<rect class="${kind}" x="${left}" y="${yOf(to)}" width="${right - left}" height="${Math.round((yOf(from) - yOf(to)) * 10) / 10}"/>`,
    `<text class="small left" x="${right + 12}" y="${Math.round((yOf(from) + yOf(to)) / 2) - 3}">${vi}</text>`,
    `<text class="small left" x="${right + 12}" y="${Math.round((yOf(from) + yOf(to)) / 2) + 13}">${en}</text>`,
  ];
  const middle = (left + right) / 2;
  return [
    ...step("low", 0, CUTS.satisfied, "không hài lòng", "dissatisfied"),
    ...step("middle", CUTS.satisfied, CUTS.verySatisfied, "hài lòng", "satisfied"),
    ...step("high", CUTS.verySatisfied, 100, "rất hài lòng", "very satisfied"),
    ...[0, CUTS.satisfied, 50, CUTS.verySatisfied, 100].map(
      (at) => `<text class="small right" x="${left - 8}" y="${yOf(at) + 4}">${at}</text>`,
    ),
    `<line class="interval" x1="${middle}" y1="${yOf(low)}" x2="${middle}" y2="${yOf(high)}"/>`,
    `<circle class="dot" cx="${middle}" cy="${yOf(score)}" r="7"/>`,
    `<text class="label left" x="${left}" y="34">điểm · score</text>`,
    `<text class="small" x="836" y="318">mức mặc định, chưa hiệu chỉnh</text>`,
    `<text class="small" x="836" y="334">default cuts, not calibrated</text>`,
  ];
}

const HEAD = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 972 432" role="img" aria-labelledby="title desc">
  <title id="title">Điểm của một phiên · How one transaction is scored</title>
  <desc id="desc">The valence of a citizen's expression over two minutes: a slight frown while waiting, two stretches that could not
    be read, a smile at the end. The mean of the whole and the mean of the last quarter make the score, drawn with its
    measurement interval on a ladder from 0 to 100.</desc>
  <style>
    .ground { fill: #fbfaf7 } .unread { fill: #8b979e; opacity: .3 } .end { fill: #9a5b13; opacity: .13 }
    .axis { stroke: #3b4a54; stroke-width: 1.4 } .grid { stroke: #8b979e; stroke-width: .7; opacity: .6 }
    .curve { fill: none; stroke: #1d6b62; stroke-width: 2 } .whole { stroke: #1d6b62; stroke-width: 2; stroke-dasharray: 7 5 }
    .last { stroke: #9a5b13; stroke-width: 2.4; stroke-dasharray: 7 5 }
    .low { fill: #e6d3cf } .middle { fill: #e4e6e3 } .high { fill: #cfe3df }
    .interval { stroke: #1f2a30; stroke-width: 3 } .dot { fill: #1f2a30 }
    text { font-family: "Noto Sans", Inter, "Segoe UI", Roboto, sans-serif; fill: #1f2a30; text-anchor: middle }
    .formula { font-size: 22px; font-weight: 700 } .label { font-size: 15px; font-weight: 600 } .small { font-size: 13px; fill: #4a5860 }
    .wholetext { font-size: 14px; font-weight: 600; fill: #1d6b62 } .lasttext { font-size: 14px; font-weight: 600; fill: #8a4f0e }
    .left { text-anchor: start } .right { text-anchor: end }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #14191c } .axis { stroke: #a9b6bd } .curve, .whole { stroke: #5cc2b4 } .last { stroke: #e0a458 } .end { fill: #e0a458 }
      .low { fill: #4a302c } .middle { fill: #2f373b } .high { fill: #1d443e } .interval { stroke: #eef2f3 } .dot { fill: #eef2f3 }
      text { fill: #eef2f3 } .small { fill: #b4c0c6 } .wholetext { fill: #5cc2b4 } .lasttext { fill: #e0a458 }
    }
  </style>
`;
