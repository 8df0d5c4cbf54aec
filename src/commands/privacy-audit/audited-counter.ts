import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { OneStopClient } from "#commands/demo/one-stop-client.js";
import { type Process, signal, treeOf } from "#commands/privacy-audit/process-memory.js";
import { TRACED } from "#commands/privacy-audit/trace/traffic.js";
import { AppError, systemCode } from "#platform/errors.js";
import { newSigningKey } from "#platform/signing.js";
import { pause } from "#platform/tasks.js";
import { auditWords } from "#words/audit-words.js";
import { bothLanguages } from "#words/words.js";

export type CounterPlan = {
  /** What the audited programs may know of lies in `folder`/counter; what the auditor knows beside it. */
  readonly folder: string;
  readonly film: string;
  readonly brokerPort: number;
  readonly apiPort: number;
  /** The argument list that starts a counter on a configuration. */
  readonly start: (config: string) => readonly string[];
  readonly signal: AbortSignal;
};

const START_MS = 60_000;
const END_MS = 12_000;
/** More than a write of any program here. */
const MOST_TRACED_BYTES = 4_194_304;
/** The citizen alone: a small picture is traced sooner. */
const ZONE = { x: 0.3, y: 0.1, width: 0.4, height: 0.7 };
/** A counter scores from the opening on, so that the session is short. */
const POLICY = { window: { minimumSeconds: 2 }, consent: "notice", ratingUndoSeconds: 0 };

/** The counter's programs as they are shipped, under strace from their first instruction, on a folder of their own. */
export class AuditedCounter implements AsyncDisposable {
  readonly client: OneStopClient;
  readonly url: string;
  readonly bearer: string;
  readonly #plan: CounterPlan;
  readonly #tracer: ChildProcess;

  static async start(plan: CounterPlan): Promise<AuditedCounter> {
    const tracer = await startTracer(plan);
    try {
      return await untilReady(plan, tracer);
    } catch (error) {
      await end(tracer);
      throw error;
    }
  }

  constructor(plan: CounterPlan, tracer: ChildProcess) {
    this.#plan = plan;
    this.#tracer = tracer;
    this.url = `http://127.0.0.1:${plan.apiPort}`;
    this.bearer = readFileSync(counterFile(plan, "data/api.token"), "utf8").trim();
    this.client = new OneStopClient(this.url, this.bearer);
  }

  /** The audited processes that live now; not the tracer. */
  get processes(): readonly Process[] {
    const root = this.#tracer.pid ?? -1;
    return treeOf(root).filter(({ pid }) => pid !== root);
  }

  get traceFile(): string {
    return traceFile(this.#plan);
  }

  /** SIGTERM to the desk, as a service manager does; the tracer ends when all that it follows have ended. */
  async stop(): Promise<void> {
    await end(this.#tracer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

const traceFile = ({ folder }: CounterPlan): string => join(folder, "trace");
export const counterFolder = (folder: string): string => join(folder, "counter");
const counterFile = ({ folder }: CounterPlan, name: string): string => join(counterFolder(folder), name);

async function startTracer(plan: CounterPlan): Promise<ChildProcess> {
  mkdirSync(counterFile(plan, ""), { recursive: true });
  const write = (name: string, content: unknown): string => {
    writeFileSync(counterFile(plan, name), stringify(content), { mode: 0o600 });
    return counterFile(plan, name);
  };
  write("policy.yaml", POLICY);
  const config = write("edge.yaml", {
    ward: "phuong-mau",
    counter: "quay-01",
    data: "data",
    camera: { kind: "file", path: plan.film, realtime: true, zone: ZONE },
    hub: { mqtt: { url: `mqtt://127.0.0.1:${plan.brokerPort}` }, publicKey: newSigningKey().publicKey },
    api: { host: "127.0.0.1", port: plan.apiPort },
    policyFile: "policy.yaml",
    notice: { legalBasis: "Kiểm tra trên cảnh dựng, không có công dân", text: auditWords.posted },
    procedures: { "chung-thuc": "tu-phap" },
  });
  const watched = ["-f", "-yy", "-v", "-xx", "-s", `${MOST_TRACED_BYTES}`, "--seccomp-bpf", "-e", "signal=none"];
  // A core dump would hold whatever the memory holds. Whoever raises the limit again is seen.
  const dumpless = ["prlimit", "--core=0:", "--", ...plan.start(config)];
  const args = [...watched, "-e", `trace=${TRACED}`, "-o", traceFile(plan), "--", ...dumpless];
  const log = openSync(counterFile(plan, "edge.log"), "a", 0o600);
  const cwd = counterFile(plan, "");
  const tracer = spawn("strace", args, { cwd, stdio: ["ignore", log, log] });
  closeSync(log);
  await new Promise<void>((resolve, reject) => tracer.once("spawn", resolve).once("error", reject)).catch((error) => {
    if (systemCode(error) !== "ENOENT") throw error;
    throw new AppError("tool.missing", bothLanguages(auditWords.noStrace), {
      remedy: bothLanguages(auditWords.installStrace),
    });
  });
  return tracer;
}

async function untilReady(plan: CounterPlan, tracer: ChildProcess): Promise<AuditedCounter> {
  const deadline = performance.now() + START_MS;
  let counter: AuditedCounter | undefined;
  for (;;) {
    if (!counter && existsSync(counterFile(plan, "data/api.token"))) counter = new AuditedCounter(plan, tracer);
    const health = await counter?.client.health().catch(() => undefined);
    if (counter && health?.eye === "ready" && health.camera === "live" && health.hub === "connected") return counter;
    if (plan.signal.aborted || tracer.exitCode !== null || performance.now() > deadline) {
      const log = readFileSync(counterFile(plan, "edge.log"), "utf8").trim().split("\n").slice(-3).join("\n");
      throw new AppError("internal", `the audited counter did not start: ${log}`);
    }
    await pause(50, plan.signal);
  }
}

async function end(tracer: ChildProcess): Promise<void> {
  if (tracer.pid === undefined || tracer.exitCode !== null || tracer.signalCode !== null) return;
  const gone = once(tracer, "exit");
  const all = treeOf(tracer.pid).filter(({ pid }) => pid !== tracer.pid);
  // The first below the tracer is what was asked to start; it ends its own.
  for (const { pid, parent } of all) if (parent === tracer.pid) signal(pid, "SIGTERM");
  const late = setTimeout(() => {
    for (const { pid } of all) signal(pid, "SIGKILL");
    tracer.kill("SIGKILL");
  }, END_MS);
  await gone;
  clearTimeout(late);
}
