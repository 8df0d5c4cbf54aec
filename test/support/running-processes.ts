import { readdir, readFile } from "node:fs/promises";

export type Running = { readonly pid: number; readonly parent: number; readonly argv: readonly string[] };

/** The children of a process, as everyone on the machine can see them in /proc. */
export async function childrenOf(parent: number): Promise<Running[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = await Promise.all(pids.map(look));
  return all.filter((one) => one !== undefined).filter((one) => one.parent === parent);
}

export const isAlive = async (pid: number): Promise<boolean> => (await look(pid)) !== undefined;

/** A zombie is not running: only its exit status is left. */
async function look(pid: number): Promise<Running | undefined> {
  try {
    const [stat, cmdline] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile(`/proc/${pid}/cmdline`, "utf8"),
    ]);
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? undefined : { pid, parent: Number(parent), argv: cmdline.split("\0").slice(0, -1) };
  } catch {
    return undefined;
  }
}
