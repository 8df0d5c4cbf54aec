import { passwordSchema, personNameSchema } from "#contract/people.js";
import type { Person, Role } from "#hub/people/person.js";
import { AppError } from "#platform/errors.js";
import { hashSecret, type SecretHash, secretHashSchema } from "#platform/secret-hash.js";
import type { Sqlite } from "#platform/sqlite.js";

export type ListedPerson = Person & { readonly disabled: boolean };
type Row = Person & { readonly disabled: number; readonly password: string };

/** The hub's local accounts. Whatever changes about one ends its sessions. */
export class People {
  readonly #db: Sqlite;

  constructor(db: Sqlite) {
    this.#db = db;
  }

  list(): ListedPerson[] {
    return this.#db
      .prepare<[], Row>("SELECT id, name, role, disabled, password FROM people ORDER BY name")
      .all()
      .map(({ id, name, role, disabled }) => ({ id, name, role, disabled: disabled === 1 }));
  }

  /** Who may sign in by that name, with what their password must make. */
  find(name: string): { person: Person; password: SecretHash } | undefined {
    const row = this.#db
      .prepare<[string], Row>("SELECT id, name, role, disabled, password FROM people WHERE name = ? AND disabled = 0")
      .get(name);
    if (!row) return undefined;
    const { id, role, password } = row;
    return { person: { id, name, role }, password: secretHashSchema.parse(JSON.parse(password)) };
  }

  /** Throws `config.invalid` for a name or password that does not do, `person.exists`. */
  async add({ name, role, password }: { name: string; role: Role; password: string }): Promise<void> {
    const good = personNameSchema.safeParse(name);
    if (!good.success) throw new AppError("config.invalid", `name: ${good.error.issues[0]?.message}, got ${name}`);
    const hash = await hashGood(password);
    const { changes } = this.#db
      .prepare("INSERT OR IGNORE INTO people (name, role, password) VALUES (?, ?, ?)")
      .run(name, role, JSON.stringify(hash));
    if (changes === 0) throw new AppError("person.exists", `name: ${name} has an account already`);
  }

  setRole(name: string, role: Role): void {
    this.#change(name, "role = ?", role);
  }

  async setPassword(name: string, password: string): Promise<void> {
    this.#change(name, "password = ?", JSON.stringify(await hashGood(password)));
  }

  /** The account stays, with its name in the audit log; `enable` lets it in again. */
  setDisabled(name: string, disabled: boolean): void {
    this.#change(name, "disabled = ?", Number(disabled));
  }

  #change(name: string, set: string, value: string | number): void {
    this.#db
      .transaction(() => {
        const { changes } = this.#db.prepare(`UPDATE people SET ${set} WHERE name = ?`).run(value, name);
        if (changes === 0) throw new AppError("person.unknown", `name: nobody has an account ${name}`);
        this.#db.prepare("DELETE FROM sessions WHERE person = (SELECT id FROM people WHERE name = ?)").run(name);
      })
      .immediate();
  }
}

function hashGood(password: string): Promise<SecretHash> {
  const good = passwordSchema.safeParse(password);
  if (!good.success) throw new AppError("config.invalid", `password: ${good.error.issues[0]?.message}`);
  return hashSecret(password);
}
