import { type EventData, roundTime } from "#contract/event.js";
import { levelOf } from "#contract/mapping.js";
import type { LedgerChange, TransactionRow } from "#desk/ledger/ledger.js";
import { NO_WINDOW, type WindowResult } from "#desk/scoring/window-result.js";
import type { ClosedBy, Ending, OpenTransaction, Outcome } from "#desk/transactions/open-transaction.js";
import type { Clock } from "#platform/clock.js";

type Closing = { readonly closedBy: ClosedBy; readonly clock: Clock; readonly model: string | undefined };

/**
 * The window's result, or the reason why there was none, as the event to publish. `opened` is counted back from now on
 * the monotonic clock, so that a stepped wall clock cannot make a transaction end before it began.
 */
export function conclude(transaction: OpenTransaction, { closedBy, clock, model }: Closing): Ending {
  const { number, policy } = transaction.applied;
  const now = clock.now();
  const facts = {
    ...identity(transaction.row),
    opened: roundTime(now - (clock.monotonic() - transaction.openedAt), policy.grainMinutes),
    closed: roundTime(now, policy.grainMinutes),
    closedBy,
    policy: number,
  };
  const result = resultOf(transaction, clock.monotonic());
  if (result.outcome === "abstention" || model === undefined) {
    const { windowSeconds, coverage, reasonSeconds } = result;
    const reason = result.outcome === "abstention" ? result.reason : "eye_down";
    return { kind: "abstention", data: { ...facts, windowSeconds, coverage, reasonSeconds, reason } };
  }
  const { outcome: _, ...scored } = result;
  const { mapping, mode } = policy;
  const level = mapping ? { level: levelOf(mapping, scored.statistics), calibrated: true as const } : { level: null };
  return { kind: "score", data: { ...facts, ...scored, ...level, mode, model } };
}

/** For a transaction that a killed desk left behind: its readings died with the process. */
export function concludeLeftOpen(row: TransactionRow, now: number, applied: OpenTransaction["applied"]): Ending {
  return {
    kind: "abstention",
    data: {
      ...identity(row),
      opened: row.opened,
      // The clock may have been set back while the desk was down.
      closed: roundTime(Math.max(now, Date.parse(row.opened)), applied.policy.grainMinutes),
      closedBy: "restart",
      policy: applied.number,
      ...NO_WINDOW,
      reason: "restarted",
    },
  };
}

export function cancelled(transaction: OpenTransaction, clock: Clock): EventData["cancelled"] {
  const { grainMinutes } = transaction.applied.policy;
  const now = clock.now();
  return {
    ...identity(transaction.row),
    opened: roundTime(now - (clock.monotonic() - transaction.openedAt), grainMinutes),
    closed: roundTime(now, grainMinutes),
  };
}

function resultOf({ scoring }: OpenTransaction, at: number): WindowResult {
  if (scoring.state === "running") return scoring.window.close(at);
  const reason = scoring.state === "waiting" ? "no_consent" : scoring.reason;
  return { ...NO_WINDOW, outcome: "abstention", reason };
}

export function identity(row: TransactionRow): Pick<EventData["cancelled"], "token" | "procedure" | "field"> {
  return {
    token: row.token,
    ...(row.procedure ? { procedure: row.procedure } : {}),
    ...(row.field ? { field: row.field } : {}),
  };
}

export const outcomeOf = (ending: Ending): Outcome => (ending.kind === "score" ? "recorded" : "abstained");

/** What the ledger takes of an ending, in one commit. */
export const closingOf = (id: string, ending: Ending): Pick<LedgerChange, "conclude" | "events"> => ({
  conclude: { id, state: outcomeOf(ending) },
  events: [{ ...ending, time: ending.data.closed }],
});
