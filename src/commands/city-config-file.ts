import { z } from "zod";
import { logLevelSchema } from "#commands/log-level.js";
import { type CityHubConfig, cityHubSections, resolveCityPaths } from "#hub/city/city-hub-config.js";
import { besideConfig, readConfig } from "#platform/config-file.js";
import type { LogLevel } from "#platform/logger.js";

const cityFileSchema = z.strictObject({ ...cityHubSections, log: logLevelSchema });

/** Reads city.yaml; its relative paths are resolved against its own folder. */
export function readCityConfig(file: string): { log: LogLevel; city: CityHubConfig } {
  const { log, ...city } = readConfig(file, cityFileSchema);
  return { log, city: resolveCityPaths(city, (path) => besideConfig(file, path)) };
}
