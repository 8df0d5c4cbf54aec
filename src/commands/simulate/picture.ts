import type { Agreement } from "#contract/double-rating.js";
import { RATINGS } from "#contract/rating-scale.js";
import { mappedScore } from "#hub/mapping/mapped-score.js";
import type { Pair } from "#hub/mapping/pair.js";
import { CUTS } from "#hub/report/agreement/pair-table.js";
import type { Simulation } from "#simulation/simulation.js";
import { levelWords, scenarioWords, simulationWords as words } from "#words/simulation-words.js";
import { bothLanguages, type Words } from "#words/words.js";

const COLOURS = { dissatisfied: "#b3261e", satisfied: "#5b6470", very_satisfied: "#1b6e3c" } as const;
const PANEL = { width: 300, height: 170, top: 92 } as const;
const BINS = 20;

/** How scores lie for each tap, before and after learning, and the figures of agreement with their intervals. */
export function simulationPicture(simulation: Simulation): string {
  const { scenario, seed, transactions, learned, unseenPairs, raw, mapped } = simulation;
  const mapping = learned.outcome === "adopted" ? learned.mapping : undefined;
  const left = 30;
  const second = left + PANEL.width + 40;
  const third = second + PANEL.width + 60;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1040 350" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${bothLanguages(words.title)}: ${bothLanguages(scenarioWords[scenario])}</title>`,
    `<rect width="1040" height="350" fill="#fff"/>`,
    text(left, 28, `${words.title.vi}: ${scenarioWords[scenario].vi}`, 'font-size="17" font-weight="600"'),
    text(left, 48, `${scenarioWords[scenario].en} · ${transactions}, seed ${seed} · ${bothLanguages(words.simulated)}`),
    histogram(
      left,
      words.scoresByTap,
      unseenPairs.map((pair) => ({ pair, score: pair.score })),
    ),
    mapping
      ? histogram(
          second,
          words.mappedByTap,
          unseenPairs.map((pair) => ({ pair, score: mappedScore(mapping, pair.statistics) })),
        )
      : "",
    intervals(third, raw.agreement, mapped?.agreement),
    legend(left),
    "</svg>\n",
  ].join("\n");
}

function histogram(left: number, title: Words, scored: readonly { pair: Pair; score: number }[]): string {
  const curves = RATINGS.map((level) => ({
    level,
    shares: sharesOf(scored.filter(({ pair }) => pair.rating === level)),
  }));
  const tallest = Math.max(0.05, ...curves.flatMap(({ shares }) => shares));
  const x = (score: number): number => left + (PANEL.width * score) / 100;
  const y = (share: number): number => PANEL.top + PANEL.height * (1 - share / tallest);
  const paths = curves.map(({ level, shares }) => {
    const points = shares.map((share, i) => `${x(((i + 0.5) * 100) / BINS).toFixed(1)},${y(share).toFixed(1)}`);
    return `<polyline points="${points.join(" ")}" fill="none" stroke="${COLOURS[level]}" stroke-width="2"/>`;
  });
  const cuts = [CUTS.satisfied, CUTS.verySatisfied].map(
    (cut) => line(x(cut), PANEL.top, x(cut), y(0), 'stroke-dasharray="3 4"') + text(x(cut) - 6, y(0) + 16, String(cut)),
  );
  const heading = text(left, PANEL.top - 22, title.vi, 'font-weight="600"') + text(left, PANEL.top - 7, title.en);
  return [heading, line(left, y(0), left + PANEL.width, y(0)), ...cuts, ...paths].join("\n");
}

function sharesOf(scored: readonly { score: number }[]): number[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const { score } of scored) {
    const bin = Math.max(0, Math.min(BINS - 1, Math.floor((score * BINS) / 100)));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts.map((count) => count / Math.max(1, scored.length));
}

/** Grey: the raw score. Blue: the learned mapping. */
const SIDES = { raw: "#5b6470", learned: "#0b57d0" } as const;

function intervals(left: number, raw: Agreement, mapped: Agreement | undefined): string {
  const width = 190;
  const measures = [
    { name: "κ", of: (shown: Shown) => shown.kappa },
    { name: "AC2", of: (shown: Shown) => shown.ac2 },
    { name: bothLanguages(words.recall), of: (shown: Shown) => shown.recall },
  ];
  const x = (value: number): number => left + width * Math.max(0, value);
  const bar = (y: number, figure: ReturnType<(typeof measures)[number]["of"]> | undefined, colour: string): string => {
    if (!figure || "why" in figure) return text(left, y + 4, "–");
    const scale = line(x(0), y, x(1), y, "", "#e3e6ea");
    const interval = line(x(figure.low), y, x(figure.high), y, 'stroke-width="3"', colour);
    const dot = `<circle cx="${x(figure.value).toFixed(1)}" cy="${y}" r="3.5" fill="${colour}"/>`;
    return `${scale}${interval}${dot}${text(left + width + 12, y + 4, figure.value.toFixed(2))}`;
  };
  const shown = (agreement: Agreement | undefined): Shown | undefined =>
    agreement?.outcome === "shown" ? agreement : undefined;
  const [before, after] = [shown(raw), shown(mapped)];
  const drawn = measures.map(({ name, of }, i) => {
    const y = PANEL.top + 16 + i * 62;
    return [
      text(left, y, name),
      bar(y + 14, before && of(before), SIDES.raw),
      bar(y + 34, after && of(after), SIDES.learned),
    ].join("\n");
  });
  return [
    text(left, PANEL.top - 22, words.unseen.vi, 'font-weight="600"'),
    text(left, PANEL.top - 7, words.unseen.en),
    ...drawn,
    text(left, PANEL.top + 206, "0"),
    text(left + width - 4, PANEL.top + 206, "1"),
    sample(left, 312, SIDES.raw, words.raw),
    sample(left, 338, SIDES.learned, words.learned),
  ].join("\n");
}

const sample = (x: number, y: number, colour: string, name: Words): string =>
  line(x, y, x + 22, y, 'stroke-width="3"', colour) + text(x + 28, y + 4, bothLanguages(name));

const legend = (left: number): string =>
  [
    ...RATINGS.map((level, i) => sample(left + i * 210, 312, COLOURS[level], levelWords[level])),
    text(left, 338, bothLanguages(words.axis)),
  ].join("\n");

type Shown = Extract<Agreement, { outcome: "shown" }>;

const text = (x: number, y: number, content: string, more = ""): string =>
  `<text x="${x.toFixed(1)}" y="${y}" fill="#1c1f23" ${more}>${content}</text>`;

const line = (x1: number, y1: number, x2: number, y2: number, more = "", colour = "#8a9099"): string =>
  `<line x1="${x1.toFixed(1)}" y1="${y1}" x2="${x2.toFixed(1)}" y2="${y2}" stroke="${colour}" ${more}/>`;
