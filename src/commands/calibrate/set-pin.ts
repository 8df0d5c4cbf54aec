import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { readEdgeConfig } from "#commands/edge-config.js";
import { EXIT } from "#commands/runtime.js";
import { isGoodPin, PinFile } from "#desk/wizard/pin-file.js";
import { calibrateWords as words } from "#words/calibrate-command-words.js";
import { bothLanguages } from "#words/words.js";

/** Never as an argument, which others on the machine can read: typed unseen, or the first line of a pipe. */
export async function setPin(config: string): Promise<number> {
  const { desk } = readEdgeConfig(config);
  const [pin = "", again = ""] = await typedUnseen([words.newPin, words.samePin].map(bothLanguages));
  if (process.stdin.isTTY && pin !== again) {
    console.error(bothLanguages(words.otherPin));
    return EXIT.mend;
  }
  if (!isGoodPin(pin)) {
    console.error(bothLanguages(words.plainPin));
    return EXIT.mend;
  }
  mkdirSync(desk.data, { recursive: true, mode: 0o700 });
  await new PinFile(desk.data).set(pin);
  console.log(bothLanguages(words.pinSet));
  return EXIT.ok;
}

/** A line for each prompt; a pipe is asked nothing and read for the first alone. */
async function typedUnseen(prompts: readonly string[]): Promise<string[]> {
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
