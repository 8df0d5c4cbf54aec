import { DEFAULT_POLICY } from "#contract/policy.js";
import { RATINGS } from "#contract/rating-scale.js";
import type { WindowResult } from "#desk/scoring/window-result.js";
import { type Citizen, meetCitizen } from "#simulation/citizen.js";
import { playWindow } from "#simulation/play-window.js";
import { createRandom, type Random } from "#simulation/random.js";
import { SCENARIO } from "#simulation/scenario.js";

export type Sitting = Pick<Citizen, "truth" | "seconds"> & { readonly result: WindowResult };
type Level = Citizen["truth"];

/** To play one takes half a millisecond: a year draws from so many of each level. */
const PLAYED = 700;

/** Citizens of each level before a camera, read by the real scoring. */
export function playWindows(seed: number, played = PLAYED): (level: Level, random: Random) => Sitting {
  const pools = RATINGS.map((level, row) => playLevel(level, createRandom(seed, -1 - row), played));
  return (level, random) => {
    const pool = pools[RATINGS.indexOf(level)] as readonly Sitting[];
    return pool[Math.floor(random.next() * pool.length)] as Sitting;
  };
}

function playLevel(level: Level, random: Random, played: number): Sitting[] {
  const truth = RATINGS.map((one) => Number(one === level)) as [number, number, number];
  return Array.from({ length: played }, () => {
    const { seconds, face } = meetCitizen({ ...SCENARIO.informative, truth }, random);
    const camera = { covered: false, valence: 0 };
    return { truth: level, seconds, result: playWindow(DEFAULT_POLICY, { face, seconds, camera, random }) };
  });
}
