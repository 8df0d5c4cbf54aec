import type { Advice } from "#contract/wizard.js";
import type { StreamFigures } from "#eye/cameras/stream-figures.js";
import type { Capture } from "#eye/cameras/stream-source.js";
import type { Size } from "#eye/source/zone.js";
import { STREAM_NOTES as notes } from "#words/camera-words.js";
import type { Words } from "#words/words.js";

export type Measured = { readonly name: string; readonly source: string; readonly capture: Capture } & (
  | { readonly figures: StreamFigures }
  | { readonly figures: undefined; readonly detail: string }
);

/** An adult's face from one edge of its box to the other, m. */
const FACE_METRES = 0.15;
/** Between lens and citizen at a counter, m. */
const DISTANCE_METRES = 1;
/** As the calibration will judge them: see docs/architecture.md. */
const GOOD_FPS = 12;
const LEAST_FPS = 6;
const GOOD_FACE_PX = 80;
const LEAST_FACE_PX = 64;
const GOOD_KEYFRAMES_SECONDS = 2;
/** Times of packets are rounded. */
const KEYFRAMES_TOLERANCE = 0.25;
const LARGE_WIDTH = 2000;
/** Of one core; the eye itself, and its other work, want the rest. */
const HEAVY_CPU = 0.5;

/** A finding about one stream: how much it speaks against it, and whether it rules it out. */
type Finding = { readonly note: Words; readonly weight: number; readonly rulesOut?: true };

/** The lens, degrees across the picture, and what pictures are scaled down to fit before they are analysed. */
export type Sight = { readonly fieldOfView: number; readonly size: Size };

/** Marks the stream to take: the fewest objections, then the least work. None where all are ruled out. */
export function judgeStreams(measured: readonly Measured[], sight: Sight): Advice["streams"] {
  const judged = measured.map((stream) => ({ stream, findings: findingsOf(stream, sight) }));
  const best = judged
    .flatMap(({ stream, findings }) =>
      stream.figures && findings.every(({ rulesOut }) => !rulesOut)
        ? [{ stream, weight: sum(findings.map(({ weight }) => weight)), cpuShare: stream.figures.cpuShare }]
        : [],
    )
    .sort((a, b) => a.weight - b.weight || a.cpuShare - b.cpuShare)[0];
  return judged.map(({ stream, findings }) => {
    const recommended = stream === best?.stream;
    const { figures, name, source, capture } = stream;
    const objections = findings.map(({ note }) => note);
    const why =
      recommended && figures ? [notes.recommended(figures.cpuShare), ...objections, notes.lookAtPreview()] : objections;
    return {
      ...{ source, ...capture, name, recommended },
      ...(figures ? shown(figures) : NOTHING),
      notes: why.length > 0 ? why : [notes.good()],
    };
  });
}

const NOTHING = { codec: "", width: 0, height: 0, fps: 0, keyframeSeconds: null, cpuShare: 0 };
const shown = ({ codec, width, height, fps, keyframeSeconds, cpuShare }: StreamFigures) => ({
  ...{ codec, width, height },
  fps: rounded(fps, 1),
  keyframeSeconds: keyframeSeconds === null ? null : rounded(keyframeSeconds, 2),
  cpuShare: rounded(cpuShare, 3),
});

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** How wide a citizen's face would be in the analysed picture, px. */
export function facePx(coded: Size, { fieldOfView, size }: Sight): number {
  const width = coded.width * Math.min(1, size.width / coded.width, size.height / coded.height);
  return Math.round((width * FACE_METRES) / (2 * DISTANCE_METRES * Math.tan((fieldOfView * Math.PI) / 360)));
}

function findingsOf(stream: Measured, sight: Sight): Finding[] {
  if (!stream.figures) return [{ note: notes.unreadable(stream.detail), weight: 0, rulesOut: true }];
  const { figures } = stream;
  const { capture } = stream;
  return [
    ...ofPictures(figures, capture.size ? { ...sight, size: capture.size } : sight),
    ...ofCodec(figures),
    ...ofTiming(figures),
  ];
}

function ofPictures({ fps, width, height }: StreamFigures, sight: Sight): Finding[] {
  const px = facePx({ width, height }, sight);
  const findings: Finding[] = [];
  if (fps < LEAST_FPS) findings.push({ note: notes.tooSlow(fps), weight: 0, rulesOut: true });
  // A camera that is set to 12 delivers 11.9.
  else if (fps < GOOD_FPS - 0.5) findings.push({ note: notes.slow(fps), weight: 8 });
  if (px < LEAST_FACE_PX) findings.push({ note: notes.facesTooSmall(px), weight: 0, rulesOut: true });
  else if (px < GOOD_FACE_PX) findings.push({ note: notes.facesSmall(px), weight: 8 });
  if (width > LARGE_WIDTH) findings.push({ note: notes.large(width, height), weight: 4 });
  return findings;
}

const GOOD_CODECS = new Set(["h264", "mjpeg", "rawvideo"]);

function ofCodec({ codec, cpuShare }: StreamFigures): Finding[] {
  const findings: Finding[] = [];
  if (codec === "hevc") findings.push({ note: notes.h265(), weight: 4 });
  else if (!GOOD_CODECS.has(codec)) findings.push({ note: notes.otherCodec(codec), weight: 4 });
  if (cpuShare > HEAVY_CPU) findings.push({ note: notes.heavy(cpuShare), weight: 4 });
  return findings;
}

function ofTiming({ codec, keyframeSeconds, seconds, steadyClock }: StreamFigures): Finding[] {
  const findings: Finding[] = [];
  // Of JPEG pictures each stands for itself.
  if (codec !== "mjpeg") {
    if (keyframeSeconds === null) findings.push({ note: notes.keyframesUnseen(seconds), weight: 2 });
    else if (keyframeSeconds > GOOD_KEYFRAMES_SECONDS + KEYFRAMES_TOLERANCE)
      findings.push({ note: notes.keyframesFar(keyframeSeconds), weight: 2 });
  }
  if (!steadyClock) findings.push({ note: notes.unsteadyClock(), weight: 2 });
  return findings;
}
