export const SCENARIOS = ["informative", "null", "blinded", "biased", "rare"] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

/** What a simulated ward is like. All shares are of citizens unless said otherwise. */
export type Scenario = {
  readonly counters: number;
  readonly transactionsPerDay: number;
  /** True satisfaction: dissatisfied, satisfied, very satisfied. */
  readonly truth: readonly [number, number, number];
  /** Faces follow satisfaction; otherwise they are those of somebody else. */
  readonly facesFollow: boolean;
  readonly consenting: number;
  readonly tapping: number;
  /** The lens is covered everywhere. */
  readonly covered: boolean;
  /** A camera that reads every face with this much less valence. */
  readonly odd?: { readonly counter: number; readonly valence: number };
};

const WARD: Scenario = {
  counters: 8,
  transactionsPerDay: 320,
  truth: [0.12, 0.55, 0.33],
  facesFollow: true,
  consenting: 0.6,
  tapping: 0.8,
  covered: false,
};

/** `rare` taps as one district reported: 77 dissatisfied of 29 322, and nine of ten citizens tap. */
export const SCENARIO: Readonly<Record<ScenarioName, Scenario>> = {
  informative: WARD,
  null: { ...WARD, facesFollow: false },
  blinded: { ...WARD, covered: true },
  biased: { ...WARD, odd: { counter: 3, valence: -0.4 } },
  rare: { ...WARD, truth: [0.0037, 0.6, 0.3963], consenting: 0.3, tapping: 0.92 },
};
