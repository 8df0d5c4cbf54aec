import { cpuSeconds } from "#eye/cameras/cpu-time.js";
import { cameraSchema } from "#eye/source/camera-config.js";
import { openSource } from "#eye/source/open-source.js";
import { systemClock } from "#platform/clock.js";
import { createLogger } from "#platform/logger.js";
import { childrenOf } from "../../support/running-processes.js";

// What takes a camera's frames and does nothing with them, for so many seconds; prints what that cost, s of CPU.
const [camera = "", seconds = "10"] = process.argv.slice(2);
const stop = new AbortController();
const log = createLogger("bench", "silent");
const source = openSource(cameraSchema.parse(JSON.parse(camera)), { clock: systemClock, log, signal: stop.signal });
let [frames, began, ageMs] = [0, 0, 0];
let before = 0;
for await (const frame of source) {
  const now = performance.now();
  if (frames === 0) [began, before] = [now, await spent()];
  else ageMs += systemClock.monotonic() - frame.available;
  if (frames++ > 0 && now - began > Number(seconds) * 1_000) break;
}
const cpu = (await spent()) - before;
console.log(JSON.stringify({ frames, cpu, ageMs: ageMs / frames, seconds: (performance.now() - began) / 1_000 }));
stop.abort();

async function spent(): Promise<number> {
  const { user, system } = process.cpuUsage();
  const children = await Promise.all((await childrenOf(process.pid)).map(({ pid }) => cpuSeconds(pid)));
  return (user + system) / 1e6 + children.reduce((sum: number, one) => sum + (one ?? 0), 0);
}
