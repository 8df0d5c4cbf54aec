import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { defaultModelsFolder } from "#commands/places.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { openFaceReader } from "#eye/face-reader.js";
import { systemClock } from "#platform/clock.js";

/** Our own path as peers are run: reader.ts FRAMES WIDTH HEIGHT, a picture's number a line. */
const [, , file = "", width = "0", height = "0"] = process.argv;
const size = { width: Number(width), height: Number(height) };
const bytes = size.width * size.height * 3;
const frames = readFileSync(file);
const limits = { ...DEFAULT_POLICY.reading, budgetMs: 5_000 };
await using reader = await openFaceReader({ models: defaultModelsFolder(), limits, clock: systemClock });
reader.bind();
const read = async (number: number): Promise<number> => {
  const at = systemClock.monotonic();
  const rgb = frames.subarray(number * bytes, (number + 1) * bytes);
  const { outcome } = await reader.read({ rgb, ...size, t: at, available: at });
  return outcome === "expression" ? 1 : 0;
};
for (let number = 0; number < 5; number++) await read(number);
/** Of all its threads, as its peers say it. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  const began = cpuMs();
  const found = await read(Number(line));
  console.log(`${cpuMs() - began} ${found}`);
}
