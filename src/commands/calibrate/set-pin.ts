import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { readEdgeConfig } from "#commands/edge-config.js";
import { EXIT } from "#commands/runtime.js";
import { PinFile } from "#desk/wizard/pin-file.js";
import { calibrateWords as words } from "#words/calibrate-command-words.js";
import { bothLanguages } from "#words/words.js";

/** Never as an argument, which others on the machine can read: typed unseen, or the first line of a pipe. */
export async function setPin(config: string): Promise<number> {
  const { desk } = readEdgeConfig(config);
  const { isTTY } = process.stdin;
  const lines = typedLines();
  const pin = await lines(bothLanguages(words.newPin));
  if (isTTY && pin !== (await lines(bothLanguages(words.samePin)))) {
    console.error(bothLanguages(words.otherPin));
    return EXIT.mend;
  }
  mkdirSync(desk.data, { recursive: true, mode: 0o700 });
  await new PinFile(desk.data).set(pin);
  console.log(bothLanguages(words.pinSet));
  return EXIT.ok;
}

function typedLines(): (prompt: string) => Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const { isTTY } = process.stdin;
  const reader = createInterface({ input: process.stdin, output: unseen, terminal: isTTY });
  const lines = reader[Symbol.asyncIterator]();
  return async (prompt) => {
    if (isTTY) process.stderr.write(`${prompt}: `);
    const { value } = await lines.next();
    if (isTTY) process.stderr.write("\n");
    process.stdin.unref?.();
    return value ?? "";
  };
}
