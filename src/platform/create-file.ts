import { closeSync, fsyncSync, openSync, renameSync, unlinkSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a secret's file (mode 0600) whole or not at all; when this returns, it outlasts a power cut. An empty key left
 * by a full disk, or lost behind a ledger that was already signed with it, would cost an enrolment.
 */
export function createFile(file: string, text: string | Buffer): void {
  const unfinished = `${file}.new`;
  try {
    syncedly(unfinished, "w", (handle) => writeAll(handle, Buffer.from(text)));
    renameSync(unfinished, file);
  } catch (error) {
    removeIfThere(unfinished);
    throw error;
  }
  syncedly(dirname(file), "r", () => {});
}

function syncedly(path: string, flag: "w" | "r", work: (handle: number) => void): void {
  const handle = openSync(path, flag, 0o600);
  try {
    work(handle);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function writeAll(handle: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}

function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It was never made; what went wrong before is what counts.
  }
}
