import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { LoadFigures } from "#commands/loadgen/figures.js";
import { cliScript } from "#commands/places.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { Child } from "../../support/child.js";
import { Postgres } from "../../support/postgres.js";
import { type TemporaryFolder, temporaryFolder } from "../../support/temporary-folder.js";
import type { BenchLine } from "../bench-line.js";
import { median } from "../statistics.js";
import { startBenchBroker } from "./bench-broker.js";
import type { BenchHubPlan } from "./bench-hub-plan.js";

const ROUNDS = 3;
const DESKS = 30;
const EVENTS = 10_000;
const WARD = "phuong-thu";

/** Workers of one hub, with the store that they share. */
const VARIANTS = {
  none: { kind: "none", workers: 1 },
  sqlite: { kind: "sqlite", workers: 1 },
  postgres: { kind: "postgres", workers: 1 },
  twoWorkers: { kind: "postgres", workers: 2 },
} as const;
type Name = keyof typeof VARIANTS;
type Run = { readonly rate: number; readonly cpuMicros: number };

/**
 * A ward's backlog (30 desks of `hailong loadgen`, everything signed beforehand) until the last receipt: broker, hubs and
 * desks are processes, and only the store differs. In turn, in one run; each time with a store that is new. Databases
 * force every commit to the disk, as they do in a ward.
 */
export async function benchIngest(): Promise<BenchLine[]> {
  await using life = new Lifetime(createLogger("bench", "silent"));
  const server = existsSync("/usr/lib/postgresql")
    ? life.own(await Postgres.start(life.own(await temporaryFolder()), []))
    : undefined;
  const runs: Record<Name, Run[]> = { none: [], sqlite: [], postgres: [], twoWorkers: [] };
  const names = (Object.keys(VARIANTS) as Name[]).filter((name) => server || VARIANTS[name].kind !== "postgres");
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const createDatabase = (): string => server?.createDatabase(`bench_${name.toLowerCase()}_${round}`) ?? "";
      runs[name].push(await measure(name, createDatabase));
    }
  }
  const line = (what: string, goal: string, [one, other]: readonly [Name, Name]): BenchLine => ({
    what,
    // Of neighbours in time: on a shared machine rates drift over a run.
    value: median(runs[one].map(({ rate }, round) => rate / (runs[other][round]?.rate ?? Number.NaN))),
    goal,
    detail: detailOf(runs[one], runs[other]),
  });
  const sqlite = line("ingest, receipts after commit ÷ without a store: SQLite", "≥ 0.75", ["sqlite", "none"]);
  // Debian's package `postgresql` is not there.
  if (!server) return [sqlite];
  return [
    sqlite,
    line("ingest, receipts after commit ÷ without a store: PostgreSQL", "≥ 0.6", ["postgres", "none"]),
    line("ingest, two workers ÷ one, on PostgreSQL", "> 1", ["twoWorkers", "postgres"]),
  ];
}

async function measure(name: Name, createDatabase: () => string): Promise<Run> {
  await using life = new Lifetime(createLogger("bench", "silent"));
  const folder = life.own(await temporaryFolder());
  const broker = life.own(await startBenchBroker(folder));
  await writeFile(folder.file("devices.yaml"), "[]");
  const { kind, workers } = VARIANTS[name];
  const plan = {
    ...{ ward: WARD, mqttUrl: broker.url, devicesFile: folder.file("devices.yaml"), shared: workers > 1 },
    store:
      kind === "postgres" ? { kind, url: createDatabase(), connections: 4, timeoutSeconds: 10 } : ({ kind } as const),
  };
  const hubs: Child[] = [];
  for (let n = 1; n <= workers; n++) {
    const hub = life.own(startBenchHub({ ...plan, data: dataFolder(folder, n) }));
    await hub.says(/connected/, 60_000);
    hubs.push(hub);
  }
  const figures = await load(broker.url, folder.file("hub-1/hub.pub"), plan.devicesFile);
  const cpuMs = await Promise.all(hubs.map(endOf));
  return { rate: figures.receiptedPerSecond, cpuMicros: (cpuMs.reduce((a, b) => a + b) * 1_000) / EVENTS };
}

/** The first makes the key, which the others are given. */
function dataFolder(folder: TemporaryFolder, n: number): string {
  const data = folder.file(`hub-${n}`);
  mkdirSync(data);
  if (n > 1) copyFileSync(folder.file("hub-1/hub.key"), `${data}/hub.key`);
  return data;
}

function startBenchHub(plan: BenchHubPlan): Child {
  const script = fileURLToPath(new URL("bench-hub.ts", import.meta.url));
  const args = ["--conditions=development", "--import", "tsx", script, JSON.stringify(plan)];
  return new Child(process.execPath, args, { lifeMs: 180_000 });
}

/** → CPU time from its first connection on, ms. */
async function endOf(hub: Child): Promise<number> {
  hub.process.kill("SIGTERM");
  await hub.ended;
  const { cpuMs } = JSON.parse(hub.stdout.trim().split("\n").at(-1) ?? "") as { cpuMs: number };
  return cpuMs;
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
  return `${rateOf(one)} ÷ ${rateOf(other)} events/s; ${cpu(one)} and ${cpu(other)} µs of hub CPU an event`;
}
