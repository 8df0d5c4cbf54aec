import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { systemCode } from "#platform/errors.js";

export type Process = { readonly pid: number; readonly parent: number; readonly words: readonly string[] };

/** The processes below one, and itself. */
export function treeOf(root: number): Process[] {
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (processOf(Number(name)) ?? []) : []));
  const within = new Set([root]);
  // Parents have lower numbers than their children, or nearly: a few rounds find all.
  for (let before = 0; before < within.size; ) {
    before = within.size;
    for (const { pid, parent } of all) if (within.has(parent)) within.add(pid);
  }
  return all.filter(({ pid }) => within.has(pid));
}

function processOf(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
    return { pid, parent: Number(stat[1]), words };
  } catch {
    return undefined;
  }
}

/** The most that a core dump of it may hold; nothing of one that is gone. */
export function coreLimit(pid: number): string {
  try {
    return /Max core file size +(\S+)/.exec(readFileSync(`/proc/${pid}/limits`, "utf8"))?.[1] ?? "?";
  } catch {
    return "0";
  }
}

const CHUNK = 4 << 20;
/** A row of pixels, a code or a still that lies across two chunks is whole in one of them. */
const OVERLAP = 1 << 18;

/** Everything that it may write to, as it stands at one moment: the process is stopped meanwhile. Nothing of one that is gone. */
export function memoryOf(pid: number): Buffer[] {
  if (!signal(pid, "SIGSTOP")) return [];
  try {
    const memory = openSync(`/proc/${pid}/mem`, "r");
    try {
      return writableRegions(pid).flatMap(({ from, to }) => read(memory, from, to));
    } finally {
      closeSync(memory);
    }
  } finally {
    signal(pid, "SIGCONT");
  }
}

/** → whether there is such a process. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (systemCode(error) !== "ESRCH") throw error;
    return false;
  }
}

type Region = { readonly from: number; readonly to: number };

function writableRegions(pid: number): Region[] {
  return readFileSync(`/proc/${pid}/maps`, "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, from, to, rights] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line) ?? [];
      if (!from || !to || !rights?.startsWith("rw")) return [];
      return [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }];
    });
}

function read(memory: number, from: number, to: number): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = from; at < to; at += CHUNK) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK + OVERLAP, to - at));
    try {
      const bytes = readSync(memory, chunk, 0, chunk.length, at);
      const part = chunk.subarray(0, bytes);
      if (!isEmpty(part)) chunks.push(part);
    } catch {
      // A device's memory cannot be read this way.
    }
  }
  return chunks;
}

const ZEROS = Buffer.alloc(CHUNK + OVERLAP);
const isEmpty = (bytes: Buffer): boolean => bytes.equals(ZEROS.subarray(0, bytes.length));
