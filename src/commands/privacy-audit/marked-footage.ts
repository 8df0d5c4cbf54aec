import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { demoFootageFolder } from "#commands/places.js";
import { BAR_MODULES, MODULES } from "#commands/privacy-audit/canary/bars.js";

export const MARKED_SECONDS = 6;
const CLEAN_SECONDS = 45;
const SIZE = { width: 640, height: 360 };
/** Where the forehead of the rendered citizen is while it sits, px of that size. */
const FOREHEAD = { x: 285, y: 117, height: 20 };
const MODULE = 6;
const MARGIN = 4;

/** A rendered citizen with the bars on the forehead for some seconds; then without them, until long after the session. */
export async function filmMarkedFootage(file: string): Promise<void> {
  const citizen = join(demoFootageFolder(), "neutral-transaction.mp4");
  const still = `scale=${SIZE.width}:${SIZE.height},trim=1.5:8.3,setpts=PTS-STARTPTS`;
  const thereAndBack = `split[a][b];[b]reverse[c];[a][c]concat`;
  const graph = [
    `[0:v]${still},${thereAndBack},split=2[sits][also]`,
    `[sits]trim=0:${MARKED_SECONDS},${bars()}[marked]`,
    `[also]loop=loop=-1:size=190,trim=0:${CLEAN_SECONDS},setpts=PTS-STARTPTS[clean]`,
    "[marked][clean]concat[film]",
  ].join(";");
  const encoder = [
    "-c:v",
    "libx264",
    "-preset",
    "veryfast",
    "-crf",
    "18",
    "-r",
    "6",
    "-pix_fmt",
    "yuv420p",
    "-an",
    file,
  ];
  const args = ["-v", "error", "-nostdin", "-i", citizen, "-filter_complex", graph, "-map", "[film]", ...encoder];
  await promisify(execFile)("ffmpeg", args, { timeout: 60_000 });
}

function bars(): string {
  const box = (x: number, width: number, colour: string, margin = 0): string =>
    `drawbox=x=${x - margin}:y=${FOREHEAD.y - margin}:w=${width + 2 * margin}:h=${FOREHEAD.height + 2 * margin}:color=${colour}:t=fill`;
  const boxes = [box(FOREHEAD.x, MODULES * MODULE, "white", MARGIN)];
  let x: number = FOREHEAD.x;
  BAR_MODULES.forEach((modules, bar) => {
    if (bar % 2 === 0) boxes.push(box(x, modules * MODULE, "black"));
    x += modules * MODULE;
  });
  return boxes.join(",");
}
