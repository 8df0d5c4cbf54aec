import { Gauge, type Registry } from "prom-client";
import type { EventStore } from "#hub/store/event-store.js";
import { isStoreFault } from "#hub/store/store-fault.js";

/** What the hub knows to be missing; absent while the store cannot be asked. */
export function addChainMetrics(registry: Registry, store: Pick<EventStore, "gaps">): void {
  new Gauge({
    name: "hailong_hub_missing_events",
    help: "Events that the hub knows to be missing and has asked for again",
    registers: [registry],
    async collect() {
      try {
        this.set((await store.gaps()).reduce((sum, { from, to }) => sum + to - from + 1, 0));
      } catch (error) {
        if (!isStoreFault(error)) throw error;
        this.reset();
      }
    },
  });
}
