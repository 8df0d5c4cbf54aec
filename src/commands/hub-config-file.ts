import { z } from "zod";
import { logLevelSchema } from "#commands/log-level.js";
import { type HubConfig, hubSections, resolveHubPaths } from "#hub/hub-config.js";
import { besideConfig, readConfig } from "#platform/config-file.js";
import type { LogLevel } from "#platform/logger.js";

/** hub.yaml: what one ward hub needs. */
const hubFileSchema = z.strictObject({ ...hubSections, log: logLevelSchema });

/** Reads hub.yaml; its relative paths are resolved against its own folder. */
export function readHubConfig(file: string): { log: LogLevel; hub: HubConfig } {
  const { log, ...hub } = readConfig(file, hubFileSchema);
  return { log, hub: resolveHubPaths(hub, (path) => besideConfig(file, path)) };
}
