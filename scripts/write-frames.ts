// Writes where the eye would cut each face out of a training picture: npx tsx --conditions=development scripts/write-frames.ts FOLDER OUT.json
// FOLDER is what models/training/export_set.py wrote. OUT gets one [a, b, tx, ty] per row of its manifest (src/eye/face/align.ts),
// or null where no face was found; models/training/train.py --frames learns from faces framed as they are at a counter.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findFace } from "#eye/evaluation/find-face.js";
import { readPicture } from "#eye/evaluation/read-picture.js";
import { alignment } from "#eye/face/align.js";
import { openDetector } from "#eye/face/detector.js";
import { loadModel } from "#eye/models.js";

const AS_IT_IS = { width: 1280, height: 1280, fit: "inside" } as const;
const [folder, out] = process.argv.slice(2);
if (!folder || !out) throw new TypeError("usage: write-frames.ts FOLDER OUT.json");
const rows = (await readFile(join(folder, "manifest.csv"), "utf8")).trim().split("\n").slice(1);
await using detector = await openDetector((await loadModel("models", "detector")).bytes);
const frames: (readonly number[] | null)[] = [];
for (const row of rows) {
  const path = row.slice(0, row.lastIndexOf(",")).trim();
  const found = await findFace(detector, await readPicture(join(folder, path), AS_IT_IS));
  const frame = found && alignment(found.face);
  frames.push(frame ? [frame.a, frame.b, frame.tx, frame.ty] : null);
  if (frames.length % 1000 === 0) process.stderr.write(`${frames.length} of ${rows.length}\n`);
}
await writeFile(out, JSON.stringify(frames));
