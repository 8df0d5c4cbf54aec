type Letter = { readonly topic: string; readonly payload: Buffer };
type Kept = { readonly device: string; readonly letter: Letter };

/** At the largest size of a message, 8 MiB. */
const MOST = 512;

/**
 * What devices sent that are not enrolled, newest last: enrolment then takes effect at once, not when the desk tries
 * again. Nothing of it is believed: when its device is enrolled, it is checked like any other. Bounded; the oldest go.
 */
export class Strangers {
  readonly #kept = new Map<string, Kept>();

  /** `key`: what is sent again under the same key takes the place of the one before. */
  keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    // A copy of its own: what arrived is a slice of whatever the network brought along with it.
    const { topic, payload } = kept.letter;
    this.#kept.set(key, { device: kept.device, letter: { topic, payload: Buffer.from(payload) } });
    if (this.#kept.size <= MOST) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Hands over what is of devices that are enrolled by now, in the order of its coming. */
  admit(enrolled: { readonly has: (device: string) => boolean }): Letter[] {
    const admitted = [...this.#kept].filter(([, { device }]) => enrolled.has(device));
    for (const [key] of admitted) this.#kept.delete(key);
    return admitted.map(([, { letter }]) => letter);
  }

  forget(): void {
    this.#kept.clear();
  }
}
