/** Writes the sha256 and size of every model into models/manifest.json, from the files as they are now. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { MODEL_NAMES, manifestSchema, modelPath } from "#eye/models.js";
import { sha256Hex } from "#platform/signing.js";

const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "../models");
const path = join(folder, "manifest.json");
const manifest = manifestSchema.parse(JSON.parse(readFileSync(path, "utf8")));
for (const name of MODEL_NAMES) {
  const entry = manifest.models[name];
  const bytes = readFileSync(modelPath(folder, entry));
  Object.assign(entry, { sha256: sha256Hex(bytes), bytes: bytes.length });
  console.log(`${entry.sha256}  ${bytes.length}  ${name}`);
}
writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
