import { roundTime } from "#contract/event.js";
import type { Policy } from "#contract/policy.js";
import type { Released } from "#hub/api/read-released.js";
import { WardAggregate } from "#hub/city/ward-aggregate.js";
import { WardCells } from "#hub/city/ward-cells.js";
import type { Publish } from "#hub/ingest/receipts.js";
import { ALL_MONTHS } from "#hub/store/cells/cell-store.js";
import type { EventStore } from "#hub/store/event-store.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";
import type { SigningKey } from "#platform/signing.js";

type Parts = {
  readonly ward: string;
  readonly key: SigningKey;
  readonly store: Pick<EventStore, "cells">;
  readonly policy: () => Policy;
  readonly released: () => Promise<Released>;
  readonly publish: Publish;
  readonly clock: Clock;
  readonly log: Logger;
};
export type CityNews = { readonly aggregate: WardAggregate; readonly cells: WardCells };

/** What the city hears of this ward, signed and at rounded times: what is released, and nothing else. */
export function openCityNews({ ward, key, store, policy, released, publish, clock, log }: Parts): CityNews {
  const madeAt = (): string => roundTime(clock.now(), policy().grainMinutes);
  const shared = { ward, key, madeAt, publish, log };
  return {
    aggregate: new WardAggregate({ ...shared, k: () => policy().k, released }),
    cells: new WardCells({ ...shared, cells: () => store.cells(ALL_MONTHS) }),
  };
}
