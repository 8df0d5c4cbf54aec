import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { demoFootageFolder } from "#commands/places.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { temporaryFolder } from "../../support/temporary-folder.js";
import type { BenchLine } from "../bench-line.js";
import { median } from "../statistics.js";
import { decodedFrames } from "./decoded-frames.js";

const PEERS = {
  human: { what: "faster than @vladmandic/human (wasm)", goal: "≥ 20" },
  faceApi: { what: "faster than @vladmandic/face-api tiny (wasm)", goal: "≥ 40" },
} as const;
const FRAMES = 30;
/** Everybody runs on this one. */
const CORE = "0";
const folder = fileURLToPath(new URL("../peers", import.meta.url));

/** The same decoded pictures to each in turn, everybody a process on one core; whoever is not asked sleeps. */
export async function benchPeers(): Promise<BenchLine[]> {
  if (!existsSync(join(folder, "node_modules"))) {
    console.log("(peers are not installed: npm ci --ignore-scripts --prefix test/bench/peers)");
    return [];
  }
  await using life = new Lifetime(createLogger("bench", "silent"));
  const place = life.own(await temporaryFolder());
  const all = await decodedFrames(join(demoFootageFolder(), "happy-transaction.mp4"));
  // From the midst: the citizen sits there.
  const frames = all.slice(12, 12 + FRAMES);
  const [first] = frames;
  if (!first) throw new Error("the clip is empty");
  await writeFile(place.file("frames"), Buffer.concat(frames.map(({ rgb }) => rgb)));
  const given = [place.file("frames"), String(first.width), String(first.height)];
  const ours = ["--conditions=development", "--import", "tsx", fileURLToPath(new URL("reader.ts", import.meta.url))];
  const readers = {
    ours: life.own(await Reader.start([...ours, ...given])),
    human: life.own(await Reader.start([join(folder, "peer.mjs"), "human", ...given])),
    faceApi: life.own(await Reader.start([join(folder, "peer.mjs"), "faceApi", ...given])),
  };
  const times = { ours: [] as Reading[], human: [] as Reading[], faceApi: [] as Reading[] };
  for (let number = 0; number < frames.length; number++)
    for (const name of ["ours", "human", "faceApi"] as const) times[name].push(await readers[name].read(number));
  // Where somebody found no face, less was done.
  const fair = (name: keyof typeof PEERS): number[] =>
    times[name].flatMap(({ ms, found }, number) => {
      const ours = times.ours[number];
      return found && ours?.found ? [ms / ours.ms] : [];
    });
  return (["human", "faceApi"] as const).map((name) => ({
    what: PEERS[name].what,
    value: median(fair(name)),
    goal: PEERS[name].goal,
    detail: `${middle(times[name]).toFixed(0)} ÷ ${middle(times.ours).toFixed(1)} ms of processor time, ${first.width}×${first.height}, ${fair(name).length} pictures on one core`,
  }));
}

type Reading = { readonly ms: number; readonly found: boolean };
const middle = (readings: readonly Reading[]): number => median(readings.map(({ ms }) => ms));

/** A process that reads pictures by number and says how long each took. */
class Reader implements Disposable {
  readonly #child;
  readonly #lines;

  static async start(args: readonly string[]): Promise<Reader> {
    const reader = new Reader(args);
    for (;;) if ((await reader.#next()) === "ready") return reader;
  }

  private constructor(args: readonly string[]) {
    this.#child = spawn("taskset", ["-c", CORE, process.execPath, ...args], { stdio: ["pipe", "pipe", "ignore"] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async read(number: number): Promise<Reading> {
    this.#child.stdin.write(`${number}\n`);
    const [ms, found] = (await this.#next()).split(" ").map(Number);
    return { ms: ms ?? Number.NaN, found: found === 1 };
  }

  [Symbol.dispose](): void {
    this.#child.kill("SIGKILL");
  }

  async #next(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`${this.#child.spawnargs.join(" ")} ended`);
    return value;
  }
}
