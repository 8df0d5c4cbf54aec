import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { ChildProgram } from "#commands/demo/child-program.js";
import { startHouse } from "#commands/demo/demo-house.js";
import { demoFootageFolder } from "#commands/places.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";
import { childOf, figuresOf } from "../../soak/process-figures.js";
import { DeskListener } from "../../support/desk-listener.js";
import { startMosquitto } from "../../support/mosquitto.js";
import { type TemporaryFolder, temporaryFolder } from "../../support/temporary-folder.js";
import type { BenchLine } from "../bench-line.js";
import { median } from "../statistics.js";

const STARTS = 5;
const MEASURED_MS = 20_000;
const WARM_MS = 4_000;
const FPS = 5;
/** Machines of a counter have two; what the operating system and the desk need is theirs. */
const CORES = 2;
const FOR_COUNTERS = 0.9;

type Eye = { readonly desk: DeskListener; readonly pid: number; readonly firstReadingMs: number };

/** The shipped eye with its ffmpeg on a 720p25 H.264 stream, scoring all the time; then the desk beside it. */
export async function benchWholeEye(): Promise<BenchLine[]> {
  await using life = new Lifetime(createLogger("bench", "silent"));
  const folder = life.own(await temporaryFolder());
  film(folder.file("stream.mp4"));
  const starts: number[] = [];
  for (let n = 0; n < STARTS; n++) {
    await using once = new Lifetime(createLogger("bench", "silent"));
    starts.push((await startEye(folder, `start-${n}`, once)).firstReadingMs);
  }
  const one = await shareOf(folder, 1);
  const two = await shareOf(folder, 2);
  const perCounter = two.share - one.share;
  return [
    {
      what: "whole eye with ffmpeg, 5 scored fps of 720p25 H.264 (% of a core)",
      value: one.share * 100,
      goal: "≤ 20",
      detail: `eye ${(one.eye * 100).toFixed(1)}, ffmpeg ${(one.ffmpeg * 100).toFixed(1)}; ${one.fps.toFixed(1)} readings/s`,
    },
    {
      what: "one more counter of 5 fps (% of a core)",
      value: perCounter * 100,
      goal: "–",
      detail: `two cores carry ${Math.floor((CORES * FOR_COUNTERS) / Math.max(one.share, perCounter))} counters at ${FOR_COUNTERS * 100} %`,
    },
    {
      what: "start to first reading (s)",
      value: median(starts) / 1_000,
      goal: "≤ 3",
      detail: starts.map((ms) => (ms / 1_000).toFixed(2)).join(", "),
    },
    await memoryLine(folder),
  ];
}

async function shareOf(folder: TemporaryFolder, eyes: number) {
  await using life = new Lifetime(createLogger("bench", "silent"));
  const all: Eye[] = [];
  for (let n = 0; n < eyes; n++) all.push(await startEye(folder, `eye-${eyes}-${n}`, life));
  await pause(WARM_MS);
  const before = all.map(used);
  const readings = (): number => all.reduce((sum, { desk }) => sum + desk.all("reading").length, 0);
  const [counted, began] = [readings(), performance.now()];
  await pause(MEASURED_MS);
  const seconds = (performance.now() - began) / 1_000;
  const shares = all.map(used).map((now, n) => ({
    eye: (now.eye - (before[n]?.eye ?? 0)) / seconds,
    ffmpeg: (now.ffmpeg - (before[n]?.ffmpeg ?? 0)) / seconds,
  }));
  const eye = shares.reduce((sum, share) => sum + share.eye, 0);
  const ffmpeg = shares.reduce((sum, share) => sum + share.ffmpeg, 0);
  return { share: eye + ffmpeg, eye, ffmpeg, fps: (readings() - counted) / seconds / eyes };
}

function used({ pid }: Eye): { eye: number; ffmpeg: number } {
  const seconds = (of: number | undefined): number => figuresOf(of)?.cpuSeconds ?? Number.NaN;
  return { eye: seconds(pid), ffmpeg: seconds(childOf(pid, "ffmpeg")) };
}

async function startEye(folder: TemporaryFolder, name: string, life: Lifetime): Promise<Eye> {
  const desk = life.own(await DeskListener.listen(folder.file(`${name}.sock`)));
  const camera = { kind: "file", path: "stream.mp4", realtime: true, loop: true, fps: FPS };
  const config = {
    ward: "phuong-mau",
    counter: "quay-01",
    data: name,
    camera,
    eye: { socket: `${name}.sock`, start: false },
    hub: { mqtt: { url: "mqtt://127.0.0.1:1" } },
    api: { port: 1 },
  };
  writeFileSync(folder.file(`${name}.yaml`), JSON.stringify(config));
  const began = performance.now();
  const eye = new ChildProgram("eye", ["eye", "--config", folder.file(`${name}.yaml`)], folder.file(`${name}.log`));
  life.own(eye);
  await desk.next("ready");
  desk.say({ type: "limits", limits: DEFAULT_POLICY.reading });
  desk.say({ type: "bind", window: 1 });
  await desk.next("reading");
  return { desk, pid: eye.pid, firstReadingMs: performance.now() - began };
}

async function memoryLine(folder: TemporaryFolder): Promise<BenchLine> {
  await using life = new Lifetime(createLogger("bench", "silent"));
  const broker = life.own(await startMosquitto(folder));
  const camera = { kind: "file", path: folder.file("stream.mp4"), realtime: true, loop: true, fps: FPS };
  const signal = AbortSignal.timeout(120_000);
  const house = await startHouse({ folder: folder.path, mqttUrl: broker.url, camera, signal }, life);
  for (let n = 0; n < 3; n++) {
    const { id } = await house.client.open("chung-thuc");
    await pause(WARM_MS);
    await house.client.close(id);
  }
  const [eye, desk] = [childOf(house.desk.pid, "eye"), house.desk.pid].map(memoryOf);
  if (!eye || !desk) throw new Error("eye or desk ended");
  return {
    what: "memory, eye + desk, without ffmpeg and feed (MB)",
    value: eye.own + desk.own + Math.max(eye.shared, desk.shared),
    goal: "≤ 300",
    detail:
      `eye ${eye.own.toFixed(0)}, desk ${desk.own.toFixed(0)}, program and libraries that both map ` +
      `${Math.max(eye.shared, desk.shared).toFixed(0)}`,
  };
}

/** The same Node.js runs both: what is shared lies in memory once. */
function memoryOf(pid: number | undefined): { own: number; shared: number } {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const megabytes = (name: string): number => Number(new RegExp(`^${name}: +(\\d+)`, "m").exec(rollup)?.[1]) * 1.024e-3;
  const shared = megabytes("Shared_Clean") + megabytes("Shared_Dirty");
  return { own: megabytes("Rss") - shared, shared };
}

function film(file: string): void {
  const clip = `${demoFootageFolder()}/happy-transaction.mp4`;
  // The midst, where the citizen sits; as a camera's encoder would.
  const encoder = ["-r", "25", "-c:v", "libx264", "-preset", "veryfast", "-g", "50", "-bf", "0", "-pix_fmt", "yuv420p"];
  execFileSync("ffmpeg", ["-v", "error", "-y", "-ss", "2", "-t", "8", "-i", clip, "-an", ...encoder, file]);
}
