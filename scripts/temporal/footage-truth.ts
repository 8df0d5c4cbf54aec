import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Zone } from "#eye/source/zone.js";

/** One person of one clip whose face can be read. Two people side by side are told apart by the zone. */
export type Take = { readonly clip: string; readonly person: string; readonly zone?: Zone };
const half = (x: number): Zone => ({ x, y: 0, width: 0.5, height: 1 });
export const TAKES: readonly Take[] = [
  { clip: "happy-transaction", person: "mei" },
  { clip: "neutral-transaction", person: "kenji" },
  { clip: "dissatisfied-transaction", person: "oskar" },
  { clip: "mixed", person: "sofia" },
  { clip: "two-people", person: "ravi", zone: half(0) },
  { clip: "two-people", person: "ingrid", zone: half(0.5) },
  { clip: "officer-edge", person: "hana" },
  { clip: "pose-sweep", person: "hana" },
];

const rowSchema = z.object({
  t: z.number(),
  people: z.array(
    z.object({
      id: z.string(),
      label: z.enum(["neutral", "speaking", "happy", "dissatisfied", "surprise", "absent"]),
      weights: z.record(z.string(), z.number()),
      speaking: z.number(),
    }),
  ),
});

/** `tone`: place in TONES, null where there is none. `speaking`: the mouth moves in an otherwise neutral face. */
export type Moment = { readonly tone: 0 | 1 | 2 | null; readonly valence: number; readonly speaking: boolean };

const TONE_OF_LABEL = { dissatisfied: 0, neutral: 1, speaking: 1, happy: 2, surprise: null, absent: null } as const;
/** The default policy's weights on what the renderer was told to draw. */
const VALENCE_OF: Readonly<Record<string, number>> = {
  smile: 1,
  happy: 1,
  laugh: 1,
  frown: -1,
  angry: -1,
  disgust: -1,
  sad: -0.6,
};
const FOOTAGE_FPS = 15;

/**
 * What was rendered at a time (ms), from the clip's `.jsonl`; undefined where the person is not in the picture. Read at a
 * lower rate, ffmpeg shows under each time the last frame that rounds to it: at 5 fps one frame later than it says.
 */
export function readTruth(file: string, person: string, fps: number): (t: number) => Moment | undefined {
  const rows = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => rowSchema.parse(JSON.parse(line)));
  const moments = rows.map(({ people }): Moment | undefined => {
    const found = people.find(({ id }) => id === person);
    if (!found) return undefined;
    const valence = Object.entries(found.weights).reduce((sum, [name, w]) => sum + w * (VALENCE_OF[name] ?? 0), 0);
    const tone = TONE_OF_LABEL[found.label];
    return { tone, valence, speaking: found.speaking >= 0.5 && tone === TONE_OF_LABEL.neutral };
  });
  const later = Math.ceil(FOOTAGE_FPS / fps / 2) - 1;
  return (t) => moments[Math.min(moments.length - 1, Math.round((t * FOOTAGE_FPS) / 1_000) + later)];
}
