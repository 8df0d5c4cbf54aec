import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ChildProgram } from "#commands/demo/child-program.js";
import { freePort } from "#platform/free-port.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";
import { eventually } from "../support/child.js";
import { startMosquitto } from "../support/mosquitto.js";
import { temporaryFolder } from "../support/temporary-folder.js";
import { BenchDesk } from "./bench-desk.js";
import type { BenchLine } from "./bench-line.js";
import { quantile } from "./statistics.js";

/** Thirty counters, three days at sixty transactions, a score and a tap each. */
const COUNTERS = 30;
const TRANSACTIONS = 3 * 60;
const CALM_DESKS = 8;
const CALM_MS = 30_000;
const BETWEEN_MS = 1_000;
const MOST_MS = 300_000;

/** Close → receipt of desks without a backlog, before and while a whole ward catches up. Real broker, hub as a process. */
export async function benchCatchUp(): Promise<BenchLine[]> {
  await using life = new Lifetime(createLogger("bench", "silent"));
  const folder = life.own(await temporaryFolder());
  const broker = life.own(await startMosquitto(folder));
  const calm = Array.from({ length: CALM_DESKS }, (_, n) => life.own(new BenchDesk(folder.path, `calm-${n + 1}`)));
  const ward = startWard(folder.path, broker.url, life);
  await ward.says("ready");
  const behind = JSON.parse(readFileSync(folder.file("ward.json"), "utf8"));
  mkdirSync(folder.file("hub"));
  writeFileSync(folder.file("devices.yaml"), JSON.stringify([...behind, ...calm.map(({ enrolment }) => enrolment)]));
  const api = { port: await freePort() };
  const config = { ward: "phuong-mau", data: "hub", mqtt: { url: broker.url }, devicesFile: "devices.yaml", api };
  writeFileSync(folder.file("hub.yaml"), JSON.stringify(config));
  life.own(new ChildProgram("hub", ["hub", "--config", folder.file("hub.yaml")], folder.file("hub.log")));
  const keyFile = folder.file("hub/hub.pub");
  await eventually(() => existsSync(keyFile) && readFileSync(keyFile, "utf8").length > 1, { what: "the hub's key" });
  const key = readFileSync(keyFile, "utf8").trim();
  for (const desk of calm) desk.connect(broker.url, key);
  await Promise.all(calm.map((desk) => desk.close()));
  const before = await closeUntil(calm, pause(CALM_MS));
  const began = performance.now();
  ward.tell(key);
  const during = await closeUntil(calm, ward.says("done"));
  const seconds = (performance.now() - began) / 1_000;
  const events = COUNTERS * TRANSACTIONS * 2;
  const line = (delays: readonly number[]): string =>
    `p50 ${quantile(delays, 0.5).toFixed(1)}, p99 ${quantile(delays, 0.99).toFixed(1)} ms (n ${delays.length})`;
  return [
    {
      what: "calm close → receipt, p99 in a ward's catch-up ÷ calm",
      value: quantile(during, 0.99) / quantile(before, 0.99),
      goal: "≤ 2",
      detail: `${line(during)} ÷ ${line(before)}; ${events} events of ${COUNTERS} counters in ${seconds.toFixed(1)} s`,
    },
  ];
}

/** Each desk closes about once a second, at its own moments. → the delays. */
async function closeUntil(desks: readonly BenchDesk[], end: Promise<unknown>): Promise<number[]> {
  let over = false;
  const delays: number[] = [];
  const play = async (desk: BenchDesk): Promise<void> => {
    while (!over) {
      await pause(BETWEEN_MS * (0.5 + Math.random()));
      delays.push(await desk.close());
    }
  };
  const playing = desks.map(play);
  await end;
  over = true;
  await Promise.all(playing);
  return delays;
}

function startWard(folder: string, url: string, life: Lifetime) {
  const script = fileURLToPath(new URL("catch-up-ward.ts", import.meta.url));
  const args = ["--import", "tsx", "--conditions=development", script, folder, url, `${COUNTERS}`, `${TRANSACTIONS}`];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  life.defer(() => void child.kill("SIGKILL"));
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  return {
    says: (word: string) => eventually(() => said.includes(word), { timeoutMs: MOST_MS, what: `the ward: ${word}` }),
    tell: (word: string) => child.stdin?.end(`${word}\n`),
  };
}
