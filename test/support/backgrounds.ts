import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Background } from "#contract/background.js";
import { BackgroundTaker } from "#eye/drift/background-taker.js";
import type { Picture } from "#eye/face/picture.js";
import type { Frame } from "#eye/frame.js";
import type { Seen } from "#eye/source/blanking.js";
import { cameraSchema } from "#eye/source/camera-config.js";
import { demoClip } from "./footage.js";

const run = promisify(execFile);

/** The first picture of a rendered clip, whole, after an ffmpeg filter. */
export async function stillOf(clip: string, filter = "null", size = { width: 1280, height: 720 }): Promise<Picture> {
  const args = ["-nostdin", "-v", "error", "-i", demoClip(clip), "-vf", filter, "-frames:v", "1"];
  const { stdout } = await run("ffmpeg", [...args, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], {
    encoding: "buffer",
    maxBuffer: 16_000_000,
  });
  if (stdout.length !== size.width * size.height * 3) throw new Error(`${stdout.length} bytes of a picture`);
  return { rgb: new Uint8Array(stdout), ...size };
}

export const seen = (look: Record<string, unknown> = {}): Seen =>
  cameraSchema.parse({ kind: "file", path: "/nowhere", ...look }) as Seen;

/** What the eye's decoder would hand on of a whole picture. */
export function zoneOf({ rgb, width, height }: Picture, { zone }: Seen): Picture {
  const [left, top] = [Math.round(zone.x * width), Math.round(zone.y * height)];
  const [w, h] = [Math.round(zone.width * width), Math.round(zone.height * height)];
  const part = new Uint8Array(w * h * 3);
  for (let row = 0; row < h; row++) {
    const from = ((top + row) * width + left) * 3;
    part.set(rgb.subarray(from, from + w * 3), row * w * 3);
  }
  return { rgb: part, width: w, height: h };
}

/** The background of a picture that stands still for as long as it takes. */
export function backgroundOf(picture: Picture, camera = seen()): Background {
  const taker = new BackgroundTaker(camera);
  const part = zoneOf(picture, camera);
  for (let t = 0; t < 20_000; t += 1_250) {
    const frame: Frame = { ...part, t, available: t };
    const background = taker.look(frame);
    if (background) return background;
  }
  throw new Error("no background was taken");
}

const VIEW = { width: 1024, height: 576 };

/** A camera that sees four fifths of a rendered picture: what comes in when it turns is rendered too. Shares of its width. */
export function aimed({ dx = 0, dy = 0, zoom = 1 }): string {
  const [width, height] = [Math.round(VIEW.width * zoom), Math.round(VIEW.height * zoom)];
  const [x, y] = [640 - width / 2 + dx * VIEW.width, 360 - height / 2 + dy * VIEW.width];
  return `crop=${width}:${height}:${Math.round(x)}:${Math.round(y)},scale=${VIEW.width}:${VIEW.height}`;
}

export const aimedStill = (clip: string, filter: string): Promise<Picture> => stillOf(clip, filter, VIEW);

export const aimedBackground = async (aim: Parameters<typeof aimed>[0]): Promise<Background> =>
  backgroundOf(await aimedStill("nobody", aimed(aim)));
