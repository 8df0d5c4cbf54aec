import type { Measure } from "#contract/measure.js";
import type { Quality, ReadingReason } from "#contract/reading.js";
import { expressionAt } from "./readings.js";

const GOOD: Quality = {
  faceWidth: 150,
  interEye: 64,
  yaw: 2,
  pitch: -3,
  roll: 1,
  sharpness: 200,
  luminance: 130,
  contrast: 100,
  unreadable: 0.02,
  weight: 0.9,
};

const EVEN: number[] = Array(16).fill(1 / 16);
export const BOX = { x: 0.45, y: 0.3, width: 0.12, height: 0.2 };

type Look = {
  quality?: Partial<Quality>;
  reason?: ReadingReason;
  happiness?: number;
  anger?: number;
  faces?: Measure["faces"];
  face?: Partial<NonNullable<Measure["face"]>>;
  picture?: Partial<Measure["picture"]>;
  source?: Partial<Measure["source"]>;
  latencyMs?: number;
};

/** One measure of a citizen who sits well, but for what is named. */
export function measureAt(t: number, look: Look = {}): Measure {
  const quality = { ...GOOD, ...look.quality };
  const latencyMs = look.latencyMs ?? 20;
  const { happiness = 0, anger = 0 } = look;
  const read = expressionAt(t, { happiness, anger, neutral: 1 - happiness - anger });
  return {
    reading: look.reason
      ? { outcome: "none", t, latencyMs, reason: look.reason, ...(look.reason === "no_face" ? {} : { quality }) }
      : ({ ...read, latencyMs, quality } as Measure["reading"]),
    faces: look.faces ?? [{ box: BOX, inside: 1, atEdge: false }],
    face: { box: BOX, glare: 0, behind: { luminance: 120, saturated: 0 }, speed: 0, ...look.face },
    picture: {
      width: 1280,
      luminance: 110,
      saturated: 0,
      flicker: 0.2,
      histogram: EVEN,
      upsideDown: false,
      repeated: false,
      ...look.picture,
    },
    source: { pictures: Math.round(t * 0.015), gapMs: 67, reconnects: 0, ...look.source },
  };
}

/** Five a second. */
export const measuresOver = (seconds: number, look: (t: number) => Look = () => ({}), from = 0): Measure[] =>
  Array.from({ length: seconds * 5 }, (_, i) => measureAt(from + i * 200, look(from + i * 200)));
