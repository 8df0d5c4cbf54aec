import type { People } from "#hub/people/people.js";
import type { Person } from "#hub/people/person.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import { subscriberOf } from "#platform/http/address.js";
import { hashSecret, type SecretHash, secretMatches } from "#platform/secret-hash.js";
import { TryLock } from "#platform/try-lock.js";

type Attempt = { readonly name: string; readonly password: string; readonly address: string };

/**
 * By name from one address; by name from anywhere; by address with any name. A colleague's slips shut nobody else out, and
 * guesses from elsewhere do not shut out who signed in from here before (since the hub's start).
 */
const FREE_TRIES = { pair: 5, name: 25, address: 25 };
const MOST_LOCKS = 5_000;
const TOLD_EVERY_MS = 15 * 60_000;
const MOST_WAITING = 16;

/** Whether a name and a password belong together. It takes as long to say no to a name that nobody has. */
export class SignIn {
  readonly #people: Pick<People, "find">;
  readonly #clock: Clock;
  readonly #locks = new Map<string, TryLock>();
  /** Pairs of address and name that were right, the newest last. */
  readonly #proven = new Set<string>();
  readonly #told = new Map<string, number>();
  readonly #nobody: Promise<SecretHash> = hashSecret("nobody");
  #waiting = 0;
  /** One is tried after the other, or twenty at once would all be tried before the first is found wrong. */
  #trying: Promise<unknown> = Promise.resolve();

  constructor(people: Pick<People, "find">, clock: Clock) {
    this.#people = people;
    this.#clock = clock;
    this.#nobody.catch(() => {});
  }

  /** Whether somebody who is locked out is to be written down: once in a while, or the log would be theirs to fill. */
  isNews({ name, address }: Omit<Attempt, "password">): boolean {
    const key = `${subscriberOf(address)} ${this.#people.find(name) ? name : ""}`;
    const now = this.#clock.monotonic();
    if (now - (this.#told.get(key) ?? Number.NEGATIVE_INFINITY) < TOLD_EVERY_MS) return false;
    if (this.#told.size >= MOST_LOCKS) this.#told.clear();
    this.#told.set(key, now);
    return true;
  }

  /** Throws `sign_in.wrong`, `sign_in.locked`, and `request.too_many` while others wait. */
  async try(attempt: Attempt): Promise<Person> {
    if (this.#waiting >= MOST_WAITING) throw new AppError("request.too_many", "too many sign in at once");
    this.#waiting += 1;
    const tried = this.#trying.then(() => this.#tryOne(attempt));
    this.#trying = tried
      .catch(() => {})
      .then(() => {
        this.#waiting -= 1;
      });
    return tried;
  }

  async #tryOne({ name, password, address }: Attempt): Promise<Person> {
    const net = subscriberOf(address);
    const locks = this.#locksOf(name, net);
    const now = this.#clock.monotonic();
    if (locks.some((lock) => lock.lockedMs(now) > 0)) throw new AppError("sign_in.locked", "too many wrong passwords");
    const known = this.#people.find(name);
    const right = await secretMatches(password, known?.password ?? (await this.#nobody));
    if (known && right) {
      for (const lock of locks) lock.right();
      this.#prove(`${net} ${name}`);
      return known.person;
    }
    for (const lock of locks) lock.wrong(this.#clock.monotonic());
    throw new AppError("sign_in.wrong", "name or password is wrong");
  }

  #locksOf(name: string, net: string): TryLock[] {
    return [
      this.#lock(`pair ${net} ${name}`, FREE_TRIES.pair),
      ...(this.#proven.has(`${net} ${name}`) ? [] : [this.#lock(`name ${name}`, FREE_TRIES.name)]),
      this.#lock(`address ${net}`, FREE_TRIES.address),
    ];
  }

  #prove(pair: string): void {
    this.#proven.delete(pair);
    this.#proven.add(pair);
    const [oldest] = this.#proven;
    if (this.#proven.size > MOST_LOCKS && oldest !== undefined) this.#proven.delete(oldest);
  }

  #lock(key: string, freeTries: number): TryLock {
    const lock = this.#locks.get(key) ?? new TryLock(freeTries);
    // The one that was used last is forgotten last.
    this.#locks.delete(key);
    this.#locks.set(key, lock);
    const [oldest] = this.#locks.keys();
    if (this.#locks.size > MOST_LOCKS && oldest !== undefined) this.#locks.delete(oldest);
    return lock;
  }
}
