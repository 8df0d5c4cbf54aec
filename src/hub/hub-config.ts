import { z } from "zod";
import { slugSchema } from "#contract/identifiers.js";
import { apiSchema } from "#hub/api/api-config.js";
import { citySchema } from "#hub/city/city-config.js";
import { batchSchema } from "#hub/ingest/batch-config.js";
import { resolvePaths } from "#platform/config-file.js";
import { MQTT_FILES } from "#platform/mqtt-files.js";
import { mqttSchema } from "#platform/mqtt-link.js";

/** The hub's keys of hub.yaml. */
export const hubSections = {
  ward: slugSchema,
  data: z.string().min(1).describe("folder of the store, the hub key and the API token"),
  mqtt: mqttSchema,
  devicesFile: z.string().min(1).describe("YAML list of the enrolled desks: {device, counter, publicKey}"),
  policyFile: z.string().min(1).optional().describe("YAML of the policy keys that this ward sets; published signed"),
  city: citySchema.optional().describe("whose policy stands below the ward's own; without it none is taken"),
  api: apiSchema.prefault({}),
  batch: batchSchema.prefault({}),
};

export type HubConfig = z.infer<z.ZodObject<typeof hubSections>>;

/** Resolves the paths, which are relative to the configuration file. */
export function resolveHubPaths(config: HubConfig, beside: (path: string) => string): HubConfig {
  return {
    ...resolvePaths(config, ["data", "devicesFile", "policyFile"], beside),
    api: resolvePaths(config.api, ["tokenFile"], beside),
    mqtt: resolvePaths(config.mqtt, MQTT_FILES, beside),
  };
}
