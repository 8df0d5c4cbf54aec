import { readdirSync } from "node:fs";
import { join } from "node:path";
import { AppError, systemCode } from "#platform/errors.js";

type IssuedCertificate = {
  readonly file: string;
  /** Of the counter's own programs, or of its one-stop software. */
  readonly certificate: "desk" | "one_stop";
  readonly counter: string;
};

const NAME = /^(desk|one-stop)-([a-z0-9-]+)\.crt$/;

/** As `ward-ca` names what it has signed for counters; the folder may hold other files. Throws `config.invalid`. */
export function issuedCertificates(folder: string): IssuedCertificate[] {
  return namesIn(folder).flatMap((name) => {
    const [, principal, counter] = NAME.exec(name) ?? [];
    if (counter === undefined) return [];
    return [{ file: join(folder, name), certificate: principal === "desk" ? "desk" : "one_stop", counter }];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (cause) {
    const message = `issuedCertificates: ${folder} cannot be read (${systemCode(cause)})`;
    throw new AppError("config.invalid", message, {
      cause,
      remedy: "Name a folder that the hub may read; the keys need not be in it",
    });
  }
}
