import { readFileSync } from "node:fs";
import { DemoCitizen } from "#commands/demo/demo-citizen.js";
import { AuditedCounter, type CounterPlan } from "#commands/privacy-audit/audited-counter.js";
import { formOfBars, LEAST_UNIT_IN_MEMORY } from "#commands/privacy-audit/canary/bars.js";
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
  /** What the software said when it misbehaved: the search has to find the code there. */
  readonly misused: Buffer;
  /** Programs whose core dump would be written. */
  readonly dumping: readonly string[];
};
export type SessionPlan = CounterPlan & { readonly code: string; readonly search: Search };

/** Long enough for a score, and all of it on the marked face. */
const WINDOW_MS = 3_200;
/** Of 3. */
const RATED = 3;
/** After the last marked frame: pictures live in buffers that the next few overwrite. */
const OVERWRITTEN_MS = 4_000;

/** One citizen is served by one-stop software that knows the dossier and keeps it to itself. Then it misbehaves. */
export async function playSession(plan: SessionPlan): Promise<{ session: Session; traces: readonly string[] }> {
  await using counter = await AuditedCounter.start(plan);
  const citizen = new DemoCitizen(counter.url);
  const { id } = await counter.client.open("chung-thuc");
  await citizen.agree();
  await pause(WINDOW_MS / 2, plan.signal);
  const seenWhileOpen = eyesOf(counter.processes).some(({ pid }) =>
    memoryOf(pid).some((bytes) => formOfBars(bytes, LEAST_UNIT_IN_MEMORY) !== undefined),
  );
  await pause(WINDOW_MS / 2, plan.signal);
  // On the page, as a citizen taps: what leaves with it belongs to the session.
  await citizen.rate(RATED);
  const { outcome } = await counter.client.close(id);
  await secondCitizenOptsOut(counter, citizen);
  // Before memory is looked at: what was never told cannot be found.
  const misused = await misuse(counter, plan.code);
  await untilOverwritten(counter, plan.signal);
  const { processes } = counter;
  const dumping = processes.filter(({ pid }) => coreLimit(pid) !== "0").map(programOf);
  const memory: MemoryLook[] = [];
  const images = processes
    .filter((audited) => !holdsPictures(audited))
    .map((audited) => ({ program: programOf(audited), chunks: memoryOf(audited.pid) }));
  // The desk waits some seconds for a receipt that nobody sends.
  const stopped = counter.stop();
  for (const image of images) memory.push(await lookInto(image, plan.search));
  await stopped;
  return { session: { outcome, seenWhileOpen, memory, misused, dumping }, traces: counter.traces };
}

async function secondCitizenOptsOut({ client }: AuditedCounter, citizen: DemoCitizen): Promise<void> {
  const { id } = await client.open("chung-thuc");
  await citizen.optOut();
  await client.close(id);
}

const eyesOf = (processes: readonly Process[]): Process[] =>
  processes.filter((one) => programOf(one) === "hailong eye");

/** A decoder's buffers keep a picture until they are needed again: it is not judged by its memory. */
const holdsPictures = (audited: Process): boolean => programOf(audited) === "ffmpeg";

const programOf = ({ words }: Process): string => programName(words);

/** A camera that was connected anew plays its film anew. On a slow machine the film may be over by now. */
async function untilOverwritten(counter: AuditedCounter, signal: AbortSignal): Promise<void> {
  const due = MARKED_SECONDS * 1_000 + OVERWRITTEN_MS;
  let played = performance.now();
  for (let left = due; left > 0; left = due - playedMs(counter.processes)) {
    signal.throwIfAborted();
    if (counter.processes.some(holdsPictures)) played = performance.now();
    else if (performance.now() - played > FILM_OVER_MS) return;
    await pause(Math.min(left, 500), signal);
  }
}
/** Longer than a feed waits before it connects anew. */
const FILM_OVER_MS = 20_000;

/** ms of the film that ffmpeg has played at least: it plays from a moment after its start on. */
function playedMs(processes: readonly Process[]): number {
  const ffmpeg = processes.find(holdsPictures);
  if (!ffmpeg) return 0;
  const ticks = Number(
    readFileSync(`/proc/${ffmpeg.pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")[19],
  );
  const uptimeMs = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]) * 1_000;
  return uptimeMs - ticks * 10 - FFMPEG_START_MS;
}
const FFMPEG_START_MS = 1_500;

type Image = { readonly program: string; readonly chunks: readonly Buffer[] };

async function lookInto({ program, chunks }: Image, search: Search): Promise<MemoryLook> {
  const sights = new Map<string, Sight>();
  for (const chunk of chunks) {
    for (const sight of await search.in(chunk, { memory: true })) sights.set(JSON.stringify(sight), sight);
    // The end of the programs is heard meanwhile.
    await pause(0);
  }
  const bytes = chunks.reduce((total, chunk) => total + chunk.length, 0);
  return { program, bytes, sights: [...sights.values()] };
}

/** Everywhere that a careless vendor might put the dossier's code: none of it may be kept, said or sent. */
async function misuse({ url, bearer }: AuditedCounter, code: string): Promise<Buffer> {
  const said: string[] = [];
  const call = async (path: string, body: object, headers: Record<string, string> = {}): Promise<void> => {
    said.push(JSON.stringify({ path, body, headers }));
    const reply = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    await reply.arrayBuffer();
  };
  await call("/v1/transactions", { procedure: code });
  await call("/v1/transactions", { procedure: "chung-thuc", dossier: code });
  await call(`/v1/transactions/${encodeURIComponent(code)}/close`, {});
  await call("/v1/ratings", { rating: "satisfied", token: code });
  await call("/v1/transactions", { procedure: "chung-thuc" }, { "idempotency-key": code, "user-agent": code });
  return Buffer.from(said.join("\n"));
}
