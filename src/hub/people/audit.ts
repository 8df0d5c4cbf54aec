import { setImmediate } from "node:timers/promises";
import { canonicalJson } from "#contract/canonical-json.js";
import { GENESIS_HASH } from "#contract/identifiers.js";
import type { AuditAction, AuditDetailKey } from "#contract/people.js";
import type { Clock } from "#platform/clock.js";
import { sha256Hex } from "#platform/signing.js";
import type { Sqlite } from "#platform/sqlite.js";

export type AuditDetail = Readonly<Partial<Record<AuditDetailKey, string | number>>>;
export type Audit = {
  note(entry: { readonly person: string; readonly action: AuditAction; readonly detail?: AuditDetail }): void;
};
export type AuditRow = {
  readonly id: number;
  readonly at: string;
  readonly person: string;
  readonly action: string;
  readonly detail: Readonly<Record<string, string | number>>;
};
type Kept = Omit<AuditRow, "detail"> & { readonly detail: string; readonly prev: string; readonly hash: string };
type Link = { readonly id: number; readonly hash: string };

/** A few milliseconds' work. */
const SLICE = 500;

export type AuditFault = { readonly id: number; readonly fault: "altered" | "unlinked" | "missing" };

/** Who did what, and when. Each row holds the hash of the one before: an edit, or a row taken out of the middle, shows. */
export class AuditLog implements Audit {
  readonly #db: Sqlite;
  readonly #clock: Clock;
  #verified: (Link & { readonly whole: boolean }) | undefined;
  #walking: ReturnType<AuditLog["verify"]> | undefined;

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

  /** Walks the whole chain, and lets others work meanwhile. → how many rows it has, where it ends, and what is wrong with them. */
  verify(): Promise<{ rows: number; head: string; faults: AuditFault[] }> {
    this.#walking ??= this.#walkWhole().finally(() => {
      this.#walking = undefined;
    });
    return this.#walking;
  }

  /** As far as the last whole walk, which is a day's at most, and all that was noted since. */
  async isWhole(): Promise<boolean> {
    if (this.#walking || !this.#verified) await this.verify();
    const last = this.#verified;
    if (!last?.whole || !this.#stands(last)) return false;
    const { end, faults } = await this.#walk(last);
    const whole = faults.length === 0;
    this.#verified = { ...end, whole };
    return whole;
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

  async #walkWhole(): Promise<{ rows: number; head: string; faults: AuditFault[] }> {
    const { end, rows, faults } = await this.#walk(this.#start());
    this.#verified = { ...end, whole: faults.length === 0 };
    return { rows, head: end.hash, faults };
  }

  /** From behind a link to the end. What is let go of meanwhile is no fault. */
  async #walk(from: Link): Promise<{ end: Link; rows: number; faults: AuditFault[] }> {
    const faults: AuditFault[] = [];
    const next = this.#db.prepare<[number, number], Kept>("SELECT * FROM audit WHERE id > ? ORDER BY id LIMIT ?");
    let end = from;
    let rows = 0;
    for (;;) {
      const start = this.#start();
      if (start.id > end.id) end = start;
      const slice = next.all(end.id, SLICE);
      for (const kept of slice) {
        if (kept.id !== end.id + 1) faults.push({ id: end.id + 1, fault: "missing" });
        else if (kept.prev !== end.hash) faults.push({ id: kept.id, fault: "unlinked" });
        if (hashOf(kept) !== kept.hash) faults.push({ id: kept.id, fault: "altered" });
        end = { id: kept.id, hash: kept.hash };
      }
      rows += slice.length;
      if (slice.length < SLICE) return { end, rows, faults };
      await setImmediate();
    }
  }

  /** Nothing was cut off at the end, or put in its place. */
  #stands({ id, hash }: Link): boolean {
    const start = this.#start();
    if (start.id >= id) return start.id > id || start.hash === hash;
    return this.#db.prepare<[number], Link>("SELECT id, hash FROM audit WHERE id = ?").get(id)?.hash === hash;
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
