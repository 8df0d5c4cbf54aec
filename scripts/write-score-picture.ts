// Draws docs/score.svg anew, with the desk's own scoring: npx tsx --conditions=development scripts/write-score-picture.ts
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { scorePicture } from "./score-picture.js";

await writeFile(fileURLToPath(new URL("../docs/score.svg", import.meta.url)), scorePicture());
