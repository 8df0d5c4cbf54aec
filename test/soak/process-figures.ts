import { readdirSync, readFileSync } from "node:fs";

/** What the kernel says of one process. */
export type ProcessFigures = {
  readonly pid: number;
  readonly megabytes: number;
  readonly descriptors: number;
  readonly cpuSeconds: number;
};

const CLOCK_TICKS = 100;

/** Undefined once it is gone. */
export function figuresOf(pid: number | undefined): ProcessFigures | undefined {
  if (pid === undefined) return undefined;
  try {
    const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    if (resident === undefined) return undefined;
    const stat = afterName(pid);
    return {
      pid,
      megabytes: Number(resident) / 1_024,
      descriptors: readdirSync(`/proc/${pid}/fd`).length,
      cpuSeconds: (Number(stat[11]) + Number(stat[12])) / CLOCK_TICKS,
    };
  } catch {
    return undefined;
  }
}

/** The child of `parent` whose command line says `word`. */
export function childOf(parent: number | undefined, word: string): number | undefined {
  if (parent === undefined) return undefined;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      try {
        return Number(afterName(pid)[1]) === parent && commandLine(pid).includes(word);
      } catch {
        return false;
      }
    });
}

const commandLine = (pid: number): string[] => readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");

/** The fields of /proc/pid/stat from the state on: a name may hold spaces. */
const afterName = (pid: number): string[] =>
  readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
