import { statSync } from "node:fs";

/**
 * What can be read from a file, read again only when it has changed. The first reading may throw; a later one that
 * cannot be done (somebody is in the middle of editing) leaves what was read before.
 */
export function reread<T>(file: string, read: () => T): () => T {
  const stamp = (): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  let [known, at] = [read(), stamp()];
  return () => {
    const now = stamp();
    if (now === at) return known;
    at = now;
    try {
      known = read();
    } catch {
      // Whoever starts with it next is told what is wrong.
    }
    return known;
  };
}
