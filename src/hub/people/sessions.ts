import { randomBytes } from "node:crypto";
import type { Person, Role } from "#hub/people/person.js";
import type { Clock } from "#platform/clock.js";
import { sha256Hex } from "#platform/signing.js";
import type { Sqlite } from "#platform/sqlite.js";

const IDLE_MS = 30 * 60_000;
const LONGEST_MS = 12 * 3_600_000;
/** To write each request down would cost a commit each. */
const SEEN_GRAIN_MS = 60_000;

type Row = Person & { readonly begun: number; readonly seen: number };

/** Who is signed in with which browser. The file holds hashes of what browsers hold, so that it opens nothing. */
export class Sessions {
  readonly #db: Sqlite;
  readonly #clock: Clock;

  constructor(db: Sqlite, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** → the browser's secret. */
  begin({ id }: Person): string {
    const secret = randomBytes(32).toString("base64url");
    const now = this.#clock.now();
    this.#db.prepare("DELETE FROM sessions WHERE begun < ? OR seen < ?").run(now - LONGEST_MS, now - IDLE_MS);
    this.#db
      .prepare("INSERT INTO sessions (hash, person, begun, seen) VALUES (?, ?, ?, ?)")
      .run(sha256Hex(secret), id, now, now);
    return secret;
  }

  /** The person of that browser, who is thereby seen; undefined when the session is over or the account disabled. */
  personOf(secret: string | undefined): Person | undefined {
    if (!secret) return undefined;
    const hash = sha256Hex(secret);
    const row = this.#db
      .prepare<[string], Row>(
        `SELECT p.id, p.name, p.role, s.begun, s.seen FROM sessions s JOIN people p ON p.id = s.person
         WHERE s.hash = ? AND p.disabled = 0`,
      )
      .get(hash);
    if (!row) return undefined;
    const { begun, seen, ...person } = row;
    const now = this.#clock.now();
    // A clock that was set back ends no session, and lets none live on.
    if (now - seen > IDLE_MS || now - begun > LONGEST_MS || begun - now > LONGEST_MS) {
      this.end(secret);
      return undefined;
    }
    if (Math.abs(now - seen) > SEEN_GRAIN_MS)
      this.#db.prepare("UPDATE sessions SET seen = ? WHERE hash = ?").run(now, hash);
    return { id: person.id, name: person.name, role: person.role as Role };
  }

  end(secret: string): void {
    this.#db.prepare("DELETE FROM sessions WHERE hash = ?").run(sha256Hex(secret));
  }
}

/** What the page sends besides the cookie, which a browser sends whoever asks. Nobody without the cookie can make it. */
export const csrfOf = (secret: string): string => sha256Hex(`hailong csrf ${secret}`);
