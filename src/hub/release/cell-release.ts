import { roundTime } from "#contract/event.js";
import type { Policy } from "#contract/policy.js";
import type { ReleaseConfig } from "#hub/release/release-config.js";
import type { ReleaseMark } from "#hub/release/release-mark.js";
import { choosePairs } from "#hub/report/lattice/choose-pairs.js";
import { cutMonth, cutTogether, cutWeek } from "#hub/report/lattice/cut-cells.js";
import { isOver, orderOf, type Part } from "#hub/report/lattice/place-in-time.js";
import type { EventStore } from "#hub/store/event-store.js";
import { despiteStoreFault, isStoreFault } from "#hub/store/store-fault.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";

type Parts = {
  readonly store: Pick<
    EventStore,
    "count" | "lastReleased" | "openParts" | "makeCells" | "unpairedMonths" | "makePairs"
  >;
  readonly mark: ReleaseMark;
  readonly when: ReleaseConfig["when"];
  readonly policy: () => Pick<Policy, "k" | "grainMinutes">;
  readonly clock: Clock;
  readonly log: Logger;
};

/** Seldom enough that the moment of a change points at no citizen. */
const EVERY_MS = 5 * 60_000;

/** Makes transactions into cells, each once; what is published is made of cells. */
export class CellRelease {
  readonly #parts: Parts;
  #running: Promise<void> | undefined;
  #sealed = "";

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.review();
      await pause(EVERY_MS, signal);
    }
  }

  /** Where workers share a store: each may be the next to release, and is to know then how far the others had come. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await despiteStoreFault(this.#note());
      await pause(EVERY_MS, signal);
    }
  }

  /** Before somebody looks: where cells are made in batches, what is due by then is in them. */
  async beforeLook(): Promise<void> {
    if (this.#parts.when === "batch") await this.review();
  }

  /** On a full disk, and while the store is away, what was released before stands. */
  review(): Promise<void> {
    this.#running ??= this.#review().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #review(): Promise<void> {
    try {
      await this.#parts.store.count(this.#parts.policy().grainMinutes);
      await this.#makeAll();
    } catch (error) {
      if (!isStoreFault(error)) throw error;
    }
  }

  /** → up to which part nothing is released any more. */
  async #note(): Promise<string> {
    const { store, mark, log } = this.#parts;
    const sealed = mark.note(await store.lastReleased());
    if (sealed !== this.#sealed) log.warn({ event: "cells.sealed", until: sealed });
    this.#sealed = sealed;
    return sealed;
  }

  async #makeAll(): Promise<void> {
    const { store, when, policy, clock, log } = this.#parts;
    const { k, grainMinutes } = policy();
    const now = clock.now();
    const releasedAt = roundTime(now, grainMinutes);
    const sealed = await this.#note();
    const isFree = (part: Part): boolean => orderOf(part) > sealed;
    const [inBatches, parts] = [when === "batch", (await store.openParts()).filter(isFree)];
    let cells = 0;
    for (const part of parts) {
      const over = isOver(part, now);
      const cut = inBatches ? cutTogether : cutWeek;
      if (over || inBatches)
        cells += await store.makeCells({ part, sealed, over, k, cut: (units) => cut(units, k), releasedAt });
    }
    for (const part of wholeMonths(parts).filter((month) => isOver(month, now)))
      cells += await store.makeCells({ part, sealed, over: true, k, cut: (units) => cutMonth(units, k), releasedAt });
    for (const month of await store.unpairedMonths()) {
      if (!isFree({ month, week: null })) continue;
      if (!inBatches && !isOver({ month, week: null }, now)) continue;
      if (await store.makePairs({ month, k, choose: (unpaired) => choosePairs(unpaired, k), releasedAt })) cells += 1;
    }
    if (cells > 0) await this.#note();
    if (cells > 0) log.info({ event: "cells.released", cells });
  }
}

const wholeMonths = (parts: readonly Part[]): Part[] =>
  [...new Set(parts.map(({ month }) => month))].map((month) => ({ month, week: null }));
