import { layerPatches } from "#contract/policy.js";
import type { WardAggregate } from "#hub/city/ward-aggregate.js";
import type { WardCells } from "#hub/city/ward-cells.js";
import { watchFiles } from "#hub/enrolment/watch-files.js";
import { MappingLearner, withLearned } from "#hub/policy/mapping-learner.js";
import { keepRetention } from "#hub/policy/retention.js";
import type { WardPatch, WardPolicy } from "#hub/policy/ward-policy.js";
import type { CellRelease } from "#hub/release/cell-release.js";
import type { EventStore } from "#hub/store/event-store.js";
import { despiteStoreFault } from "#hub/store/store-fault.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";
import { runUntilAbort } from "#platform/tasks.js";

type Parts = {
  readonly store: EventStore;
  readonly policy: WardPolicy;
  /** What the ward sets, in its file or on its page. */
  readonly wardPatch: () => WardPatch;
  /** What the city proposes. */
  readonly cityPatch: () => WardPatch;
  readonly aggregate: WardAggregate;
  readonly cells: WardCells;
  readonly release: CellRelease;
  /** Writes the reports that are due. Of several workers the one with the pages does, which need not be the one that leads. */
  readonly keepReports: ((signal: AbortSignal) => Promise<void>) | undefined;
  readonly contentMonths: number | undefined;
  readonly onErased: (erased: { readonly before: string; readonly events: number }) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
};

/** What a ward has only once, however many workers serve it: its policy, what is learned, what its city is told, what is erased. */
export class WardLeader {
  readonly #parts: Parts;
  #leads = false;
  #setPolicy: () => Promise<void> = async () => {};

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get leads(): boolean {
    return this.#leads;
  }

  /** After a connection: the broker may have lost what it retained. */
  sayAgain(): void {
    if (!this.#leads) return;
    void this.#parts.policy.publish();
    void this.#parts.aggregate.publish();
    void this.#parts.cells.publish();
  }

  /** What was set a moment ago is not to wait for the next look. */
  applyPolicy(): Promise<void> {
    return this.#setPolicy();
  }

  run(signal: AbortSignal): Promise<void> {
    return this.#parts.store.lead((turn) => this.#lead(turn), signal);
  }

  async #lead(signal: AbortSignal): Promise<void> {
    const {
      store,
      policy,
      wardPatch,
      cityPatch,
      aggregate,
      cells,
      release,
      keepReports,
      contentMonths,
      onErased,
      clock,
      log,
    } = this.#parts;
    await policy.refresh();
    const learner = new MappingLearner({ store, policy: () => policy.applied, log });
    this.#setPolicy = () => policy.set(withLearned(layerPatches(cityPatch(), wardPatch()), learner.keys));
    this.#leads = true;
    try {
      // The one before may have ended between numbering and publishing.
      void policy.publish();
      // No cell under a k that the ward raised while nobody led.
      await despiteStoreFault(this.#setPolicy());
      // What is learned and what the city is told are made of it.
      await release.review();
      await runUntilAbort(signal, [
        (s) => release.run(s),
        (s) => watchFiles(this.#setPolicy, s),
        (s) => learner.run(s),
        (s) => aggregate.run(s),
        (s) => cells.run(s),
        async (s) => keepReports?.(s),
        (s) => keepRetention({ store, contentMonths, onErased, clock, log }, s),
      ]);
    } finally {
      this.#leads = false;
      this.#setPolicy = async () => {};
    }
  }
}
