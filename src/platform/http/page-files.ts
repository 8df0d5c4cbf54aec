import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import type { FastifyInstance, FastifyReply } from "fastify";
import { sha256Hex } from "#platform/signing.js";
import type { Words } from "#words/words.js";

type PageFile = { readonly type: string; readonly body: string };
export type PageFiles = ReadonlyMap<string, PageFile>;

/** Beside src/ and dist/, like package.json. */
const WEB = new URL("../../../web/", import.meta.url);
/** Files of every page, served under each one's own address. */
const SHARED = "shared";
const SCRIPT = "text/javascript; charset=utf-8";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".js": SCRIPT,
};

/**
 * A whole page in memory, by file name: what is not in this map does not exist. `settings.js` is made of `settings` and
 * of the page's edition, which changes with any of it. `base`: a folder of files that the page has in common with another.
 */
export function loadPage<T extends { readonly words: Readonly<Record<string, Words>> }>(
  folder: string,
  settings: T,
  base?: string,
): { edition: string; files: PageFiles } {
  const files = new Map<string, PageFile>();
  for (const from of [SHARED, ...(base ? [base] : []), folder].map((name) => new URL(`${name}/`, WEB)))
    for (const name of readdirSync(from).sort()) {
      const type = TYPES[extname(name)];
      if (type)
        files.set(name, { type, body: inVietnamese(readFileSync(new URL(name, from), "utf8"), settings.words) });
    }
  const edition = sha256Hex(JSON.stringify([settings, ...files.entries()])).slice(0, 12);
  const body = `export const settings = ${JSON.stringify({ edition, ...settings })};\n`;
  files.set("settings.js", { type: SCRIPT, body });
  return { edition, files };
}

/** `/{folder}` and `/{folder}/{file}`, under these headers. */
export function addPage(
  app: FastifyInstance,
  folder: string,
  { files, headers }: { files: PageFiles; headers: Readonly<Record<string, string>> },
): void {
  app.get(`/${folder}`, async (_request, reply) => sendPageFile(reply.headers(headers), files, "index.html"));
  app.get(`/${folder}/:file`, async ({ params }, reply) =>
    sendPageFile(reply.headers(headers), files, (params as { file: string }).file),
  );
}

export function sendPageFile(reply: FastifyReply, files: PageFiles, name: string): unknown {
  const file = files.get(name);
  return file ? reply.type(file.type).send(file.body) : reply.callNotFound();
}

/** `{{key}}` → what the catalogue says: the page speaks before its script runs. */
const inVietnamese = (text: string, words: Readonly<Record<string, Words>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => words[key]?.vi ?? "");
