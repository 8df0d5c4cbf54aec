import { readFile } from "node:fs/promises";

/** Linux counts a process's time in hundredths of a second (USER_HZ), on every architecture that we run on. */
const TICKS_PER_SECOND = 100;

/** What a process and its threads have computed so far, s; undefined once it is gone. */
export async function cpuSeconds(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The name in brackets may hold anything; what is counted stands behind it (proc(5): utime is 14, stime 15).
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  if (!fields) return undefined;
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
