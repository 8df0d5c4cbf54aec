import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readDeviceList, readFormats, type V4l2Format, type V4l2Node } from "#eye/cameras/v4l2/listing.js";
import { systemCode } from "#platform/errors.js";

/** `formats`: undefined where nobody could say. */
export type V4l2Device = V4l2Node & { readonly formats: readonly V4l2Format[] | undefined };
export type V4l2Found = {
  readonly devices: readonly V4l2Device[];
  /** No v4l2-ctl here. */
  readonly toolMissing: boolean;
  /** Nodes that this user may not open. */
  readonly closed: readonly string[];
};
export type V4l2Places = { readonly program?: string | undefined; readonly sysfs?: string | undefined };

const ANSWER_MS = 2000;
const MAX_BYTES = 1_000_000;

/** Cameras at this machine. Without v4l2-ctl the kernel's own list has to do: names, but no formats. */
export async function listV4l2(signal: AbortSignal, places: V4l2Places = {}): Promise<V4l2Found> {
  const { program = "v4l2-ctl", sysfs = "/sys/class/video4linux" } = places;
  const nodes = await nodesOf(sysfs);
  // Nothing is plugged in: then no tool is missed either.
  if (nodes.length === 0) return { devices: [], toolMissing: false, closed: [] };
  const list = await ask(program, ["--list-devices"], signal);
  if (list === undefined) {
    const devices = nodes.filter(({ index }) => index === 0).map(({ name, path }) => ({ name, path }));
    return { devices: devices.map((node) => ({ ...node, formats: undefined })), toolMissing: true, closed: [] };
  }
  const names = new Map(readDeviceList(list).map(({ name, path }) => [path, name]));
  const answers = await Promise.all(
    nodes.map(async ({ path, name }) => {
      const text = (await ask(program, ["-d", path, "--list-formats-ext"], signal)) ?? "";
      return { path, name: names.get(path) ?? name, formats: readFormats(text), closed: CLOSED.test(text) };
    }),
  );
  const devices = answers.filter(({ formats }) => formats.length > 0);
  const closed = answers.filter((answer) => answer.closed).map(({ path }) => path);
  return { devices: devices.map(({ name, path, formats }) => ({ name, path, formats })), toolMissing: false, closed };
}

const CLOSED = /Cannot open device/i;

type SysfsNode = V4l2Node & { readonly index: number };

async function nodesOf(sysfs: string): Promise<SysfsNode[]> {
  const names = (await readdir(sysfs).catch(() => [])).filter((name) => /^video\d+$/.test(name));
  const read = (node: string, file: string): Promise<string> =>
    readFile(join(sysfs, node, file), "utf8").then(
      (text) => text.trim(),
      () => "",
    );
  const nodes = names.map(async (node) => ({
    path: `/dev/${node}`,
    name: (await read(node, "name")) || node,
    index: Number(await read(node, "index")),
  }));
  return (await Promise.all(nodes)).sort((a, b) => a.path.localeCompare(b.path, "en", { numeric: true }));
}

/** What it prints, complaints too; undefined when there is no such program. */
function ask(program: string, args: readonly string[], signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { signal, timeout: ANSWER_MS, maxBuffer: MAX_BYTES, env: { ...process.env, LC_ALL: "C" } };
    execFile(program, args, options, (error, stdout, stderr) => {
      resolve(systemCode(error) === "ENOENT" ? undefined : `${stdout}\n${stderr}`);
    });
  });
}
