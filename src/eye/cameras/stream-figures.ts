import type { Packet, StreamHead } from "#eye/cameras/packet-list.js";

/** What was measured of one stream. */
export type StreamFigures = StreamHead & {
  /** Pictures per second. */
  readonly fps: number;
  /** Longest time between two keyframes, s; null where no second one came. */
  readonly keyframeSeconds: number | null;
  /** Of one core. */
  readonly cpuShare: number;
  /** The camera's own times run on, and as fast as ours. */
  readonly steadyClock: boolean;
  /** How long it was watched, s. */
  readonly seconds: number;
};

/** A camera hands out what it has in store first, and ffmpeg numbers it as best it can: no rate is read from that. */
export const SETTLING_PACKETS = 5;
/** What the eye decodes of a stream of JPEG pictures: those that it analyses, and no others. Per second, by default. */
export const SCORED_FPS = 5;
/** Times that run this much faster or slower than ours are made up. */
const CLOCK_TOLERANCE = 0.2;
/** Above this the decoder is what is slow, and the camera's own times are the better witness. */
const BUSY = 0.9;

/**
 * `timed`: whether the camera sends times at all. An HTTP stream of JPEG pictures has none: ffmpeg makes them up, and the
 * arrival of its pictures is all that there is.
 */
export function streamFigures(
  head: StreamHead,
  packets: readonly Packet[],
  { cpuShare, timed }: { cpuShare: number; timed: boolean },
): StreamFigures {
  const settled = packets.slice(Math.min(SETTLING_PACKETS, Math.max(0, packets.length - 2)));
  const [first, last] = [settled[0], settled.at(-1)];
  const arrived = first && last ? (last.at - first.at) / 1000 : 0;
  const told = first && last ? last.time - first.time : 0;
  const runsOn = settled.every((packet, i) => i === 0 || packet.time > (settled[i - 1] as Packet).time);
  const asFast = cpuShare > BUSY || Math.abs(told / arrived - 1) <= CLOCK_TOLERANCE;
  const steadyClock = !timed || (runsOn && asFast);
  const seconds = timed && steadyClock ? told : arrived;
  return {
    ...head,
    fps: seconds > 0 ? (settled.length - 1) / seconds : 0,
    keyframeSeconds: longestGap(packets, timed && steadyClock),
    cpuShare,
    steadyClock,
    seconds: arrived,
  };
}

/** Where each picture stands for itself only those that are analysed are decoded. */
export const decodedInPart = (figures: StreamFigures): StreamFigures => ({
  ...figures,
  cpuShare: figures.cpuShare * Math.min(1, SCORED_FPS / figures.fps),
});

function longestGap(packets: readonly Packet[], byCamera: boolean): number | null {
  const keys = packets.filter(({ key }) => key).map(({ time, at }) => (byCamera ? time : at / 1000));
  const gaps = keys.slice(1).map((time, i) => time - (keys[i] as number));
  return gaps.length === 0 ? null : Math.max(...gaps);
}
