import type { StoreConfig } from "#hub/store/store-config.js";

export type BenchHubPlan = {
  readonly ward: string;
  readonly mqttUrl: string;
  /** Has the hub's key, which workers share. */
  readonly data: string;
  readonly devicesFile: string;
  readonly store: StoreConfig | { readonly kind: "none" };
  /** One of several workers. */
  readonly shared: boolean;
};
