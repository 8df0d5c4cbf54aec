import { mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { LoadFigures } from "#commands/loadgen/figures.js";
import { cliScript } from "#commands/places.js";
import { Child } from "../../support/child.js";
import { temporaryFolder } from "../../support/temporary-folder.js";
import type { BenchLine } from "../bench-line.js";
import { median } from "../statistics.js";
import { startBenchBroker } from "./bench-broker.js";
import type { BenchHubPlan } from "./bench-hub-plan.js";

const ROUNDS = 3;
const DESKS = 30;
const EVENTS = 10_000;
const WARD = "phuong-thu";

type Variant = "none" | "sqlite";
type Run = { readonly rate: number; readonly cpuMicros: number };

/**
 * A ward's backlog (30 desks of `hailong loadgen`, everything signed beforehand) until the last receipt: broker, hub and
 * desks are processes, and only the store differs. In turn, in one run; each time with a store that is new.
 */
export async function benchIngest(): Promise<BenchLine[]> {
  const runs: Record<Variant, Run[]> = { none: [], sqlite: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const variant of ["none", "sqlite"] as const) runs[variant].push(await measure(variant));
  }
  return [
    {
      what: "ingest, receipts after commit ÷ without a store: SQLite",
      value: rateOf(runs.sqlite) / rateOf(runs.none),
      goal: "≥ 0.75",
      detail: detailOf(runs.sqlite, runs.none),
    },
  ];
}

async function measure(variant: Variant): Promise<Run> {
  await using folder = await temporaryFolder();
  await using broker = await startBenchBroker(folder);
  const devicesFile = folder.file("devices.yaml");
  await writeFile(devicesFile, "[]");
  const data = folder.file("hub");
  mkdirSync(data);
  await using hub = startBenchHub({ ward: WARD, mqttUrl: broker.url, data, devicesFile, store: { kind: variant } });
  await hub.says(/connected/);
  const figures = await load(broker.url, folder.file("hub/hub.pub"), devicesFile);
  hub.process.kill("SIGTERM");
  await hub.ended;
  const { cpuMs } = JSON.parse(hub.stdout.trim().split("\n").at(-1) ?? "") as { cpuMs: number };
  return { rate: figures.receiptedPerSecond, cpuMicros: (cpuMs * 1_000) / EVENTS };
}

function startBenchHub(plan: BenchHubPlan): Child {
  const script = fileURLToPath(new URL("bench-hub.ts", import.meta.url));
  const args = ["--conditions=development", "--import", "tsx", script, JSON.stringify(plan)];
  return new Child(process.execPath, args, { lifeMs: 180_000 });
}

async function load(url: string, hubKey: string, devicesFile: string): Promise<LoadFigures> {
  const at = ["--ward", WARD, "--broker", url, "--hub-key", hubKey, "--devices", devicesFile];
  const args = [cliScript(), "loadgen", ...at, "--desks", `${DESKS}`, "--events", `${EVENTS}`, "--json"];
  await using child = new Child(process.execPath, args, { lifeMs: 180_000 });
  if ((await child.ended) !== 0) throw new Error(`loadgen: ${child.stdout}${child.stderr}`);
  return JSON.parse(child.stdout);
}

const rateOf = (runs: readonly Run[]): number => median(runs.map(({ rate }) => rate));

function detailOf(one: readonly Run[], other: readonly Run[]): string {
  const cpu = (runs: readonly Run[]): string => median(runs.map(({ cpuMicros }) => cpuMicros)).toFixed(0);
  return `${rateOf(one)} ÷ ${rateOf(other)} events/s; ${cpu(one)} and ${cpu(other)} µs of hub CPU an event, start included`;
}
