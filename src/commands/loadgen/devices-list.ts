import { existsSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { readConfig } from "#platform/config-file.js";
import { AppError } from "#platform/errors.js";

const PREFIX = "load-";
export const loadCounter = (n: number): string => `${PREFIX}${String(n).padStart(3, "0")}`;

type Listed = { readonly device: string; readonly ward: string; readonly counter: string; readonly publicKey: string };

/** What the hub's `devicesFile` has to hold. A list with a real counter in it is not ours to replace. */
export function writeDevicesList(file: string, desks: readonly Listed[]): void {
  if (existsSync(file)) {
    const listed = readConfig(file, z.array(z.looseObject({ counter: z.string() })));
    const other = listed.find(({ counter }) => !counter.startsWith(PREFIX));
    if (other) {
      throw new AppError("config.invalid", `--devices: ${file} lists ${other.counter}, which is no made-up counter`, {
        remedy: "Give the measured hub a data folder and a devices file of its own",
      });
    }
  }
  writeFileSync(`${file}.new`, `[\n${desks.map((desk) => JSON.stringify(desk)).join(",\n")}\n]\n`);
  renameSync(`${file}.new`, file);
}
