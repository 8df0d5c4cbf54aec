import { mkdirSync } from "node:fs";
import { readEdgeConfig } from "#commands/edge-config.js";
import { EXIT } from "#commands/runtime.js";
import { typedUnseen } from "#commands/typed-unseen.js";
import { isGoodPin, PinFile } from "#desk/wizard/pin-file.js";
import { calibrateWords as words } from "#words/calibrate-command-words.js";
import { bothLanguages } from "#words/words.js";

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
