import type { AuditLog } from "#hub/people/audit.js";
import { noteErasure } from "#hub/retention/erasures.js";
import type { EventStore } from "#hub/store/event-store.js";
import { verifyChains } from "#hub/store/verify-chains.js";

type Parts = {
  readonly store: Pick<EventStore, "heads" | "links" | "gaps" | "rekeyings">;
  readonly audit: Pick<AuditLog, "note">;
};

/**
 * Walks every chain after contents were erased, and notes what it found. By hashes and links alone: signatures, which take
 * long, are `hailong hub verify`'s.
 */
export async function proveErasure(
  { store, audit }: Parts,
  { before, events, person }: { before: string; events: number; person?: string },
): Promise<void> {
  const { chains, events: links, faults } = await verifyChains(store, new Map());
  const erased = { what: "events", before, count: events } as const;
  noteErasure(audit, erased, { proof: { chains, links, faults }, ...(person === undefined ? {} : { person }) });
}
