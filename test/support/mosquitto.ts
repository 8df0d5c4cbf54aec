import { writeFile } from "node:fs/promises";
import { freePort } from "#platform/free-port.js";
import { Child } from "./child.js";
import type { TemporaryFolder } from "./temporary-folder.js";

export type Mosquitto = AsyncDisposable & { readonly url: string; readonly port: number; readonly child: Child };

/** A real broker on loopback, open to all unless `lines` say otherwise. Memory only, unless they say so too. */
export async function startMosquitto(
  folder: TemporaryFolder,
  { port, lines = ["allow_anonymous true"] }: { port?: number; lines?: readonly string[] } = {},
): Promise<Mosquitto> {
  const at = port ?? (await freePort());
  const file = folder.file(`mosquitto-${at}.conf`);
  const user = process.getuid?.() === 0 ? ["user root"] : [];
  await writeFile(file, [...user, "set_tcp_nodelay true", `listener ${at} 127.0.0.1`, ...lines, ""].join("\n"));
  const child = new Child("/usr/sbin/mosquitto", ["-c", file]);
  await child.says(/mosquitto version .* running/);
  return { url: `mqtt://127.0.0.1:${at}`, port: at, child, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}
