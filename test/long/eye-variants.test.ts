import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ReplayVerdict, replayClip } from "#commands/replay/replay-clip.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { Reading } from "#contract/reading.js";
import { systemClock } from "#platform/clock.js";
import { ffmpeg } from "../support/clips.js";
import { memoryLog } from "../support/memory-log.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const demo = (clip: string): string => at(`device/demo/${clip}.mp4`);
const POLICY = { ...DEFAULT_POLICY, window: { ...DEFAULT_POLICY.window, minimumSeconds: 2 } };
const ENCODER = ["-an", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "22", "-pix_fmt", "yuv420p"];

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

type Seen = { verdict: ReplayVerdict; words: string[] };

async function seen(file: string): Promise<Seen> {
  const words: string[] = [];
  const onReading = (reading: Reading): void =>
    void words.push(reading.outcome === "expression" ? "expression" : reading.reason);
  const runtime = { log: memoryLog().log, clock: systemClock, signal: AbortSignal.timeout(60_000) };
  const [verdict] = await replayClip(
    { source: file, fps: 5 },
    { runtime, models: at("models"), policy: POLICY, onReading },
  );
  if (!verdict) throw new Error("no window");
  return { verdict, words };
}

/** A clip as another camera would have seen it. */
async function variant(clip: string, look: string, filter: string): Promise<Seen> {
  const file = join(folder.path, `${clip}-${look}.mp4`);
  await ffmpeg("-i", demo(clip), "-vf", filter, ...ENCODER, file);
  return seen(file);
}

type Piece = readonly [clip: string, from: number, to: number];

async function spliced(...pieces: Piece[]): Promise<Seen> {
  const file = join(folder.path, `${pieces.flat().join("-")}.mp4`);
  const inputs = pieces.flatMap(([clip, from, to]) => [
    "-stream_loop",
    "3",
    "-ss",
    `${from}`,
    "-t",
    `${to - from}`,
    "-i",
    demo(clip),
  ]);
  await ffmpeg(...inputs, "-filter_complex", `concat=n=${pieces.length}:v=1`, ...ENCODER, file);
  return seen(file);
}

describe("other cameras and other light", () => {
  it.each([
    ["mirrored", "hflip"],
    ["dim", "eq=brightness=-0.1"],
    ["small-and-grey", "scale=640:360,hue=s=0"],
    ["noisy", "noise=alls=12:allf=t"],
  ])("keeps the order of expressions: %s", async (look, filter) => {
    const score = async (clip: string): Promise<number> =>
      (await variant(clip, look, filter)).verdict.score ?? Number.NaN;
    const neutral = await score("neutral-transaction");
    expect(await score("happy-transaction")).toBeGreaterThan(neutral + 12);
    expect(await score("dissatisfied-transaction")).toBeLessThan(neutral - 1.5);
  });

  it.each([
    ["backlit", "dimmed", "eq=brightness=-0.1", /^(dark|glare)$/],
    ["too-dark", "darker", "eq=brightness=-0.1", /^dark$/],
    ["mask", "mirrored", "hflip", /^unreadable$/],
    ["turned-away", "mirrored", "hflip", /^pose$/],
    ["out-of-focus", "pale", "eq=contrast=0.8", /^blur$/],
  ])("refuses %s, %s", async (clip, look, filter, reason) => {
    const { verdict, words } = await variant(clip, look, filter);
    expect(verdict.reason).toMatch(reason);
    expect(words.filter((word) => word === "expression")).toEqual([]);
  });
});

describe("who is it", () => {
  const rest = (words: string[], last: number): Set<string> => new Set(words.slice(-last));

  it("knows the citizen again after ten seconds away, or turned away", async () => {
    const [before, after]: [Piece, Piece] = [
      ["neutral-transaction", 3, 7],
      ["neutral-transaction", 4, 8],
    ];
    for (const between of [
      ["nobody", 0, 10],
      ["turned-away", 1, 11],
    ] satisfies Piece[]) {
      const { words } = await spliced(before, between, after);
      expect(words).not.toContain("person_changed");
      expect(rest(words, 15)).toEqual(new Set(["expression"]));
    }
  });

  it("scores nobody else in the citizen's place, after three seconds or ten", async () => {
    for (const gap of [3, 10]) {
      const { words } = await spliced(["neutral-transaction", 3, 7], ["nobody", 0, gap], ["happy-transaction", 3, 8]);
      expect(words.slice(5, 19)).toContain("expression");
      expect(rest(words, 20)).toEqual(new Set(["person_changed"]));
    }
  });

  it("does not take flicker or a step of the exposure for another person", async () => {
    const flicker = "eq=brightness='0.08*sin(20*t)-0.12*gt(t,6)':eval=frame";
    const { words } = await variant("mixed", "flicker", flicker);
    expect(words).not.toContain("person_changed");
    expect(words).toContain("expression");
  });

  it("does not take a turning and nodding head for another person", async () => {
    expect((await seen(demo("pose-sweep"))).words).not.toContain("person_changed");
  });
});
