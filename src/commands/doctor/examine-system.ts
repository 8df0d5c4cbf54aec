import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { DESK_DATA } from "#commands/setup/layout.js";
import { deskHealthSchema } from "#contract/http.js";
import type { DeskConfig } from "#desk/desk-config.js";

type Found = { readonly ok: boolean; readonly detail: string };

const run = promisify(execFile);
const ASKED_MS = 10_000;
const UNITS = ["hailong-desk.service", "hailong-camera@edge.service", "hailong-eye@edge.service"];

/** A container's clock is its host's. Where nobody can be asked nothing speaks against it. */
export async function clockSynchronised(): Promise<Found> {
  if (existsSync("/run/systemd/container")) return { ok: true, detail: "the host's (container)" };
  try {
    const asked = ["show", "--property=NTPSynchronized", "--value"];
    const { stdout } = await run("timedatectl", asked, { timeout: ASKED_MS });
    return { ok: stdout.trim() !== "no", detail: stdout.trim() || "unknown" };
  } catch {
    return { ok: true, detail: "unknown: no systemd" };
  }
}

/** Of a machine that `hailong setup` has set up; elsewhere somebody starts the programs as he likes. */
export async function servicesOf(data: string): Promise<Found> {
  if (!areServices(data)) return { ok: true, detail: "not of the package" };
  const states = await Promise.all(UNITS.map(async (unit) => ({ unit, state: await stateOf(unit) })));
  const down = states.filter(({ state }) => state !== "active");
  return { ok: down.length === 0, detail: down.map(({ unit, state }) => `${unit} ${state}`).join(", ") || "active" };
}

export const areServices = (data: string): boolean => data === DESK_DATA && existsSync("/run/systemd/system");

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
