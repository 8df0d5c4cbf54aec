import type { Probabilities } from "#contract/expression.js";
import type { Reading } from "#contract/reading.js";
import { openWindow } from "#desk/scoring/scoring-window.js";
import type { WindowResult } from "#desk/scoring/window-result.js";
import type { ScoringPolicy } from "#desk/scoring/window-sums.js";
import type { Face } from "#simulation/citizen.js";
import { CLEAR_VIEW } from "#simulation/clear-view.js";
import type { Random } from "#simulation/random.js";

const STEP_MS = 200;
/** Of one short smile: what frustrated people show lasts less than 0.7 s. */
const SHORT_SMILE_STEPS = 2;
const PROCESS_SPREAD = 0.16;
const PROCESS_SECONDS = 4;
const CAMERA_SPREAD = 0.1;
const AWAY_SECONDS = 6;

type Camera = { readonly covered: boolean; readonly valence: number };

/** Lets a face sit before a camera for so long, and the real scoring judge what it read. */
export function playWindow(policy: ScoringPolicy, { face, seconds, camera, random }: Sitting): WindowResult {
  const window = openWindow(policy, 0);
  const keep = Math.exp(-STEP_MS / 1_000 / PROCESS_SECONDS);
  const stir = PROCESS_SPREAD * Math.sqrt(1 - keep ** 2);
  let mood = PROCESS_SPREAD * random.normal();
  let away = random.chance(face.away);
  let smiling = 0;
  const endMs = seconds * 1_000;
  for (let t = 0; t < endMs; t += STEP_MS) {
    mood = keep * mood + stir * random.normal();
    const leave = face.away / (1 - face.away);
    if (random.chance((away ? 1 : leave) * (STEP_MS / 1_000 / AWAY_SECONDS))) away = !away;
    if (smiling === 0 && random.chance(face.shortSmiles * (STEP_MS / 1_000))) smiling = SHORT_SMILE_STEPS + 1;
    smiling = Math.max(0, smiling - 1);
    const felt = smiling > 0 ? 0.8 : face.rest + face.towards * (0.3 + 0.7 * (t / endMs)) + mood;
    const seen = felt + camera.valence + CAMERA_SPREAD * random.normal();
    window.add(camera.covered ? dark(t) : away ? turnedAway(t) : expression(t, seen));
  }
  return window.close(endMs);
}

type Sitting = {
  readonly face: Face;
  readonly seconds: number;
  readonly camera: Camera;
  readonly random: Random;
};

const LATENCY = { latencyMs: 20 };
const dark = (t: number): Reading => ({ outcome: "none", t, ...LATENCY, reason: "dark" });
const turnedAway = (t: number): Reading => ({ outcome: "none", t, ...LATENCY, reason: "pose" });

const expression = (t: number, valence: number): Reading => ({
  outcome: "expression",
  t,
  ...LATENCY,
  probabilities: probabilitiesOf(valence),
  quality: CLEAR_VIEW,
});

/** Displeasure is mostly read as anger and contempt, a part as sadness, which the valence counts less. */
function probabilitiesOf(valence: number): Probabilities {
  const happiness = Math.max(0, Math.min(0.97, valence));
  const displeasure = Math.max(0, Math.min(0.97, -valence));
  return {
    neutral: 1 - happiness - displeasure,
    happiness,
    surprise: 0,
    sadness: 0.2 * displeasure,
    anger: 0.5 * displeasure,
    disgust: 0.1 * displeasure,
    fear: 0,
    contempt: 0.2 * displeasure,
  };
}
