import { randomBytes } from "node:crypto";
import type { Scope } from "#contract/integration.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import { sha256Hex } from "#platform/signing.js";
import type { Sqlite } from "#platform/sqlite.js";

export type TokenRow = {
  readonly name: string;
  readonly scope: Scope;
  readonly madeOn: string;
  readonly revokedOn: string | null;
};
export type Reader = Pick<TokenRow, "name" | "scope">;

/** Programs that may read, each with a token of its own. 256 random bits need no slow hash. */
export class Tokens {
  readonly #db: Sqlite;
  readonly #clock: Clock;

  constructor(db: Sqlite, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** → what the program is given; it stands nowhere else. A name is used once: the audit log goes by it. */
  add(name: string, scope: Scope): string {
    const secret = randomBytes(32).toString("base64url");
    const { changes } = this.#db
      .prepare("INSERT OR IGNORE INTO tokens (name, scope, hash, made_on) VALUES (?, ?, ?, ?)")
      .run(name, scope, sha256Hex(secret), this.#today());
    if (changes > 0) return secret;
    throw new AppError("config.invalid", `there is, or was, a token ${name}`, { remedy: "Give it another name" });
  }

  list(): TokenRow[] {
    return this.#db
      .prepare<[], TokenRow>(
        `SELECT name, scope, made_on AS madeOn, revoked_on AS revokedOn FROM tokens ORDER BY made_on, name`,
      )
      .all();
  }

  revoke(name: string): void {
    const { changes } = this.#db
      .prepare("UPDATE tokens SET revoked_on = coalesce(revoked_on, ?) WHERE name = ?")
      .run(this.#today(), name);
    if (changes > 0) return;
    throw new AppError("config.invalid", `there is no token ${name}`, {
      remedy: "See their names with `hailong hub token list`",
    });
  }

  readerOf(secret: string): Reader | undefined {
    return this.#db
      .prepare<[string], Reader>("SELECT name, scope FROM tokens WHERE hash = ? AND revoked_on IS NULL")
      .get(sha256Hex(secret));
  }

  #today(): string {
    return new Date(this.#clock.now()).toISOString().slice(0, 10);
  }
}
