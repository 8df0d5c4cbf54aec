import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a secret's file (mode 0600) whole or not at all; when this returns, it outlasts a power cut. An empty key left
 * by a full disk, or lost behind a ledger that was already signed with it, would cost an enrolment. Written by root, it
 * belongs to whom its folder belongs to: the program that is to read it.
 */
export function createFile(file: string, text: string | Buffer, mode = 0o600): void {
  const unfinished = `${file}.new`;
  try {
    syncedly(unfinished, "w", (handle) => {
      fchmodSync(handle, mode);
      if (process.getuid?.() === 0) giveTo(handle, dirname(file));
      writeAll(handle, Buffer.from(text));
    });
    renameSync(unfinished, file);
  } catch (error) {
    removeIfThere(unfinished);
    throw error;
  }
  syncedly(dirname(file), "r", () => {});
}

function giveTo(handle: number, folder: string): void {
  const { uid, gid } = statSync(folder);
  fchownSync(handle, uid, gid);
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
