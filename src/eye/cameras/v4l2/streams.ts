import type { StreamSource } from "#eye/cameras/stream-source.js";
import type { V4l2Format, V4l2Size } from "#eye/cameras/v4l2/listing.js";

/** The driver's letters, and what ffmpeg and the configuration call them. */
const KNOWN = { MJPG: "mjpeg", YUYV: "yuyv422", H264: "h264" } as const;
/** As the eye asks for it by default: see camera-config.ts. */
const WANTED = { width: 1280, height: 720, fps: 15 };

/**
 * One stream per format that the eye can ask for, in the size next to 1280 × 720 that is fast enough. Without a list of
 * formats the one that USB cameras have is tried.
 */
export function v4l2Streams(path: string, formats: readonly V4l2Format[] | undefined): StreamSource[] {
  const blind: readonly V4l2Format[] = [{ pixels: "MJPG", sizes: [WANTED] }];
  return (formats ?? blind).flatMap(({ pixels, sizes }): StreamSource[] => {
    const format = KNOWN[pixels as keyof typeof KNOWN];
    const size = nextTo(sizes);
    if (!format || !size) return [];
    const { width, height, fps } = size;
    const rate = Math.min(fps, WANTED.fps);
    const asked = [
      "-f",
      "v4l2",
      "-input_format",
      format,
      "-framerate",
      String(rate),
      "-video_size",
      `${width}x${height}`,
    ];
    const name = `${pixels} ${width}×${height}`;
    const capture = { format, size: { width, height } };
    return [{ kind: "v4l2", name, source: path, input: [...asked, "-i", path], capture }];
  });
}

function nextTo(sizes: readonly V4l2Size[]): V4l2Size | undefined {
  const distance = ({ width, height }: V4l2Size): number =>
    Math.abs(Math.log((width * height) / (WANTED.width * WANTED.height)));
  const fast = sizes.filter(({ fps }) => fps >= WANTED.fps - 1);
  return [...(fast.length > 0 ? fast : sizes)].sort((a, b) => distance(a) - distance(b))[0];
}
