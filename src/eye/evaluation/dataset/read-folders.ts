import { opendir, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { BadRow, Row } from "#eye/evaluation/dataset/row.js";
import { AppError, messageOf, systemCode } from "#platform/errors.js";

/** Every file in a folder of classes; the folder's name is the label. Hidden files are no pictures. */
export async function* readClassFolders(root: string): AsyncGenerator<Row | BadRow> {
  const entries = await readdir(root, { withFileTypes: true }).catch((cause: unknown) => {
    throw new AppError("source.invalid", `${root} cannot be read (${systemCode(cause) ?? messageOf(cause)})`, {
      cause,
      remedy: "Name a folder that holds one folder per class",
    });
  });
  const classes = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
  if (classes.length === 0) {
    throw new AppError("source.invalid", `${root} holds no folders`, {
      remedy: "Put the pictures into one folder per class (neutral, happiness …)",
    });
  }
  for (const entry of entries) {
    if (entry.isFile() && !entry.name.startsWith(".")) yield { where: entry.name, problem: "not in a class's folder" };
  }
  for (const { name } of classes.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    for await (const path of filesIn(join(root, name))) {
      yield { where: relative(root, path), path, label: name, groups: {} };
    }
  }
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  const folders: string[] = [];
  for await (const entry of await opendir(folder)) {
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) folders.push(join(folder, entry.name));
    else yield join(folder, entry.name);
  }
  for (const inner of folders.sort()) yield* filesIn(inner);
}
