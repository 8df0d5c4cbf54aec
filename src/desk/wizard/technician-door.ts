import { randomBytes } from "node:crypto";
import type { PinFile } from "#desk/wizard/pin-file.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import { sameSecret } from "#platform/signing.js";
import { TryLock } from "#platform/try-lock.js";

/** `cookie` says which browser it is, `token` that its page is ours: no other site's page can know it. */
export type Session = { readonly cookie: string; readonly token: string; readonly technician: string };
type SignIn = { readonly pin: string; readonly technician: string; readonly takeOver: boolean };

const IDLE_MS = 10 * 60_000;

/** One technician at a time, until they leave, are idle for ten minutes, or another takes over. */
export class TechnicianDoor {
  readonly #pin: Pick<PinFile, "isSet" | "matches">;
  readonly #clock: Clock;
  /** For everyone: addresses are cheap. */
  readonly #lock = new TryLock();
  #session: Session | undefined;
  #activeAt = 0;
  /** One PIN is tried after the other, or twenty at once would all be tried before the first is found wrong. */
  #trying: Promise<unknown> = Promise.resolve();

  constructor(pin: Pick<PinFile, "isSet" | "matches">, clock: Clock) {
    this.#pin = pin;
    this.#clock = clock;
  }

  get session(): Session | undefined {
    return this.#session;
  }

  get lockedSeconds(): number {
    return Math.ceil(this.#lock.lockedMs(this.#clock.monotonic()) / 1_000);
  }

  get idleSecondsLeft(): number {
    return Math.max(0, Math.ceil((this.#activeAt + IDLE_MS - this.#clock.monotonic()) / 1_000));
  }

  /** Throws `pin.unset`, `pin.locked`, `pin.wrong`, and `session.busy` where somebody is at work. */
  async signIn({ pin, technician, takeOver }: SignIn): Promise<Session> {
    const tried = this.#trying.then(() => this.#try(pin));
    this.#trying = tried.catch(() => {});
    await tried;
    if (this.#session && !takeOver) throw new AppError("session.busy", "another technician is signed in");
    this.#session = { cookie: secret(), token: secret(), technician };
    this.touch();
    return this.#session;
  }

  /** The session of that browser. */
  of(cookie: string | undefined): Session | undefined {
    return this.#session && cookie && sameSecret(cookie, this.#session.cookie) ? this.#session : undefined;
  }

  touch(): void {
    this.#activeAt = this.#clock.monotonic();
  }

  close(): void {
    this.#session = undefined;
  }

  async #try(pin: string): Promise<void> {
    if (!this.#pin.isSet) throw new AppError("pin.unset", "no PIN is set");
    if (this.lockedSeconds > 0) throw new AppError("pin.locked", "too many wrong PINs");
    if (await this.#pin.matches(pin)) {
      this.#lock.right();
      return;
    }
    this.#lock.wrong(this.#clock.monotonic());
    throw new AppError("pin.wrong", "the PIN is wrong");
  }
}

const secret = (): string => randomBytes(32).toString("base64url");
