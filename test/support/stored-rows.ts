import type { EventStore, StoredEvent } from "#hub/store/event-store.js";
import type { SignedEvent } from "./signing-client.js";

export const storedRow = ({ body, hash }: SignedEvent, receivedAt = "2026-03-02T08:15:00Z"): StoredEvent => ({
  event: JSON.parse(body),
  hash,
  body,
  receivedAt,
});

/** Stores events as they are given, whatever stands there. */
export async function append(store: Pick<EventStore, "commit">, events: readonly StoredEvent[]): Promise<void> {
  const chains = events.map(({ event: { device, epoch, seq } }) => ({ device, epoch, seqs: [seq] }));
  await store.commit(chains, () => ({ appends: events, park: [] }));
}
