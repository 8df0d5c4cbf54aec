import { fileURLToPath } from "node:url";
import { Child } from "./child.js";

export type RtspServer = {
  port: number;
  clip?: string;
  user?: string;
  password?: string;
  scheme?: "basic" | "digest";
  /** Where it listens. */
  address?: string;
  /** What it is started by: a program that changes where it stands, and then becomes it. */
  within?: readonly string[];
};

/** A real RTSP camera (GStreamer) with the streams that rtsp-server.py names. Debian's own python knows GStreamer; another in the PATH may not. */
export async function startRtspServer(server: RtspServer): Promise<Child> {
  const { port, clip = "none", user = "viewer", password = "secret", scheme = "digest" } = server;
  const { address = "127.0.0.1", within = [] } = server;
  const script = fileURLToPath(new URL("rtsp-server.py", import.meta.url));
  const call = [...within, "/usr/bin/python3", script, String(port), clip, user, password, scheme, address];
  const child = new Child(call[0] as string, call.slice(1));
  await child.says(/ready/);
  return child;
}
