import { canonicalJson } from "#contract/canonical-json.js";
import { GENESIS_HASH } from "#contract/identifiers.js";
import type { Clock } from "#platform/clock.js";
import { sha256Hex } from "#platform/signing.js";
import type { Sqlite } from "#platform/sqlite.js";

type Detail = Readonly<Record<string, string | number>>;
export type Audit = {
  note(entry: { readonly person: string; readonly action: string; readonly detail?: Detail }): void;
};
export type AuditRow = {
  readonly id: number;
  readonly at: string;
  readonly person: string;
  readonly action: string;
  readonly detail: Detail;
};
type Kept = Omit<AuditRow, "detail"> & { readonly detail: string; readonly prev: string; readonly hash: string };
type Link = { readonly id: number; readonly hash: string };

export type AuditFault = { readonly id: number; readonly fault: "altered" | "unlinked" | "missing" };

/** Who did what, and when. Each row holds the hash of the one before: an edit, or a row taken out of the middle, shows. */
export class AuditLog implements Audit {
  readonly #db: Sqlite;
  readonly #clock: Clock;

  constructor(db: Sqlite, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  note({ person, action, detail = {} }: Parameters<Audit["note"]>[0]): void {
    this.#db
      .transaction(() => {
        const { id: last, hash: prev } = this.#head();
        const row = { id: last + 1, at: new Date(this.#clock.now()).toISOString(), person, action };
        const kept = { ...row, detail: canonicalJson(detail), prev };
        this.#db
          .prepare(
            `INSERT INTO audit (id, at, person, action, detail, prev, hash)
             VALUES (@id, @at, @person, @action, @detail, @prev, @hash)`,
          )
          .run({ ...kept, hash: hashOf(kept) });
      })
      .immediate();
  }

  /** The newest first, those before `before`. */
  rows({ before = Number.MAX_SAFE_INTEGER, most }: { before?: number; most: number }): AuditRow[] {
    return this.#db
      .prepare<[number, number], Kept>("SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?")
      .all(before, most)
      .map(({ id, at, person, action, detail }) => ({ id, at, person, action, detail: JSON.parse(detail) }));
  }

  /** Walks the whole chain. → how many rows it has, where it ends, and what is wrong with them. */
  verify(): { rows: number; head: string; faults: AuditFault[] } {
    const faults: AuditFault[] = [];
    let { id, hash } = this.#start();
    let rows = 0;
    for (const kept of this.#db.prepare<[], Kept>("SELECT * FROM audit ORDER BY id").iterate()) {
      if (kept.id !== id + 1) faults.push({ id: id + 1, fault: "missing" });
      else if (kept.prev !== hash) faults.push({ id: kept.id, fault: "unlinked" });
      if (hashOf(kept) !== kept.hash) faults.push({ id: kept.id, fault: "altered" });
      ({ id, hash } = kept);
      rows += 1;
    }
    return { rows, head: hash, faults };
  }

  /** Lets go of what was noted before that time; the chain then starts where it was cut. → rows let go. */
  forgetBefore(at: string): number {
    return this.#db
      .transaction(() => {
        const cut = this.#db
          .prepare<[string], Link>("SELECT id, hash FROM audit WHERE at < ? ORDER BY id DESC LIMIT 1")
          .get(at);
        if (!cut) return 0;
        this.#db.prepare("INSERT OR REPLACE INTO audit_start (id, last, hash) VALUES (1, ?, ?)").run(cut.id, cut.hash);
        return this.#db.prepare("DELETE FROM audit WHERE id <= ?").run(cut.id).changes;
      })
      .immediate();
  }

  #head(): Link {
    return this.#db.prepare<[], Link>("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").get() ?? this.#start();
  }

  #start(): Link {
    return (
      this.#db.prepare<[], Link>("SELECT last AS id, hash FROM audit_start").get() ?? { id: 0, hash: GENESIS_HASH }
    );
  }
}

const hashOf = ({ id, at, person, action, detail, prev }: Omit<Kept, "hash">): string =>
  sha256Hex(canonicalJson({ id, at, person, action, detail, prev }));
