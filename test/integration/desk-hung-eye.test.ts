import { appendFileSync, readFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { expect, it } from "vitest";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { superviseEye } from "#desk/eye/eye-child.js";
import { EyeLink } from "#desk/eye/eye-link.js";
import { systemClock } from "#platform/clock.js";
import { encodeMessage } from "#platform/framing.js";
import { eventually } from "../support/child.js";
import { memoryLog } from "../support/memory-log.js";
import { isAlive } from "../support/running-processes.js";
import { temporaryFolder } from "../support/temporary-folder.js";

it("an eye that hangs without a word, even for SIGTERM, is killed and another started", async () => {
  await using folder = await temporaryFolder();
  const file = folder.file("pids");
  appendFileSync(file, "");
  const pids = (): number[] => readFileSync(file, "utf8").split("\n").filter(Boolean).map(Number);
  const script = `require("fs").appendFileSync(${JSON.stringify(file)}, process.pid + "\\n");
    process.on("SIGTERM", () => {}); for (;;) {}`;
  const { log, lines } = memoryLog();
  const stop = new AbortController();
  const patience = { firstMs: 1_500, silentMs: 500, lookMs: 100 };
  const parts = { clock: systemClock, log, words: () => 0, patience };
  const ended = superviseEye({ command: process.execPath, args: ["-e", script] }, parts, stop.signal);
  try {
    await eventually(() => pids().length >= 2, { what: "a second eye" });
    expect(lines.join("")).toContain("eye.hung");
    expect(await isAlive(pids()[0] ?? 0)).toBe(false);
  } finally {
    stop.abort();
    await ended;
  }
  for (const pid of pids()) expect(await isAlive(pid)).toBe(false);
});

it("an eye that speaks is left alone", async () => {
  let words = 0;
  const { log, lines } = memoryLog();
  const parts = { clock: systemClock, log, words: () => words, patience: { firstMs: 200, silentMs: 200, lookMs: 50 } };
  const stop = new AbortController();
  const start = { command: process.execPath, args: ["-e", "setInterval(() => {}, 1000)"] };
  const ended = superviseEye(start, parts, stop.signal);
  for (let i = 0; i < 20; i += 1) {
    words += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  stop.abort();
  await ended;
  expect(lines.join("")).not.toContain("eye.");
});

it("a connection on which nothing is said any more is given up, so that another eye can come", async () => {
  await using folder = await temporaryFolder();
  const { log, lines } = memoryLog();
  const nothing = (): void => {};
  const limits = () => DEFAULT_POLICY.reading;
  const said = { onReading: nothing, onPresence: nothing, onReady: nothing, onGone: nothing };
  using link = new EyeLink({ ...said, limits, clock: systemClock, log });
  const server = createServer((socket) => link.accept(socket)).listen(folder.file("eye.sock"));
  const came = async (): Promise<Socket> => {
    const socket = connect(folder.file("eye.sock")).on("error", () => {});
    await new Promise((resolve) => socket.once("data", resolve));
    return socket;
  };
  const hash = "ab".repeat(32);
  const ready = encodeMessage({ type: "ready", version: "1", modelSha256: hash, detectorSha256: hash });
  const first = await came();
  first.write(ready);
  await eventually(() => link.state.ready);
  // Half a message, and then silence.
  first.write(ready.subarray(0, 9));
  for (let i = 0; i < 29; i += 1) link.tick();
  expect(lines.join("")).not.toContain("eye.silent");
  link.tick();
  link.tick();
  await eventually(() => lines.join("").includes("eye.silent") && !link.state.ready);
  const second = await came();
  second.write(ready);
  await eventually(() => link.state.ready);
  for (const socket of [first, second]) socket.destroy();
  server.close();
});
