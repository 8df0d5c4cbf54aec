import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { LastReleased } from "#hub/store/cells/cell-store.js";
import { createFile } from "#platform/create-file.js";
import { AppError } from "#platform/errors.js";
import { guardSqlite } from "#platform/sqlite.js";

const markSchema = z.strictObject({
  cell: z.int().min(0).describe("the last that the store had"),
  until: z.string().describe("the latest part of which anything was released"),
  sealed: z.string().describe("up to here nothing is released any more"),
});
type Mark = z.infer<typeof markSchema>;

/** How far cells were released, beside the store: what a backup of the store, given back, does not take back with it. */
export type ReleaseMark = {
  /** Told what the store has. → the latest part whose units must stay in no cell; "" for none. */
  readonly note: (last: LastReleased) => string;
};

/** Throws `ledger.full`, and `config.invalid` for a file that says nothing: then nothing is released. */
export function openReleaseMark(file: string): ReleaseMark {
  return {
    note: (last) => {
      const known = existsSync(file) ? read(file) : NOTHING;
      // The store knows fewer cells than were released: it came out of a backup, and would cut the same units otherwise.
      const sealed = last.cell < known.cell ? later(known.sealed, known.until) : known.sealed;
      const mark: Mark = { cell: last.cell, until: later(known.until, last.until), sealed };
      const text = `${JSON.stringify(mark)}\n`;
      if (text !== `${JSON.stringify(known)}\n`) guardSqlite(file, () => createFile(file, text));
      return sealed;
    },
  };
}

const NOTHING: Mark = { cell: 0, until: "", sealed: "" };
const later = (a: string, b: string): string => (a > b ? a : b);

function read(file: string): Mark {
  try {
    return markSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new AppError("config.invalid", `${file} does not say what was released`, {
      cause,
      remedy: "Give it back from where you keep it, or see docs/release-lattice.md, After a restore",
    });
  }
}
