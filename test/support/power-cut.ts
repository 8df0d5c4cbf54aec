import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createRandom } from "#simulation/random.js";

/** What a traced program did to one file. `ack`: it told somebody that so many events were safe. */
type Step =
  | { readonly act: "write"; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly act: "truncate"; readonly file: string; readonly size: number }
  | { readonly act: "sync" | "unlink" | "create"; readonly file: string }
  | { readonly act: "ack"; readonly events: number };

const SECTOR = 512;
/** Its sync is what makes the end of a file outlast a power cut. */
const FOLDER = ".";
const CALL = /^(\w+)\((.*)\)\s+= (-?\d+)/;
const HEX = /"((?:\\x[0-9a-f]{2})*)"/;
const DESCRIPTOR = /^\d+<((?:\\x[0-9a-f]{2})*)>/;

/** Reads what `strace -y -xx` wrote of one thread: the folder, the ledger with its logs, and `acks`. */
export function readTrace(text: string): Step[] {
  return text.split("\n").flatMap((line): Step[] => {
    const [, call = "", args = "", result = ""] = CALL.exec(line) ?? [];
    if (line.includes("<unfinished")) throw new Error(`a call of two threads at once: ${line.slice(0, 80)}`);
    if (call === "" || Number(result) < 0) return [];
    const path = bytesOf(DESCRIPTOR.exec(args)?.[1] ?? HEX.exec(args)?.[1] ?? "").toString("utf8");
    const file = basename(path);
    if (call === "fsync" && !file.startsWith("ledger.db")) return [{ act: "sync", file: FOLDER }];
    if (!/^(ledger\.db(-wal|-journal)?|acks)$/.test(file)) return [];
    return stepOf(call, { args, file, result: Number(result) });
  });
}

function stepOf(call: string, { args, file, result }: { args: string; file: string; result: number }): Step[] {
  if (call === "unlink") return [{ act: "unlink", file }];
  if (call === "openat") return args.includes("O_CREAT") ? [{ act: "create", file }] : [];
  if (call === "fsync" || call === "fdatasync") return [{ act: "sync", file }];
  if (call === "ftruncate") return [{ act: "truncate", file, size: lastNumber(args) }];
  const bytes = bytesOf(HEX.exec(args)?.[1] ?? "");
  if (bytes.length !== result) throw new Error(`the trace holds ${bytes.length} of ${result} bytes written`);
  if (file === "acks") return [{ act: "ack", events: Number(bytes.toString("utf8")) }];
  return [{ act: "write", file, at: lastNumber(args), bytes }];
}

const bytesOf = (escaped: string): Buffer => Buffer.from(escaped.replaceAll("\\x", ""), "hex");
const lastNumber = (args: string): number => Number(args.slice(args.lastIndexOf(",") + 1));

type Disk = Map<string, { bytes: Buffer; size: number }>;
/** What became of a write that was not yet synced when the power went. */
type Fate = "kept" | "dropped" | "torn";

export class PowerCuts {
  readonly #steps: readonly Step[];

  constructor(steps: readonly Step[]) {
    this.#steps = steps;
  }

  get length(): number {
    return this.#steps.length;
  }

  /** As if nothing had been synced. */
  get unsynced(): PowerCuts {
    return new PowerCuts(this.#steps.filter(({ act }) => act !== "sync"));
  }

  /** Every place where something is unsynced and the next step is a sync, or an acknowledgement: the worst moments. */
  get worst(): number[] {
    return this.#steps.flatMap(({ act }, at) => (act === "sync" || act === "ack" ? [at, at + 1] : []));
  }

  acknowledged(at: number): number {
    return this.#steps.slice(0, at).reduce((most, step) => (step.act === "ack" ? step.events : most), 0);
  }

  /**
   * Writes into a folder what a disk may hold when the power goes before step `at`: all that was synced, and of each file's
   * later writes any, in whole, in part or not at all.
   */
  rebuild(folder: string, at: number, seed: number | Fate): void {
    const random = typeof seed === "number" ? createRandom(seed, at).next : undefined;
    const fates: readonly Fate[] = ["kept", "dropped", "torn"];
    const fate = (): Fate => (random ? (fates[Math.floor(random() * 3)] ?? "kept") : (seed as Fate));
    const part = random ?? (() => 0.5);
    const disk: Disk = new Map();
    const steps = this.#steps.slice(0, at);
    const syncedAt = new Map<string, number>();
    for (const [index, step] of steps.entries()) if (step.act === "sync") syncedAt.set(step.file, index);
    for (const [index, step] of steps.entries()) {
      if (step.act === "ack" || step.act === "sync") continue;
      const by = step.act === "unlink" ? FOLDER : step.file;
      const safe = index < (syncedAt.get(by) ?? -1) || step.act === "create";
      apply(disk, step, { fate: safe ? "kept" : fate(), part: part() });
    }
    mkdirSync(folder, { recursive: true });
    for (const [file, { bytes, size }] of disk) writeFileSync(join(folder, file), bytes.subarray(0, size));
  }
}

function apply(disk: Disk, step: Step, { fate, part }: { fate: Fate; part: number }): void {
  if (fate === "dropped" || step.act === "ack" || step.act === "sync") return;
  const now = disk.get(step.file) ?? { bytes: Buffer.alloc(1 << 16), size: 0 };
  if (step.act === "unlink") disk.delete(step.file);
  else disk.set(step.file, now);
  if (step.act === "truncate") resize(now, step.size);
  if (step.act !== "write") return;
  const whole = step.bytes.length;
  const length = fate === "torn" ? Math.floor((part * whole) / SECTOR) * SECTOR : whole;
  resize(now, Math.max(now.size, step.at + length));
  step.bytes.copy(now.bytes, step.at, 0, length);
}

/** What was never written reads as zeros. */
function resize(file: { bytes: Buffer; size: number }, size: number): void {
  if (size > file.bytes.length) file.bytes = Buffer.concat([file.bytes], size * 2);
  if (size < file.size) file.bytes.fill(0, size, file.size);
  file.size = size;
}
