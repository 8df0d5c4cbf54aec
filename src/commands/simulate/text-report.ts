import { learnedLines } from "#commands/learned-lines.js";
import type { Agreement } from "#contract/double-rating.js";
import type { Demand } from "#simulation/demands.js";
import type { Simulation } from "#simulation/simulation.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";
import { modeWords } from "#words/mode-words.js";
import { demandWords, scenarioWords, simulationWords as words } from "#words/simulation-words.js";
import { bothLanguages, type Words } from "#words/words.js";

type Shown = Extract<Agreement, { outcome: "shown" }>;

/** What a person reads: the ward, what was learned, the figures on transactions that learning never saw, the demands. */
export function textReport(simulation: Simulation, demands: readonly Demand[]): string {
  const { raw, mapped } = simulation;
  return [
    ward(simulation),
    [bothLanguages(words.learning), ...learnedLines(simulation.learned)].join("\n"),
    [bothLanguages(words.unseen), ...figures(words.raw, raw), ...(mapped ? figures(words.learned, mapped) : [])].join(
      "\n",
    ),
    [
      bothLanguages(words.demands),
      ...demands.map(
        ({ code, met }) => `  ${met ? words.met.vi : words.notMet.vi}: ${bothLanguages(demandWords[code])}`,
      ),
    ].join("\n"),
  ].join("\n\n");
}

function ward(simulation: Simulation): string {
  const { scenario, seed, transactions, days, consenting, scored, rated, dissatisfiedTaps } = simulation;
  const reasons = Object.entries(simulation.abstentionReasons).map(([reason, n]) => `${reason} ${n}`);
  const rate = rated > 0 ? ` (${((100 * dissatisfiedTaps) / rated).toFixed(2)} %)` : "";
  return [
    `${bothLanguages(words.title)} – ${bothLanguages(scenarioWords[scenario])} [${scenario}, seed ${seed}]`,
    `  ${bothLanguages(words.simulated)}`,
    `  ${transactions} ${bothLanguages(words.ward)}, ${days} ${bothLanguages(words.days)}`,
    `  ${consenting} ${bothLanguages(words.consenting)}; ${scored} ${bothLanguages(words.scored)}`,
    `  ${rated} ${bothLanguages(words.rated)}; ${dissatisfiedTaps}${rate} ${bothLanguages(words.dissatisfied)}`,
    `  ${bothLanguages(words.abstained)}: ${reasons.join(", ") || "–"}`,
  ].join("\n");
}

function figures(name: Words, { agreement, truth, modes }: Simulation["raw"]): string[] {
  const steps = modes.map(({ mode, pairs }) => `${modeWords[mode].vi} (n = ${pairs})`);
  const last = modes.at(-1);
  const why = last ? bothLanguages(AGREEMENT_WORDS[last.reason]) : "";
  return [
    ` ${bothLanguages(name)}`,
    ...compared(words.againstTaps, agreement),
    ...compared(words.againstTruth, truth),
    `  ${bothLanguages(words.mode)}: ${steps.join(" → ")}. ${why}`,
  ];
}

function compared(name: Words, agreement: Agreement): string[] {
  if (agreement.outcome === "withheld") return [`  ${bothLanguages(name)}: ${bothLanguages(agreement.why)}`];
  const { n, kappa, ac2, auc, recall, precision, falseAlarm } = agreement;
  return [
    `  ${bothLanguages(name)}, n = ${n}`,
    `    κ ${figure(kappa)} · AC2 ${figure(ac2)} · AUC ${figure(auc)}`,
    `    ${bothLanguages(words.recall)} ${share(recall)}`,
    `    ${bothLanguages(words.precision)} ${share(precision)}`,
    `    ${bothLanguages(words.falseAlarm)} ${share(falseAlarm)}`,
  ];
}

const figure = (of: Shown["kappa"] | Shown["auc"]): string =>
  "why" in of ? `– (${of.why.vi})` : `${of.value.toFixed(3)} (${of.low.toFixed(3)}–${of.high.toFixed(3)})`;

const share = (of: Shown["recall"]): string =>
  "why" in of
    ? `– (${of.why.vi})`
    : `${(100 * of.value).toFixed(1)} % (${(100 * of.low).toFixed(1)}–${(100 * of.high).toFixed(1)}), ${of.hits}/${of.n}`;
