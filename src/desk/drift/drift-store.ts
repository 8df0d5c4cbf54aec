import { renameSync } from "node:fs";
import { type Drift, newDrift, readDrift, writeDrift } from "#desk/drift/drift-file.js";
import type { Clock } from "#platform/clock.js";
import { messageOf, systemCode } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

type StoreParts = { readonly file: string; readonly clock: Clock; readonly log: Logger };

const AGAIN_MS = 60_000;

/** `drift.json` of a desk that runs. It only helps: nothing that is wrong with it ends the desk. */
export class DriftStore {
  readonly #parts: StoreParts;
  #unwritten: Drift | undefined;
  #triedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  /** What cannot be read is unknown, as after a new certificate; the file is kept aside, for a finding may stand in it. */
  read(): Drift {
    const { file, log } = this.#parts;
    try {
      return readDrift(file);
    } catch (error) {
      log.warn({ event: "drift.unreadable", error: systemCode(error), keptAs: setAside(file) });
      return newDrift(null);
    }
  }

  write(drift: Drift): void {
    const { file, clock, log } = this.#parts;
    const failedBefore = this.#unwritten !== undefined;
    this.#unwritten = drift;
    this.#triedAt = clock.monotonic();
    try {
      writeDrift(file, drift);
      this.#unwritten = undefined;
    } catch (error) {
      if (!failedBefore) log.warn({ event: "drift.not_written", error: messageOf(error) });
    }
  }

  /** What could not be written, on a full disk; call it as often as you like. */
  writeAgain(afterMs = AGAIN_MS): void {
    if (!this.#unwritten || this.#parts.clock.monotonic() - this.#triedAt < afterMs) return;
    this.write(this.#unwritten);
  }
}

function setAside(file: string): string | undefined {
  try {
    renameSync(file, `${file}.bad`);
    return `${file}.bad`;
  } catch {
    // Of the two faults the first is the one to tell.
    return undefined;
  }
}
