import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { DESK_DATA, HUB_DATA } from "#commands/setup/layout.js";
import { deskHealthSchema } from "#contract/http.js";
import type { DeskConfig } from "#desk/desk-config.js";
import { installedAt } from "#platform/version.js";

export type Found = { readonly ok: boolean; readonly detail: string };

const run = promisify(execFile);
const ASKED_MS = 10_000;
const OLDEST_NODE = [20, 19] as const;
const LEAST_FREE_MB = 500;
const DAY_MS = 86_400_000;
/** By the data folder that `hailong setup` gives them. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
  [DESK_DATA]: ["hailong-desk.service", "hailong-camera@edge.service", "hailong-eye@edge.service"],
  [HUB_DATA]: ["hailong-hub.service"],
};

export function nodeVersion(text: string): Found {
  const [major = 0, minor = 0] = text.split(".").map(Number);
  return { ok: major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]), detail: text };
}

export function diskOf(data: string): Found {
  const folder = existsSync(data) ? data : dirname(data);
  accessSync(folder, constants.W_OK);
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.round((bavail * bsize) / 1e6);
  return { ok: free >= LEAST_FREE_MB, detail: `${free} MB` };
}

/** Root may write everywhere: what counts then is whose the folder is. */
export function writableBeside(data: string, folder: string): Found {
  const there = existsSync(folder) ? folder : data;
  accessSync(there, constants.W_OK);
  return { ok: process.getuid?.() !== 0 || statSync(there).uid === statSync(data).uid, detail: folder };
}

/** Nobody runs what was installed tomorrow. */
export function clockAt(now: number): Found {
  return { ok: now > installedAt() - DAY_MS, detail: new Date(now).toISOString() };
}

/** A container's clock is its host's. Where nobody can be asked nothing speaks against it. */
export async function clockSynchronised(): Promise<Found> {
  if (existsSync("/run/systemd/container")) return { ok: true, detail: "the host's (container)" };
  try {
    const { stdout } = await run("timedatectl", ["show"], { timeout: ASKED_MS });
    return synchronisationOf(stdout, await timeServer());
  } catch {
    return { ok: true, detail: "unknown: no systemd" };
  }
}

/** `shown`: of `timedatectl show`. Red says which of its three reasons it is. */
export function synchronisationOf(shown: string, server: string): Found {
  const is = (line: string): boolean => shown.split("\n").includes(line);
  if (is("NTPSynchronized=yes")) return { ok: true, detail: "yes" };
  if (!is("NTPSynchronized=no")) return { ok: true, detail: "unknown" };
  if (is("CanNTP=no")) return { ok: false, detail: "no: no program for it is installed" };
  if (is("NTP=no")) return { ok: false, detail: "no: switched off" };
  return { ok: false, detail: `no: waits for ${server || "a time server"}` };
}

/** Empty where another program than systemd-timesyncd does it. */
async function timeServer(): Promise<string> {
  const asked = ["show-timesync", "--property=ServerName", "--value"];
  return run("timedatectl", asked, { timeout: ASKED_MS }).then(
    ({ stdout }) => stdout.trim(),
    () => "",
  );
}

/** Of a machine that `hailong setup` has set up; elsewhere somebody starts the programs as he likes. */
export async function servicesOf(data: string): Promise<Found> {
  if (!areServices(data)) return { ok: true, detail: "not of the package" };
  const states = await Promise.all((UNITS[data] ?? []).map(async (unit) => ({ unit, state: await stateOf(unit) })));
  const down = states.filter(({ state }) => state !== "active");
  return { ok: down.length === 0, detail: down.map(({ unit, state }) => `${unit} ${state}`).join(", ") || "active" };
}

export const areServices = (data: string): boolean => Object.hasOwn(UNITS, data) && existsSync("/run/systemd/system");

/** What the running desk says of its camera. */
export async function cameraOfDesk({ host, port }: DeskConfig["api"]): Promise<Found> {
  const answer = await fetch(`http://${host}:${port}/v1/health`, { signal: AbortSignal.timeout(ASKED_MS) });
  const { camera } = deskHealthSchema.parse(await answer.json());
  return { ok: camera === "live", detail: camera };
}

async function stateOf(unit: string): Promise<string> {
  const asked = ["show", "--property=ActiveState", "--value", unit];
  return (await run("systemctl", asked, { timeout: ASKED_MS })).stdout.trim();
}
