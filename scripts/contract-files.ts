import { stringify } from "yaml";
import { asyncApi } from "#contract/asyncapi.js";
import { CONTRACT_PARTS, jsonSchemaOf } from "#contract/json-schemas.js";
import { cityOpenApi, deskOpenApi, hubOpenApi } from "#contract/openapi.js";

/** The contract's own version: that of its topics (`hailong/v1`) and event types, not of the program. */
const CONTRACT_VERSION = "1.0.0";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const yaml = (value: unknown): string => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });

/** What stands under docs/contract: path → text. */
export function contractFiles(): ReadonlyMap<string, string> {
  const files = new Map([
    ["asyncapi.yaml", yaml(asyncApi(CONTRACT_VERSION))],
    ["openapi-desk.yaml", yaml(deskOpenApi(CONTRACT_VERSION))],
    ["openapi-city.yaml", yaml(cityOpenApi(CONTRACT_VERSION))],
    ["openapi-hub.yaml", yaml(hubOpenApi(CONTRACT_VERSION))],
  ]);
  for (const [name, part] of Object.entries(CONTRACT_PARTS)) {
    files.set(`schemas/${name}.schema.json`, json(jsonSchemaOf(part)));
    files.set(`examples/${name}.json`, json(part.examples));
  }
  return files;
}
