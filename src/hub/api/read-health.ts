import type { HubHealth } from "#contract/http.js";

type Signs = {
  readonly connected: boolean;
  readonly storeFault: "full" | "unavailable" | undefined;
  readonly devicesFileBroken: boolean;
  readonly policyFileBroken: boolean;
  readonly desks: HubHealth["desks"];
  readonly waiting: number;
};

export function readHealth({ desks, waiting, ...signs }: Signs): HubHealth {
  const alarms: HubHealth["alarms"] = [];
  if (!signs.connected) alarms.push("mqtt_offline");
  if (signs.storeFault) alarms.push(`store_${signs.storeFault}`);
  if (signs.devicesFileBroken) alarms.push("devices_file_invalid");
  if (signs.policyFileBroken) alarms.push("policy_file_invalid");
  return { status: alarms.length > 0 ? "degraded" : "ok", alarms, desks, waiting };
}
