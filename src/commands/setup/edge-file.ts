import { rmSync } from "node:fs";
import { type Document, isMap, parseDocument } from "yaml";
import { cameraInForce } from "#commands/camera-settings.js";
import { cameraFor } from "#commands/camera-source.js";
import { readCameraSection, readEdgeConfig } from "#commands/edge-config.js";
import type { CounterAnswers } from "#commands/setup/answers.js";
import { keepBrokerAccess } from "#commands/setup/broker-access.js";
import { CAMERA_SETTINGS, DESK_DATA, EDGE_FILE, EYE_SOCKET, FEED_SOCKET, SECRETS } from "#commands/setup/layout.js";
import type { Machine } from "#commands/setup/machine.js";
import type { SettledCamera } from "#commands/setup/settle-camera.js";
import type { CameraConfig } from "#eye/source/camera-config.js";
import { cameraAddress } from "#eye/source/credentials.js";
import { createFile } from "#platform/create-file.js";

const NEW_FILE = `# One counter's machine. \`hailong setup\` writes the keys that it asks for and leaves the others as they are.
# Every key: /usr/share/doc/hailong/docs/operations.md; after a change: hailong check-config, then systemctl restart hailong.target

ward: ""
`;
const LOGIN = `${SECRETS}/camera/camera.login`;

export type EdgeAnswers = {
  readonly ward: string;
  readonly counter: CounterAnswers;
  readonly camera: SettledCamera;
  readonly hubKey?: string;
};

/** Writes edge.yaml with the secrets that it names; what somebody added by hand stays. Throws `config.*` and changes nothing then. */
export function writeEdgeFile(machine: Machine, { ward, counter, camera, hubKey }: EdgeAnswers): void {
  const { broker, calibrateOnNetwork } = counter;
  const document = present(machine);
  const source = cameraFor(camera.source);
  if (camera.login !== undefined) machine.write(LOGIN, camera.login, { mode: 0o640, owner: "root:hailong-camera" });
  const hasLogin = camera.login !== undefined || ("url" in source && machine.has(LOGIN));
  document.set("ward", ward);
  document.set("counter", counter.name);
  document.set("data", DESK_DATA);
  const chosen = chosenOnPage(machine, source);
  // What the page has laid over the section holds only for as long as the section stays.
  if (chosen === undefined || camera.login !== undefined)
    document.set("camera", {
      ...source,
      feed: FEED_SOCKET,
      ...(hasLogin && "url" in source ? { credentialsFile: LOGIN } : {}),
      ...keptOf(chosen ?? document.get("camera")),
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

/** What the calibration page and edge.yaml say together. */
export const cameraHere = (machine: Machine): CameraConfig =>
  cameraInForce(readCameraSection(machine.at(EDGE_FILE)), machine.at(CAMERA_SETTINGS));

/** Has the page put this camera in the place of edge.yaml's? Then its zone and login are the page's too. */
function chosenOnPage(machine: Machine, source: Record<string, unknown>): CameraConfig | undefined {
  if (!machine.has(EDGE_FILE)) return undefined;
  const [configured, inForce] = [readCameraSection(machine.at(EDGE_FILE)), cameraHere(machine)];
  const wanted = placeOf(source);
  return placeOf(inForce) === wanted && placeOf(configured) !== wanted ? inForce : undefined;
}

function placeOf({ url, path }: { readonly url?: unknown; readonly path?: unknown }): string {
  return typeof url === "string" ? cameraAddress({ url }).url.href : String(path);
}

/** What says nothing of where the pictures come from. */
const KEPT = ["fps", "zone", "exclude", "fieldOfView", "size", "stallSeconds", "frozenSeconds"];
function keptOf(camera: unknown): object {
  const section: object = isMap(camera) ? camera.toJSON() : typeof camera === "object" && camera ? camera : {};
  const kept = Object.entries(section).filter(([key]) => KEPT.includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, key === "zone" ? zoneOf(value) : value]));
}

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
