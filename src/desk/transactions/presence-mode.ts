import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";
import type { TransactionDesk } from "#desk/transactions/transaction-desk.js";
import type { ZoneWatch } from "#desk/transactions/zone-watch.js";
import { isErrorCode } from "#platform/errors.js";

type Watched = { readonly counter: TransactionDesk; readonly zone: ZoneWatch; readonly applied: AppliedPolicy };

/**
 * For sites without integration: a person in the zone opens a transaction, an empty zone closes it. Off by default, and
 * only where consent is opt-in: the camera may open a window, the citizen alone starts the scoring in it.
 */
export function followPresence({ counter, zone, applied }: Watched, now: number): void {
  const { presence, consent } = applied.policy;
  if (!presence.enabled || consent !== "opt-in") return;
  const { current } = counter;
  if (current?.openedBy === "presence" && zone.emptyFor(now) >= presence.closeAfterSeconds * 1_000) {
    counter.closeAs("presence");
    return;
  }
  if (current || counter.held || zone.occupiedFor(now) < presence.openAfterSeconds * 1_000) return;
  try {
    counter.open({}, "presence");
  } catch (error) {
    if (!isErrorCode(error, "ledger.full")) throw error;
  }
}
