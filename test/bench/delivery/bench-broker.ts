import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Mosquitto, startMosquitto } from "../../support/mosquitto.js";
import type { TemporaryFolder } from "../../support/temporary-folder.js";

const CONF = fileURLToPath(new URL("../../../device/mosquitto/hailong.conf", import.meta.url));

/** mosquitto on loopback with the shipped limits, without passwords and TLS. */
export function startBenchBroker(folder: TemporaryFolder): Promise<Mosquitto> {
  const limits = readFileSync(CONF, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("max_"));
  return startMosquitto(folder, { lines: ["allow_anonymous true", ...limits] });
}
