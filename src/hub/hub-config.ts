import { z } from "zod";
import { slugSchema } from "#contract/identifiers.js";
import { apiSchema } from "#hub/api/api-config.js";
import { citySchema } from "#hub/city/city-config.js";
import { batchSchema } from "#hub/ingest/batch-config.js";
import { workersSchema } from "#hub/ingest/workers-config.js";
import { officeSchema } from "#hub/office/office-config.js";
import { letterheadSchema } from "#hub/paper/letterhead.js";
import { releaseSchema } from "#hub/release/release-config.js";
import { STORE_FILES, storeSchema } from "#hub/store/store-config.js";
import { resolvePaths } from "#platform/config-file.js";
import { AppError } from "#platform/errors.js";
import { MQTT_FILES } from "#platform/mqtt-files.js";
import { mqttSchema } from "#platform/mqtt-link.js";

/** The hub's keys of hub.yaml. */
export const hubSections = {
  ward: slugSchema,
  data: z.string().min(1).describe("folder of the store, the hub key and the API token"),
  mqtt: mqttSchema,
  devicesFile: z.string().min(1).describe("YAML list of the enrolled desks: {device, counter, publicKey}"),
  policyFile: z.string().min(1).optional().describe("YAML of the policy keys that this ward sets; published signed"),
  catalogueFile: z
    .string()
    .min(1)
    .optional()
    .describe("YAML of what people call the fields and procedures; default: device/procedures.yaml"),
  issuedCertificates: z
    .string()
    .min(1)
    .optional()
    .describe("folder of what counters were given (desk-COUNTER.crt, one-stop-COUNTER.crt); metrics tell their ends"),
  city: citySchema.optional().describe("whose policy stands below the ward's own; without it none is taken"),
  api: apiSchema
    .extend({
      pages: z
        .boolean()
        .optional()
        .describe("serves the office's pages and writes its reports; default: true, of several workers false"),
    })
    .prefault({}),
  batch: batchSchema.prefault({}),
  store: storeSchema.prefault({ kind: "sqlite" }),
  workers: workersSchema.optional().describe("several processes that are one hub, on one PostgreSQL"),
  keyFile: z
    .string()
    .min(1)
    .optional()
    .describe("the hub's key, which all its workers share; default: hub.key in data"),
  release: releaseSchema.prefault({}).describe("when released figures move; either way in steps of at least k"),
  letterhead: letterheadSchema.prefault({}).describe("at the head and foot of printed reports and letters"),
  office: officeSchema.prefault({}),
  retention: z
    .strictObject({
      contentMonths: z
        .int()
        .min(1)
        .optional()
        .describe("contents are erased after so many whole months; default: never"),
      feedbackMonths: z.int().min(1).max(120).default(12).describe("what citizens wrote is erased after so many"),
      auditMonths: z.int().min(3).max(240).default(24).describe("who did what is let go after so many"),
    })
    .prefault({}),
};

export type HubConfig = z.infer<z.ZodObject<typeof hubSections>>;

const PATHS = ["data", "devicesFile", "policyFile", "catalogueFile", "issuedCertificates", "keyFile"] as const;

/** Resolves the paths, which are relative to the configuration file. */
export function resolveHubPaths(config: HubConfig, beside: (path: string) => string): HubConfig {
  if (config.workers && config.store.kind !== "postgres") {
    throw new AppError("config.invalid", `workers: expected store.kind postgres, got ${config.store.kind}`, {
      remedy: "Give the workers one PostgreSQL, or leave out `workers`",
    });
  }
  if (config.workers && config.keyFile === undefined) {
    throw new AppError("config.invalid", "keyFile: expected the file of the key that all workers share, got nothing", {
      remedy: "Copy one worker's hub.key to each of them: desks pin one key",
    });
  }
  return {
    ...resolvePaths(config, PATHS, beside),
    store: config.store.kind === "postgres" ? resolvePaths(config.store, STORE_FILES, beside) : config.store,
    api: {
      ...resolvePaths(config.api, ["tokenFile"], beside),
      ...(config.api.tls ? { tls: resolvePaths(config.api.tls, ["certFile", "keyFile"], beside) } : {}),
    },
    mqtt: resolvePaths(config.mqtt, MQTT_FILES, beside),
  };
}
