import { type Area, blankedAreas, type Seen } from "#eye/source/blanking.js";
import { PADDING } from "#eye/source/content.js";
import { addressWithCredentials, type CameraAddress } from "#eye/source/credentials.js";
import type { FfmpegCall } from "#eye/source/ffmpeg.js";
import { frameSize, type Size } from "#eye/source/zone.js";

type Layout = Seen & { readonly fps: number; readonly size: Size };

/** Every decoded picture that is due, as raw RGB frames of one size; what each one costs in delay is left out. */
export const rawFrames = (layout: Layout, pace: "newest" | "every"): string[] => [
  ...["-an", "-sn", "-dn", "-map", "0:v:0"],
  ...["-vf", videoFilters(layout, pace)],
  ...["-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24"],
  ...["-flush_packets", "1", "pipe:1"],
];

/** JPEG pictures as the camera made them, one after the other; nothing is decoded here. */
export const jpegStream: readonly string[] = [
  ...["-an", "-sn", "-dn", "-map", "0:v:0"],
  ...["-c:v", "copy", "-f", "mjpeg", "-flush_packets", "1", "pipe:1"],
];

/**
 * The whole picture, small, for a technician's eyes: a second output that nothing analyses. Aspect kept in square
 * pixels, never enlarged.
 */
export function previewJpegs({ width, fps }: { width: number; fps: number }): string[] {
  const fit = `min(1,${width}/(iw*sar))`;
  const even = (length: string): string => `max(2,2*round(${length}*${fit}/2))`;
  return [
    ...["-an", "-sn", "-dn", "-map", "0:v:0"],
    ...["-vf", `select='${isDue(fps)}',scale=w='${even("iw*sar")}':h='${even("ih")}',setsar=1,format=yuvj420p`],
    ...["-fps_mode", "passthrough", "-c:v", "mjpeg", "-q:v", "6", "-f", "mjpeg", "-flush_packets", "1", "pipe:3"],
  ];
}

/** One decoding thread: more of them hold frames back, and pictures of a counter do not need them. */
export const lowDelay: readonly string[] = ["-fflags", "nobuffer", "-flags", "low_delay", "-threads", "1"];

const PADDING_COLOUR = `0x${PADDING.toString(16).padStart(2, "0").repeat(3)}`;

function videoFilters(layout: Layout, pace: "newest" | "every"): string {
  const { fps, zone, size } = layout;
  const { width, height } = frameSize(size, zone);
  // In words: fit the cropped picture (square pixels) into the frame, never enlarge it, centre it on padding.
  const fit = `min(1,min(${width}/(iw*sar),${height}/ih))`;
  return [
    pace === "every" ? `fps=${fps}` : `select='${isDue(fps)}'`,
    `crop=w='max(2,iw*${zone.width})':h='max(2,ih*${zone.height})':x='iw*${zone.x}':y='ih*${zone.y}'`,
    ...blankedAreas(layout).map(blackBox),
    `scale=w='max(1,round(iw*sar*${fit}))':h='max(1,round(ih*${fit}))':flags=bilinear+accurate_rnd+bitexact`,
    "format=rgb24",
    `pad=w=${width}:h=${height}:x='(ow-iw)/2':y='(oh-ih)/2':color=${PADDING_COLOUR}`,
  ].join(",");
}

const blackBox = ({ left, top, right, bottom }: Area): string => {
  const [x, y] = [`floor(iw*${left})`, `floor(ih*${top})`];
  const [w, h] = [`ceil(iw*${right})-${x}`, `ceil(ih*${bottom})-${y}`];
  return `drawbox=x='${x}':y='${y}':w='${w}':h='${h}':color=black:t=fill`;
};

/**
 * As `Pace`, in ffmpeg's language: register 0 holds the time at which the next picture is due. Filters that make a
 * constant rate (`fps=`) hold every picture back until the next one has come; this one passes it on or drops it.
 */
function isDue(fps: number): string {
  const period = 1 / fps;
  const due = `gte(t,ld(0)-${period / 4})+lt(t,ld(0)-${period * 3})+isnan(t)`;
  return `if(${due},st(0,if(gt(abs(t-ld(0)),${period}),t,ld(0))+${period});1,0)`;
}

/**
 * An address as ffmpeg's input, given as a play list on its standard input: addresses may hold credentials, and
 * argument lists can be read by everyone on the machine.
 */
export function networkInput(
  address: CameraAddress,
  options: { protocols: string; settings: Readonly<Record<string, string>> },
): Required<Pick<FfmpegCall, "args" | "script">> {
  const quoted = addressWithCredentials(address).replaceAll("'", "%27");
  const settings = Object.entries(options.settings).map(([name, value]) => `option ${name} ${value}`);
  return {
    args: ["-f", "concat", "-safe", "0", "-protocol_whitelist", `pipe,${options.protocols}`, "-i", "pipe:0"],
    script: ["ffconcat version 1.0", `file '${quoted}'`, ...settings, ""].join("\n"),
  };
}
