import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { demoFootageFolder } from "#commands/places.js";
import { cpuSeconds } from "#eye/cameras/cpu-time.js";
import { childrenOf } from "../../support/running-processes.js";
import type { BenchLine } from "../bench-line.js";
import { median } from "../statistics.js";

const ROUNDS = 3;
const SECONDS = 8;
const run = promisify(execFile);

/** The camera by its feed ÷ the camera by the eye's own pipe: CPU of all processes until frames are there, in turn. */
export async function benchFeedCost(): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), "hailong-feed-"));
  const lines: BenchLine[] = [];
  try {
    for (const fps of [5, 25]) {
      const path = join(demoFootageFolder(), "happy-transaction.mp4");
      const camera = { kind: "file", path, loop: true, fps, feed: join(folder, `${fps}.sock`) };
      const [pipes, feeds]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        pipes.push(await byPipe(camera));
        feeds.push(await byFeed(camera));
      }
      const [pipe, feed] = [median(pipes), median(feeds)];
      lines.push({
        what: `camera by its feed ÷ by a pipe, CPU at ${fps} fps`,
        value: feed / pipe,
        goal: "≤ 1.5",
        detail: `${(100 * feed).toFixed(1)} ÷ ${(100 * pipe).toFixed(1)} % of a core, decoding included`,
      });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return lines;
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const TSX = [...process.execArgv];

async function byPipe({ feed: _, ...camera }: { feed: string }): Promise<number> {
  const { cpu, seconds } = await take(camera);
  return cpu / seconds;
}

async function byFeed(camera: { feed: string }): Promise<number> {
  const feed = spawn(process.execPath, [...TSX, script("serve-feed.ts"), JSON.stringify(camera)], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  await once(feed.stderr, "data");
  const before = await treeSeconds(feed);
  const sampling = { last: before };
  const timer = setInterval(async () => {
    sampling.last = Math.max(sampling.last, await treeSeconds(feed));
  }, 50);
  const { cpu, seconds } = await take(camera);
  clearInterval(timer);
  feed.stdin.end();
  await once(feed, "exit");
  return (cpu + sampling.last - before) / seconds;
}

async function treeSeconds({ pid = 0 }: ChildProcess): Promise<number> {
  const pids = [pid, ...(await childrenOf(pid)).map((child) => child.pid)];
  const all = await Promise.all(pids.map((one) => cpuSeconds(one)));
  return all.reduce((sum: number, one) => sum + (one ?? 0), 0);
}

async function take(camera: object): Promise<{ cpu: number; seconds: number }> {
  const args = [...TSX, script("take-frames.ts"), JSON.stringify(camera), String(SECONDS)];
  return JSON.parse((await run(process.execPath, args)).stdout);
}
