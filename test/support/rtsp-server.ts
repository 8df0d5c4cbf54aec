import { fileURLToPath } from "node:url";
import { Child } from "./child.js";

export type RtspServer = { port: number; clip?: string; user?: string; password?: string; scheme?: "basic" | "digest" };

/** A real RTSP camera (GStreamer) with the streams that rtsp-server.py names. Debian's own python knows GStreamer; another in the PATH may not. */
export async function startRtspServer(server: RtspServer): Promise<Child> {
  const { port, clip = "none", user = "viewer", password = "secret", scheme = "digest" } = server;
  const script = fileURLToPath(new URL("rtsp-server.py", import.meta.url));
  const child = new Child("/usr/bin/python3", [script, String(port), clip, user, password, scheme]);
  await child.says(/ready/);
  return child;
}
