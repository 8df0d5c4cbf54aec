import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/**
 * A secret, never an argument, which others on the machine can read: typed unseen at a terminal, a line for each prompt; or
 * the first line of a pipe, which is asked nothing.
 */
export async function typedUnseen(prompts: readonly string[]): Promise<string[]> {
  const { isTTY } = process.stdin;
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: unseen, terminal: isTTY });
  const lines: string[] = [];
  const ask = (): void => void (isTTY && process.stderr.write(`${prompts[lines.length]}: `));
  try {
    ask();
    for await (const line of reader) {
      if (isTTY) process.stderr.write("\n");
      lines.push(line);
      if (!isTTY || lines.length === prompts.length) break;
      ask();
    }
    return lines;
  } finally {
    reader.close();
  }
}
