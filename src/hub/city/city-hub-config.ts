import { z } from "zod";
import { slugSchema } from "#contract/identifiers.js";
import { apiSchema } from "#hub/api/api-config.js";
import { officeSchema } from "#hub/office/office-config.js";
import { resolvePaths } from "#platform/config-file.js";
import { MQTT_FILES } from "#platform/mqtt-files.js";
import { mqttSchema } from "#platform/mqtt-link.js";

/** The keys of city.yaml. */
export const cityHubSections = {
  city: slugSchema.describe("as in the topic hailong/v1/{city}/policy"),
  office: officeSchema.pick({ name: true }).prefault({}).describe("the city as its page calls it"),
  data: z.string().min(1).describe("folder of the cells that wards have released, and of the tokens of whoever reads"),
  mqtt: mqttSchema,
  wardsFile: z.string().min(1).describe("YAML list of the wards that are believed: {ward, publicKey}"),
  catalogueFile: z.string().min(1).optional().describe("YAML of what people call the fields and procedures"),
  k: z.int().min(10).max(1_000).default(10).describe("the least that a figure stands for"),
  leastCell: z
    .int()
    .min(1)
    .max(1_000)
    .default(5)
    .describe("a ward's cell of fewer is refused; as low as a ward may set k on its page"),
  recallFloor: z.number().min(0).max(1).default(0.5).describe("as in a policy, for the mode that pooled pairs support"),
  auditMonths: z.int().min(3).max(240).default(24).describe("who did what is let go after so many"),
  api: apiSchema.prefault({}),
};
export type CityHubConfig = z.infer<z.ZodObject<typeof cityHubSections>>;

/** Resolves the paths, which are relative to the configuration file. */
export const resolveCityPaths = (config: CityHubConfig, beside: (path: string) => string): CityHubConfig => ({
  ...resolvePaths(config, ["data", "wardsFile", "catalogueFile"], beside),
  api: {
    ...config.api,
    ...(config.api.tls ? { tls: resolvePaths(config.api.tls, ["certFile", "keyFile"], beside) } : {}),
  },
  mqtt: resolvePaths(config.mqtt, MQTT_FILES, beside),
});
