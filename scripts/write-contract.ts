import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { contractFiles } from "./contract-files.js";

/** `npm run contract`: writes docs/contract anew. */
const folder = fileURLToPath(new URL("../docs/contract/", import.meta.url));
rmSync(folder, { recursive: true, force: true });
for (const [path, text] of contractFiles()) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
console.log(`docs/contract: ${contractFiles().size} files`);
