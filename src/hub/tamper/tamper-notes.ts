import type { IntegrityView } from "#contract/ward-views.js";
import type { Refused } from "#hub/ingest/rejections.js";
import type { Span } from "#hub/report/period.js";
import { GapBook } from "#hub/tamper/gap-book.js";
import { RefusalBook } from "#hub/tamper/refusal-book.js";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import type { Sqlite } from "#platform/sqlite.js";
import { pause } from "#platform/tasks.js";

type Parts = ConstructorParameters<typeof RefusalBook>[0] & ConstructorParameters<typeof GapBook>[0] & { log: Logger };

const SAVE_MS = 60_000;

/** What a restart must not make forgotten: refused messages and gaps, also those that healed. */
export class TamperNotes implements Disposable {
  readonly #refusals: RefusalBook;
  readonly #gaps: GapBook;
  readonly #db: Sqlite;
  readonly #log: Logger;

  constructor(parts: Parts) {
    this.#refusals = new RefusalBook(parts);
    this.#gaps = new GapBook(parts);
    this.#db = parts.db;
    this.#log = parts.log;
  }

  refused(refused: Refused): void {
    this.#refusals.add(refused);
  }

  /** Where what is new cannot be saved, what was written before is still told. */
  read(span: Span): Pick<IntegrityView, "rejected" | "refusals" | "gapNotes" | "notedSince"> {
    this.#save();
    const notedSince = this.#db.prepare<[], string>("SELECT day FROM tamper_since").pluck().get() ?? null;
    return { notedSince, gapNotes: this.#gaps.read(span), ...this.#refusals.read(span) };
  }

  /** What cannot be saved, or looked at, now is tried again. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(SAVE_MS, signal);
      if (!signal.aborted) await this.look();
    }
  }

  async look(): Promise<void> {
    this.#save();
    try {
      await this.#gaps.look();
    } catch (error) {
      this.#log.warn({ event: "gaps.not_noted", error: messageOf(error) });
    }
  }

  [Symbol.dispose](): void {
    this.#save();
  }

  #save(): void {
    try {
      this.#refusals.save();
    } catch (error) {
      this.#log.warn({ event: "refusals.not_saved", error: messageOf(error) });
    }
  }
}

/** Once a day, with what else was kept long enough. */
export function forgetTamperNotes(db: Sqlite, before: string): void {
  for (const table of ["refusals", "gap_notes"]) db.prepare(`DELETE FROM ${table} WHERE day < ?`).run(before);
}
