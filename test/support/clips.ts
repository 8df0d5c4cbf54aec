import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export async function ffmpeg(...args: string[]): Promise<void> {
  await run("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args], { timeout: 60_000 });
}

export type ClipLook = { seconds?: number; fps?: number; size?: string; source?: string };

/** A moving test picture as an H.264 file. `+faststart` puts the index first: such a file can be read when cut short. */
export async function makeClip(
  file: string,
  { seconds = 2, fps = 15, size = "640x360", source = "testsrc2" }: ClipLook = {},
): Promise<string> {
  const input = ["-f", "lavfi", "-i", `${source}=size=${size}:rate=${fps}`, "-t", String(seconds)];
  const codec = ["-c:v", "libx264", "-preset", "ultrafast", "-g", String(fps), "-pix_fmt", "yuv420p"];
  await ffmpeg(...input, ...codec, "-movflags", "+faststart", file);
  return file;
}

/** Left half red, right half blue: what is where can be told from a pixel. */
export const RED_AND_BLUE = "color=c=red:size=320x360:rate=10[l];color=c=blue:size=320x360:rate=10[r];[l][r]hstack";

export async function makePicture(file: string, graph: string): Promise<string> {
  await ffmpeg("-f", "lavfi", "-i", graph, "-frames:v", "1", file);
  return file;
}
