import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serviceManager } from "#platform/service-manager.js";
import { memoryLog } from "../support/memory-log.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let receiver: ChildProcess;
let folder: TemporaryFolder;
let socket: string;
const words: string[] = [];
let heard = (): void => {};

beforeAll(async () => {
  folder = await temporaryFolder();
  socket = folder.file("notify.sock");
  const script = new URL("../support/notify-receiver.py", import.meta.url).pathname;
  receiver = spawn("/usr/bin/python3", [script, socket], { stdio: ["ignore", "pipe", "inherit"] });
  if (!receiver.stdout) throw new Error("no output");
  createInterface({ input: receiver.stdout }).on("line", (line) => {
    if (!line.startsWith("BARRIER")) words.push(line);
    heard();
  });
  await until(() => words.shift() === "listening");
});
afterAll(async () => {
  receiver.kill();
  await once(receiver, "exit");
  await folder[Symbol.asyncDispose]();
});

async function until(true_: () => boolean): Promise<void> {
  while (!true_()) await new Promise<void>((resolve) => (heard = resolve));
}

const environment = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  NOTIFY_SOCKET: socket,
  ...more,
});

test("says when it is ready, and that it is well only while something moves", async () => {
  words.length = 0;
  const { log, lines } = memoryLog();
  const manager = serviceManager(environment({ WATCHDOG_USEC: "150000", WATCHDOG_PID: String(process.pid) }), log);
  manager.ready();
  await until(() => words.length === 1);
  const stop = new AbortController();
  let asked = 0;
  const watching = manager.watch(() => {
    asked += 1;
    heard();
    if (asked === 6) stop.abort();
    return asked <= 2;
  }, stop.signal);
  await watching;
  expect(words).toEqual(["READY=1", "WATCHDOG=1", "WATCHDOG=1"]);
  expect(lines.filter((line) => line.includes("manager.no_progress"))).toHaveLength(1);
});

test("a probe that never answers, or throws, is silence", async () => {
  words.length = 0;
  const { log, lines } = memoryLog();
  const manager = serviceManager(environment({ WATCHDOG_USEC: "60000" }), log);
  const stop = new AbortController();
  let asked = 0;
  await manager.watch(async () => {
    asked += 1;
    if (asked === 3) stop.abort();
    throw new Error("the disk is gone");
  }, stop.signal);
  void manager.watch(() => new Promise<boolean>(() => {}), new AbortController().signal);
  manager.ready();
  await until(() => words.length > 0);
  expect(words).toEqual(["READY=1"]);
  expect(lines.some((line) => line.includes("manager.probe_failed"))).toBe(true);
});

test("speaks for nobody else, and its children cannot speak for it", () => {
  const { log } = memoryLog();
  const other = environment({ WATCHDOG_USEC: "150000", WATCHDOG_PID: "1" });
  words.length = 0;
  serviceManager(other, log).ready();
  expect(Object.keys(other)).toEqual(["PATH"]);
  expect(words).toEqual([]);
});
