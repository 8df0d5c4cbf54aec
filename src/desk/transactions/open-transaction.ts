import type { AbstentionReason, EventData } from "#contract/event.js";
import type { TransactionRow } from "#desk/ledger/ledger.js";
import type { ScoringWindow } from "#desk/scoring/scoring-window.js";
import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";

export type ClosedBy = EventData["score"]["closedBy"];

/** Whether this citizen is scored: `waiting` for consent, `running`, or `off` for good, and why. */
export type Scoring =
  | { readonly state: "waiting" }
  | { readonly state: "running"; readonly number: number; readonly window: ScoringWindow }
  | { readonly state: "off"; readonly reason: AbstentionReason };

/** How an open transaction ended; it waits here while the ledger has no space to take it. */
export type Ending =
  | { readonly kind: "score"; readonly data: EventData["score"] }
  | { readonly kind: "abstention"; readonly data: EventData["abstention"] };

export type OpenTransaction = {
  readonly row: TransactionRow;
  /** On the monotonic clock, ms. */
  readonly openedAt: number;
  /** As it was at the opening: a window is judged by one policy. */
  readonly applied: AppliedPolicy;
  readonly openedBy: "request" | "presence";
  scoring: Scoring;
  ending?: Ending;
};

/** What callers are answered: never a score. */
export type Outcome = "recorded" | "abstained";
export type Opened = { readonly id: string; readonly token: string };
export type ConsentAnswer = { readonly id: string; readonly scoring: boolean };
/** Times are monotonic ms; `openedAt` is not known of what another process opened. */
export type Closed = {
  readonly row: TransactionRow;
  readonly openedAt: number | undefined;
  readonly closedAt: number;
};
