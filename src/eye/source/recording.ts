import { readdir, stat } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { AppError, systemCode } from "#platform/errors.js";

export type Recording =
  | { readonly kind: "video"; readonly input: readonly string[] }
  | { readonly kind: "folder"; readonly images: readonly string[] };

const IMAGES = new Set([".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"]);

/** A video file as ffmpeg's input (it may open nothing but that file), or a folder's images. Throws `source.invalid`. */
export async function openRecording(path: string): Promise<Recording> {
  const found = await stat(path).catch((error: unknown) => {
    const why = systemCode(error) === "ENOENT" ? "does not exist" : `cannot be read (${systemCode(error)})`;
    throw new AppError("source.invalid", `${path} ${why}`, { cause: error, remedy: "Name a video or a folder" });
  });
  if (found.isFile()) return { kind: "video", input: ["-protocol_whitelist", "file", "-i", `file:${resolve(path)}`] };
  if (!found.isDirectory())
    throw new AppError("source.invalid", `${path} is neither a file nor a folder`, {
      remedy: "Name a video or a folder",
    });
  const images = (await readdir(path))
    .filter((name) => IMAGES.has(extname(name).toLowerCase()))
    .sort(new Intl.Collator("en", { numeric: true }).compare)
    .map((name) => join(path, name));
  if (images.length === 0)
    throw new AppError("source.invalid", `${path} holds no image`, {
      remedy: `Put pictures into it: ${[...IMAGES].join(" ")}`,
    });
  return { kind: "folder", images };
}
