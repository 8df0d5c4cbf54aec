import { rmSync } from "node:fs";
import { type Document, isMap, parseDocument } from "yaml";
import { cameraFor } from "#commands/camera-source.js";
import { readEdgeConfig } from "#commands/edge-config.js";
import type { CounterAnswers } from "#commands/setup/answers.js";
import { keepBrokerAccess, keepSecret } from "#commands/setup/broker-access.js";
import { CAMERA_SETTINGS, DESK_DATA, EDGE_FILE, EYE_SOCKET, FEED_SOCKET, SECRETS } from "#commands/setup/layout.js";
import type { Machine } from "#commands/setup/machine.js";
import { createFile } from "#platform/create-file.js";

const NEW_FILE = `# One counter's machine. \`hailong setup\` writes the keys that it asks for and leaves the others as they are.
# Every key: /usr/share/doc/hailong/docs/operations.md; after a change: hailong check-config, then systemctl restart hailong.target

ward: ""
`;
const LOGIN = `${SECRETS}/camera/camera.login`;

export type EdgeAnswers = { readonly ward: string; readonly counter: CounterAnswers; readonly hubKey?: string };

/** Writes edge.yaml with the secrets that it names; what somebody added by hand stays. Throws `config.*` and changes nothing then. */
export function writeEdgeFile(machine: Machine, { ward, counter, hubKey }: EdgeAnswers): void {
  const { broker, camera, calibrateOnNetwork } = counter;
  const document = present(machine);
  const source = cameraFor(camera.source);
  if (camera.loginFile)
    keepSecret(machine, { key: "camera.loginFile", from: camera.loginFile, to: LOGIN, group: "hailong-camera" });
  const hasLogin = camera.loginFile !== undefined || ("url" in source && machine.has(LOGIN));
  document.set("ward", ward);
  document.set("counter", counter.name);
  document.set("data", DESK_DATA);
  document.set("camera", {
    ...source,
    feed: FEED_SOCKET,
    ...(hasLogin && "url" in source ? { credentialsFile: LOGIN } : {}),
    ...keptOf(document.get("camera")),
    ...(camera.zone ? { zone: zoneOf(camera.zone) } : {}),
  });
  document.setIn(["eye", "start"], false);
  document.setIn(["eye", "socket"], EYE_SOCKET);
  if (broker) document.setIn(["hub", "mqtt"], keepBrokerAccess(machine, "desk", broker));
  if (hubKey !== undefined) document.setIn(["hub", "publicKey"], hubKey);
  document.setIn(["calibrate", "enabled"], true);
  document.setIn(["calibrate", "host"], calibrateOnNetwork ? "0.0.0.0" : "127.0.0.1");
  document.setIn(["calibrate", "settings"], CAMERA_SETTINGS);
  const text = String(document);
  check(machine, text);
  machine.write(EDGE_FILE, text);
}

function present(machine: Machine): Document {
  if (machine.has(EDGE_FILE)) readEdgeConfig(machine.at(EDGE_FILE));
  return parseDocument(machine.read(EDGE_FILE) ?? NEW_FILE);
}

/** What says nothing of where the pictures come from. */
const KEPT = ["fps", "zone", "exclude", "fieldOfView", "size", "stallSeconds", "frozenSeconds"];
const keptOf = (camera: unknown): object =>
  isMap(camera)
    ? Object.fromEntries(Object.entries(camera.toJSON() as object).filter(([key]) => KEPT.includes(key)))
    : {};

const zoneOf = (zone: NonNullable<CounterAnswers["camera"]["zone"]>): object =>
  zone.polygon ? { polygon: zone.polygon } : zone;

/** Under another name, so that a mistake leaves the file in use as it was. */
function check(machine: Machine, text: string): void {
  const trial = machine.at(`${EDGE_FILE}.trial`);
  createFile(trial, text, 0o644);
  try {
    readEdgeConfig(trial);
  } finally {
    rmSync(trial, { force: true });
  }
}
