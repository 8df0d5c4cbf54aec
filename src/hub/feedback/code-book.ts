import { feedbackCodeSource } from "#contract/feedback.js";
import type { EventStore } from "#hub/store/event-store.js";
import { halfHash, sha256Hex } from "#platform/signing.js";

/** Some weeks of a ward. An older code is nobody's any more. */
const MOST = 20_000;
/** Workers commit side by side: what has a lower place may come a little later. */
const OVERLAP = 1_000;

/** What is kept of a code: it does not lead back to it, nor to the token that it was made of. */
export const hashOfCode = (code: string): string => sha256Hex(`hailong feedback code ${code}`);

/** The codes of the transactions that arrived last, in memory alone. */
export class CodeBook {
  readonly #store: Pick<EventStore, "newestTokens">;
  /** hash → place */
  readonly #known = new Map<string, number>();
  #last = 0;

  constructor(store: Pick<EventStore, "newestTokens">) {
    this.#store = store;
  }

  has(hash: string): boolean {
    return this.#known.has(hash);
  }

  /** Learns what has arrived since. */
  async refresh(): Promise<void> {
    const rows = await this.#store.newestTokens(Math.max(0, this.#last - OVERLAP), MOST);
    for (const { place, token } of rows.toReversed()) {
      // Of what was erased nothing is known.
      if (token.includes("/")) continue;
      this.#known.set(hashOfCode(halfHash(feedbackCodeSource(token))), place);
      this.#last = Math.max(this.#last, place);
    }
    for (const hash of this.#known.keys()) {
      if (this.#known.size <= MOST) break;
      this.#known.delete(hash);
    }
  }
}
