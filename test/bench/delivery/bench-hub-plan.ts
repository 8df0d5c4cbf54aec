export type BenchHubPlan = {
  readonly ward: string;
  readonly mqttUrl: string;
  readonly data: string;
  readonly devicesFile: string;
  readonly store: { readonly kind: "none" } | { readonly kind: "sqlite" };
};
