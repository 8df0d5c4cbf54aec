import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { REJECTION_REASONS } from "#contract/rejection.js";
import type { BatchReport } from "#hub/ingest/ingest.js";

export type MetricSources = {
  readonly rejected: () => ReadonlyMap<string, number>;
  readonly waiting: () => number;
  readonly connected: () => boolean;
  readonly storeFault: () => "full" | "unavailable" | undefined;
  readonly desks: () => { readonly enrolled: number; readonly online: number; readonly revoked: number };
};
export type Metrics = { readonly registry: Registry; readonly onBatch: (batch: BatchReport) => void };

/** Of the ingest and the fleet only: nothing in here tells how satisfied anyone is. A registry of each hub's own. */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name: `hailong_hub_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  const events = new Counter({
    name: "hailong_hub_events_total",
    help: "Events of enrolled desks by what became of them: stored, duplicate, early (a predecessor was missing)",
    labelNames: ["outcome"],
    registers,
  });
  const batchEvents = new Histogram({
    name: "hailong_hub_batch_events",
    help: "Events stored in one commit",
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers,
  });
  const commitSeconds = new Histogram({
    name: "hailong_hub_commit_seconds",
    help: "Time of one commit",
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
    registers,
  });
  new Counter({
    name: "hailong_hub_rejected_total",
    help: "Messages that were not an event of an enrolled desk, by reason",
    labelNames: ["reason"],
    registers,
    collect() {
      this.reset();
      // Said at zero too: Prometheus sees no increase in a series that begins at one.
      for (const reason of REJECTION_REASONS) this.inc({ reason }, sources.rejected().get(reason) ?? 0);
    },
  });
  gauge("waiting_events", "Events received and not yet committed", sources.waiting);
  gauge("connected", "1 while connected to the broker", () => Number(sources.connected()));
  gauge("store_full", "1 while the store's disk is full", () => Number(sources.storeFault() === "full"));
  gauge("store_unavailable", "1 while the store cannot be reached or used", () =>
    Number(sources.storeFault() === "unavailable"),
  );
  gauge("desks_enrolled", "Desks in the devices file", () => sources.desks().enrolled);
  gauge("desks_revoked", "Desks that are no longer believed", () => sources.desks().revoked);
  gauge("desks_online", "Enrolled desks that say they are there", () => sources.desks().online);
  const onBatch = ({ stored, duplicates, early, commitSeconds: seconds }: BatchReport): void => {
    events.inc({ outcome: "stored" }, stored);
    events.inc({ outcome: "duplicate" }, duplicates);
    events.inc({ outcome: "early" }, early);
    if (stored === 0) return;
    batchEvents.observe(stored);
    commitSeconds.observe(seconds);
  };
  return { registry, onBatch };
}
