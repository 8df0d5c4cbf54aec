import { readFileSync } from "node:fs";
import { AuditedCounter, type CounterPlan } from "#commands/privacy-audit/audited-counter.js";
import { formOfBars } from "#commands/privacy-audit/canary/bars.js";
import type { Search, Sight } from "#commands/privacy-audit/canary/search.js";
import { MARKED_SECONDS } from "#commands/privacy-audit/marked-footage.js";
import { coreLimit, memoryOf, type Process } from "#commands/privacy-audit/process-memory.js";
import { programName } from "#commands/privacy-audit/program-name.js";
import { pause } from "#platform/tasks.js";

type MemoryLook = { readonly program: string; readonly bytes: number; readonly sights: readonly Sight[] };
export type Session = {
  readonly outcome: string;
  /** Of the eye while the marked face was read: the search has to find it there. */
  readonly seenWhileOpen: boolean;
  readonly memory: readonly MemoryLook[];
  /** Programs whose core dump would be written. */
  readonly dumping: readonly string[];
  /** How the counter answered one-stop software that names the dossier where it must not. */
  readonly refusals: readonly number[];
};
export type SessionPlan = CounterPlan & { readonly code: string; readonly search: Search };

/** Long enough for a score, and all of it on the marked face. */
const WINDOW_MS = 3_200;
/** After the last marked frame: pictures live in buffers that the next few overwrite. */
const OVERWRITTEN_MS = 4_000;

/** One citizen is served by one-stop software that knows the dossier and keeps it to itself. Then it misbehaves. */
export async function playSession(plan: SessionPlan): Promise<{ session: Session; traceFile: string }> {
  const began = performance.now();
  await using counter = await AuditedCounter.start(plan);
  const { id } = await counter.client.open("chung-thuc");
  await pause(WINDOW_MS / 2, plan.signal);
  const seenWhileOpen = eyesOf(counter.processes).some(({ pid }) =>
    memoryOf(pid).some((bytes) => formOfBars(bytes) !== undefined),
  );
  await pause(WINDOW_MS / 2, plan.signal);
  const { outcome } = await counter.client.close(id);
  // The film began after the start: this waits a little longer than it has to.
  const marked =
    MARKED_SECONDS * 1_000 + OVERWRITTEN_MS - (performance.now() - began) + startOf(counter.processes, began);
  await pause(Math.max(OVERWRITTEN_MS, marked), plan.signal);
  const { processes } = counter;
  const dumping = processes.filter(({ pid }) => coreLimit(pid) !== "0").map(programOf);
  const memory: MemoryLook[] = [];
  for (const audited of processes) if (!holdsPictures(audited)) memory.push(await lookInto(audited, plan.search));
  const refusals = await misuse(counter, plan.code);
  await counter.stop();
  return { session: { outcome, seenWhileOpen, memory, dumping, refusals }, traceFile: counter.traceFile };
}

const eyesOf = (processes: readonly Process[]): Process[] =>
  processes.filter((one) => programOf(one) === "hailong eye");

/** A decoder's buffers keep a picture until they are needed again: it is not judged by its memory. */
const holdsPictures = (audited: Process): boolean => programOf(audited) === "ffmpeg";

const programOf = ({ words }: Process): string => programName(words);

/** ms from `began` until the eye was started, and with it the film. */
function startOf(processes: readonly Process[], began: number): number {
  const eye = eyesOf(processes)[0];
  if (!eye) return 0;
  const ticks = Number(
    readFileSync(`/proc/${eye.pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")[19],
  );
  const uptimeMs = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]) * 1_000;
  const beganAt = uptimeMs - (performance.now() - began);
  return Math.max(0, ticks * 10 - beganAt) + EYE_START_MS;
}
/** Models first, then the camera. */
const EYE_START_MS = 2_500;

async function lookInto(audited: Process, search: Search): Promise<MemoryLook> {
  const chunks = memoryOf(audited.pid);
  const sights = new Map<string, Sight>();
  for (const chunk of chunks)
    for (const sight of await search.in(chunk, { text: false })) sights.set(JSON.stringify(sight), sight);
  const bytes = chunks.reduce((total, chunk) => total + chunk.length, 0);
  return { program: programOf(audited), bytes, sights: [...sights.values()] };
}

/** Everywhere that a careless vendor might put the dossier's code: none of it may be kept, said or sent. */
async function misuse({ url, bearer }: AuditedCounter, code: string): Promise<number[]> {
  const call = async (path: string, body: object, headers: Record<string, string> = {}): Promise<number> => {
    const reply = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    return reply.status;
  };
  return [
    await call("/v1/transactions", { procedure: code }),
    await call("/v1/transactions", { procedure: "chung-thuc", dossier: code }),
    await call(`/v1/transactions/${encodeURIComponent(code)}/close`, {}),
    await call("/v1/ratings", { rating: "satisfied", token: code }),
    await call("/v1/transactions", { procedure: "chung-thuc" }, { "idempotency-key": code, "user-agent": code }),
  ];
}
