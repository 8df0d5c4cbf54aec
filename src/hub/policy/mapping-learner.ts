import type { Why } from "#contract/double-rating.js";
import type { Policy } from "#contract/policy.js";
import { type LearnedKeys, review } from "#hub/mapping/review.js";
import type { WardPatch } from "#hub/policy/ward-policy.js";
import type { AgreementReason } from "#hub/report/agreement/agreement.js";
import type { EventStore } from "#hub/store/event-store.js";
import type { Logger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";

type Parts = {
  readonly store: Pick<EventStore, "mappingPairs">;
  readonly policy: () => Policy;
  readonly log: Logger;
};

const EVERY_MS = 24 * 3_600_000;
const say = (code: AgreementReason): Why => ({ code, ...AGREEMENT_WORDS[code] });

/** Learns from the ward's pairs once a day; what it would have the policy say stands in `keys`. */
export class MappingLearner {
  readonly #parts: Parts;
  #keys: LearnedKeys;

  /** Goes on from what was published last. */
  constructor(parts: Parts) {
    this.#parts = parts;
    const { mapping, mode } = parts.policy();
    this.#keys = { mapping, mode };
  }

  get keys(): LearnedKeys {
    return this.#keys;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.review();
      await pause(EVERY_MS, signal);
    }
  }

  async review(): Promise<void> {
    const { store, policy, log } = this.#parts;
    const { k, recallFloor } = policy();
    const { pairs, days } = await store.mappingPairs();
    const { learned, step, keys } = review(pairs, { days, now: this.#keys, k, recallFloor, say });
    this.#keys = keys;
    const { outcome, odd } = learned;
    log.info({
      event: "mapping.reviewed",
      outcome,
      ...(outcome === "refused" ? { reason: learned.reason } : {}),
      ...(outcome === "not_enough" ? { missing: learned.missing } : {}),
      pairs: learned.pairs,
      oddCameras: odd.map(({ counter }) => counter),
      mode: step.mode,
      modeReason: step.reason,
    });
  }
}

/**
 * The ward's file wins, key by key. A file that names `mapping`, be it null, takes level and mode out of the hub's hands:
 * so does a rollback.
 */
export function withLearned(file: WardPatch, { mapping, mode }: LearnedKeys): WardPatch {
  if ("mapping" in file) return file;
  return { ...(mapping ? { mapping } : {}), ...(mode === "advisory" ? {} : { mode }), ...file };
}
