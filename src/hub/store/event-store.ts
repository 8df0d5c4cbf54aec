import type { HailongEvent } from "#contract/event.js";
import type { Rekeying } from "#hub/enrolment/key-ring.js";
import type { Pairs } from "#hub/report/agreement/agreement.js";
import type { TapFacts } from "#hub/report/integrity.js";
import type { FieldScores, Release, Tally } from "#hub/report/summary.js";
import type { MappingPairs } from "#hub/store/mapping-rows.js";
import type { PublishedPolicy } from "#hub/store/policy-rows.js";

/** An event that passed every check, as it is kept. */
export type StoredEvent = {
  readonly event: HailongEvent;
  readonly hash: string;
  /** Canonical JSON with the signature. */
  readonly body: string;
  /** Rounded to the policy's grain. */
  readonly receivedAt: string;
};

export type EpochHead = {
  readonly device: string;
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
};

/**
 * Where a hub keeps events. `append` is one transaction that is durable when it resolves, and rejects with `ledger.full`
 * having changed nothing. One process writes.
 */
export type EventStore = AsyncDisposable & {
  readonly append: (events: readonly StoredEvent[]) => Promise<void>;
  /** Of every epoch; per device, the one that grew last comes last. */
  readonly heads: () => Promise<readonly EpochHead[]>;
  readonly hashAt: (device: string, epoch: string, seq: number) => Promise<string | undefined>;
  /** Every handover of a desk's key, in the order in which they came. Their content is not erased. */
  readonly rekeyings: () => Promise<readonly Rekeying[]>;
  readonly tally: () => Promise<Tally>;
  readonly tapFacts: () => Promise<TapFacts>;
  /**
   * Releases the means that are due, and remembers them, so that the next mean of a field differs by at least k
   * transactions: one transaction, for two readers must not release two means of the same moment. → fields afterwards.
   */
  readonly release: (due: (fields: readonly FieldScores[]) => readonly Release[]) => Promise<readonly FieldScores[]>;
  /** Releases the pairs of a score and a tap that are fresh, all together, when they are due. → pairs afterwards. */
  readonly releasePairs: (due: (pairs: Pairs) => boolean) => Promise<Pairs>;
  /** What a mapping is learned from. */
  readonly mappingPairs: () => Promise<MappingPairs>;
  readonly lastPolicy: () => Promise<PublishedPolicy | undefined>;
  readonly savePolicy: (policy: PublishedPolicy) => Promise<void>;
};
