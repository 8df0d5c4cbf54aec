import { chownSync, closeSync, fsyncSync, openSync, renameSync, statSync, writeFileSync } from "node:fs";

/** Replaces a file that people edit too, whole or not at all; it keeps its owner and mode, whoever runs this. */
export function replaceFile(file: string, text: string): void {
  const { mode, uid, gid } = statSync(file);
  const unfinished = `${file}.new`;
  const handle = openSync(unfinished, "w", mode & 0o777);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  if (process.getuid?.() === 0) chownSync(unfinished, uid, gid);
  renameSync(unfinished, file);
}
