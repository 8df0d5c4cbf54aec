import type { HailongEvent } from "#contract/event.js";
import type { Rekeying } from "#hub/enrolment/key-ring.js";
import type { TapFacts } from "#hub/report/integrity.js";
import type { Span } from "#hub/report/period.js";
import type { Tally } from "#hub/report/summary.js";
import type { CellStore } from "#hub/store/cells/cell-store.js";
import type { ChainHead, EpochHead, EpochOf, Gap } from "#hub/store/chain.js";
import type { MappingPairs } from "#hub/store/mapping-rows.js";
import type { PlacedToken } from "#hub/store/newest-tokens.js";
import type { PublishedPolicy } from "#hub/store/policy-rows.js";
import type { TransactionFact } from "#hub/store/transaction-facts.js";

/** An event that passed every check, as it is kept. */
export type StoredEvent = {
  readonly event: HailongEvent;
  readonly hash: string;
  /** Canonical JSON with the signature. */
  readonly body: string;
  /** Rounded to the policy's grain. */
  readonly receivedAt: string;
};

/** A chain, and those of its events whose hashes a decision may ask for. */
export type AskedChain = EpochOf & { readonly seqs: readonly number[] };

/** What is stored of the chains that were asked about, and stays so until the decision is carried out. */
export type Known = {
  readonly headOf: (chain: EpochOf) => ChainHead;
  readonly hashAt: (chain: EpochOf, seq: number) => string | undefined;
  /** Events that came early, to any worker, and still wait for the one before. */
  readonly parked: readonly StoredEvent[];
};
/** `park`: to be kept until the one before is there, by whichever worker. Only where workers share a store. */
export type Decision = { readonly appends: readonly StoredEvent[]; readonly park: readonly StoredEvent[] };

/** One place of a chain as it is kept; no body where the content was erased. */
export type KeptLink = { readonly seq: number; readonly hash: string; readonly body: string | null };

/**
 * Where a hub keeps events. Rejects with a fault of the store (`isStoreFault`) when it cannot be used for now: nothing
 * was changed then, or it is as if the answer had been lost, and the same can be asked again.
 */
export type EventStore = AsyncDisposable &
  CellStore & {
    /** One transaction: looks at chains, asks what to store of them, stores it. Durable when it resolves. */
    readonly commit: <D extends Decision>(
      chains: readonly AskedChain[],
      /** May be asked again, where another worker was quicker. */
      decide: (known: Known) => D,
    ) => Promise<D>;
    /** Of every epoch; per device, the one that grew last comes last. */
    readonly heads: () => Promise<readonly EpochHead[]>;
    /** In their order, those after `after`, so many at most. */
    readonly links: (chain: EpochOf, after: number, most: number) => Promise<readonly KeptLink[]>;
    /** Open gaps. What fills one closes it. */
    readonly gaps: () => Promise<readonly Gap[]>;
    /** Something up to `to` exists, and the hub does not have it. Of a device the newest few such chains are remembered. */
    readonly noteGap: (chain: EpochOf, to: number) => Promise<void>;
    /** Every handover of a desk's key, in the order in which they came. Their content is not erased. */
    readonly rekeyings: () => Promise<readonly Rekeying[]>;
    /** Of this moment: what was counted, and what came since; of these months, or of all time. */
    readonly tally: (span?: Span) => Promise<Tally>;
    /** As of the last counting. */
    readonly tapFacts: (span?: Span) => Promise<TapFacts>;
    /** Counts what came since the last time, so that nobody who looks has to. */
    readonly count: (grainMinutes: number) => Promise<void>;
    /** Of those of these transactions that are known and not erased, in no order. */
    readonly transactions: (tokens: readonly string[]) => Promise<readonly TransactionFact[]>;
    /** Of transactions that arrived after that place, not cancelled, the newest first; so many at most. */
    readonly newestTokens: (after: number, most: number) => Promise<readonly PlacedToken[]>;
    /** What a mapping is learned from: transactions in released cells. */
    readonly mappingPairs: () => Promise<MappingPairs>;
    /** All that were published, the oldest first. */
    readonly policies: () => Promise<readonly PublishedPolicy[]>;
    /** → false when another has taken that number. */
    readonly savePolicy: (policy: PublishedPolicy) => Promise<boolean>;
    /**
     * Erases the contents of events received before that month (`2026-03`): bodies, tokens, counters and times of taps. Hashes
     * and what the figures count stay. → events whose body was erased.
     */
    readonly erase: (month: string) => Promise<number>;
    /** Runs the work in one process at a time of all that share the store, here whenever it is this one's turn. */
    readonly lead: (work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal) => Promise<void>;
    /** False after the store could not be reached, until it can be again. */
    readonly reachable: () => boolean;
  };
