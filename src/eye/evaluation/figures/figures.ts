import { EXPRESSIONS } from "#contract/expression.js";
import { type Calibration, calibrationOf, type Judgement } from "#eye/evaluation/figures/calibration.js";
import {
  accuracyOf,
  type ClassFigures,
  type Confusion,
  classFigures,
  confusionOf,
  macroF1,
} from "#eye/evaluation/figures/confusion.js";
import { type Gap, type Grouping, groupingsOf, type Outcome, worstGap } from "#eye/evaluation/figures/groups.js";
import { accuracyAtCoverage, type CoveragePoint } from "#eye/evaluation/figures/risk-coverage.js";
import { CONTEMPT, largest, type Sample, TONES, toneShares } from "#eye/evaluation/figures/sample.js";
import { type ThreeClassFigures, threeClassFigures } from "#eye/evaluation/figures/three-class.js";
import { type Share, wilson } from "#eye/evaluation/figures/wilson.js";

type ClassSetFigures = {
  readonly n: number;
  readonly accuracy: Share;
  readonly macroF1: number | null;
  readonly classes: readonly ClassFigures[];
  readonly confusion: Confusion;
};
export type Figures = {
  readonly eight: ClassSetFigures;
  /** Without contempt. */
  readonly seven: ClassSetFigures;
  readonly three: ThreeClassFigures;
  /** Of the eight classes; of the three where the set has no more. */
  readonly calibration: Calibration;
  readonly coverage: readonly CoveragePoint[];
  readonly coverageCurve: readonly CoveragePoint[];
  /** Of the faces that are not labelled covered. */
  readonly refused: Share;
  /** Of those that are: read all the same. */
  readonly coveredRead: Share;
  readonly detected: Share | null;
  readonly groupings: readonly Grouping[];
  readonly worstGap: Gap | null;
};
/** A labelled picture in which no face was found. */
export type Missed = { readonly groups: Readonly<Record<string, string>>; readonly covered?: true };

const COVERAGES = [1, 0.9, 0.8, 0.6];
const CURVE = Array.from({ length: 96 }, (_, i) => (i + 5) / 100);

/** `missed`: null where no detector was asked. */
export function figuresOf(samples: readonly Sample[], missed: readonly Missed[] | null): Figures {
  const judgements = judgementsOf(samples);
  const [covered, clear] = [samples.filter(isCovered), samples.filter((sample) => !isCovered(sample))];
  const asked = clear.filter(({ refused }) => refused !== null);
  const [missedClear, missedCovered] = [missed?.filter((one) => !isCovered(one)), missed?.filter(isCovered) ?? []];
  const groupings = groupingsOf([
    ...samples.map((sample) => outcomeOf(sample, missed !== null)),
    ...(missed ?? []).map(outcomeOfMissed),
  ]);
  return {
    eight: classSetFigures(samples, [...EXPRESSIONS.keys()]),
    seven: classSetFigures(
      samples,
      [...EXPRESSIONS.keys()].filter((place) => place !== CONTEMPT),
    ),
    three: threeClassFigures(samples),
    calibration: calibrationOf(judgements),
    coverage: accuracyAtCoverage(judgements, COVERAGES),
    coverageCurve: accuracyAtCoverage(judgements, CURVE),
    refused: wilson(asked.filter(({ refused }) => refused).length, asked.length),
    coveredRead: wilson(covered.filter(wasRead).length, covered.length + missedCovered.length),
    detected: missedClear ? wilson(clear.length, clear.length + missedClear.length) : null,
    groupings,
    worstGap: worstGap(groupings),
  };
}

const isCovered = ({ covered }: { covered?: true }): boolean => covered === true;
const wasRead = ({ refused }: Sample): boolean => refused !== true;

/** The model may answer with no other class than these; faces of other labels are left out. */
function classSetFigures(samples: readonly Sample[], places: readonly number[]): ClassSetFigures {
  const pairs = samples.flatMap(({ truth, probabilities }) => {
    const at = truth === null ? -1 : places.indexOf(truth);
    return at < 0 ? [] : [{ truth: at, guess: largest(places.map((place) => probabilities[place] as number)) }];
  });
  const confusion = confusionOf(
    places.map((place) => EXPRESSIONS[place] as string),
    pairs,
  );
  const classes = classFigures(confusion);
  return { n: pairs.length, accuracy: accuracyOf(confusion), macroF1: macroF1(classes), classes, confusion };
}

/** Of the eight classes where the set has them, otherwise of the three. */
function judgementsOf(samples: readonly Sample[]): Judgement[] {
  const eight = samples.filter(({ truth }) => truth !== null);
  if (eight.length > 0) return eight.map(({ truth, probabilities }) => judge(probabilities, truth));
  return samples.flatMap(({ tone, probabilities }) => (tone === null ? [] : [judge(toneShares(probabilities), tone)]));
}

function judge(shares: readonly number[], truth: number | null): Judgement {
  const guess = largest(shares);
  return { confidence: shares[guess] as number, right: guess === truth };
}

function outcomeOf(sample: Sample, detecting: boolean): Outcome {
  const { truth, tone, probabilities, refused, groups } = sample;
  const said = largest(toneShares(probabilities));
  return {
    groups,
    accuracy: truth !== null ? largest(probabilities) === truth : tone === null ? null : said === tone,
    neutralCalledNegative: tone !== null && TONES[tone] === "neutral" ? TONES[said] === "negative" : null,
    refused: isCovered(sample) ? null : refused,
    coveredRead: isCovered(sample) ? wasRead(sample) : null,
    undetected: detecting && !isCovered(sample) ? false : null,
  };
}

const outcomeOfMissed = (missed: Missed): Outcome => ({
  groups: missed.groups,
  accuracy: null,
  neutralCalledNegative: null,
  refused: null,
  coveredRead: isCovered(missed) ? false : null,
  undetected: isCovered(missed) ? null : true,
});
