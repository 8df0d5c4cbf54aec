import { z } from "zod";
import { readEdgeConfig } from "#commands/edge-config.js";
import type { Answers, BrokerAnswers, CounterAnswers, HubAnswers } from "#commands/setup/answers.js";
import { readGiven } from "#commands/setup/broker-access.js";
import { setUpBroker } from "#commands/setup/broker-here.js";
import { cameraHere, writeEdgeFile } from "#commands/setup/edge-file.js";
import { writeHubFile } from "#commands/setup/hub-file.js";
import {
  AUTHORITY,
  CAMERA_SETTINGS,
  DESK_DATA,
  DEVICES_FILE,
  EDGE_FILE,
  HUB_DATA,
  HUB_FILE,
  SECRETS,
} from "#commands/setup/layout.js";
import type { Machine } from "#commands/setup/machine.js";
import { settleCamera } from "#commands/setup/settle-camera.js";
import { allowCamera, enableUnits, unitsOf } from "#commands/setup/units.js";
import { deviceSchema, publicKeySchema, slugSchema } from "#contract/identifiers.js";
import { deviceKey, hubPinFileIn } from "#desk/data-folder.js";
import { isGoodPin, PinFile } from "#desk/wizard/pin-file.js";
import { addDevice } from "#hub/enrolment/edit-devices.js";
import { readConfig } from "#platform/config-file.js";
import { AppError } from "#platform/errors.js";
import { deviceOf } from "#platform/signing.js";
import { setupWords as words } from "#words/setup-words.js";
import { bothLanguages } from "#words/words.js";

const deviceFileSchema = z.strictObject({
  device: deviceSchema,
  ward: slugSchema,
  counter: slugSchema,
  publicKey: publicKeySchema,
});

/** Writes what the answers say, enables the units and starts them. Safe to run again: what is there already stays. */
export async function runSetup(machine: Machine, answers: Answers): Promise<void> {
  const { role, ward, counter, hub, start } = answers;
  machine.say(bothLanguages(words.writing));
  let hubKey: string | undefined;
  let atHome: ((principal: string) => BrokerAnswers) | undefined;
  if (role !== "counter" && hub) ({ hubKey, atHome } = setUpHub(machine, ward, hub, counter?.name));
  if (role !== "hub" && counter) {
    const broker = counter.broker ?? atHome?.(`desk-${counter.name}`);
    await setUpCounter(machine, ward, { ...counter, ...(broker ? { broker } : {}) }, hubKey);
  }
  // A desk that knows no hub ends at once, and the eye has nobody to read for.
  const enrolled = role === "hub" || knowsHub(machine);
  const started = enableUnits(machine, unitsOf(answers), start && enrolled);
  machine.say(bothLanguages(started ? words.started : enrolled ? words.enabled : words.enrolFirst));
  for (const line of nextSteps(answers, enrolled)) machine.say(`  → ${line}`);
}

/** By edge.yaml, or by a code. */
const knowsHub = (machine: Machine): boolean =>
  machine.has(hubPinFileIn(DESK_DATA)) || readEdgeConfig(machine.at(EDGE_FILE)).desk.hub.publicKey !== undefined;

function setUpHub(machine: Machine, ward: string, { broker, devices }: HubAnswers, ownCounter: string | undefined) {
  machine.folder(`${SECRETS}/hub`, { mode: 0o750, owner: "root:hailong-hub" });
  machine.folder(HUB_DATA, { mode: 0o700, owner: "hailong-hub:hailong-hub" });
  const counters =
    broker.kind === "here" ? [...new Set([...(ownCounter ? [ownCounter] : []), ...broker.counters])] : [];
  const atHome = broker.kind === "here" ? setUpBroker(machine, { ward, names: broker.names, counters }) : undefined;
  const access = broker.kind === "here" ? atHome?.("hub") : broker;
  if (!access) throw new AppError("internal", "a broker is here or elsewhere");
  const hubKey = writeHubFile(machine, { ward, broker: access, issued: atHome !== undefined });
  for (const file of devices) {
    readGiven("hub.devices", file);
    addDevice(machine.at(DEVICES_FILE), ward, readConfig(file, deviceFileSchema));
  }
  return { hubKey, atHome };
}

/** `ownHubKey`: of the hub on this machine, which believes this desk without a code. */
async function setUpCounter(
  machine: Machine,
  ward: string,
  counter: CounterAnswers,
  ownHubKey: string | undefined,
): Promise<void> {
  const camera = await settleCamera(counter.camera);
  machine.folder(`${SECRETS}/desk`, { mode: 0o750, owner: "root:hailong" });
  machine.folder(`${SECRETS}/camera`, { mode: 0o700 });
  machine.folder(DESK_DATA, { mode: 0o700, owner: "hailong:hailong" });
  machine.folder(CAMERA_SETTINGS, { mode: 0o2750, owner: "hailong:hailong-camera" });
  const pin = counter.pinFile === undefined ? undefined : readPin(counter.pinFile);
  const given = counter.hubKeyFile === undefined ? undefined : readHubKey(counter.hubKeyFile);
  const hubKey = given ?? ownHubKey;
  writeEdgeFile(machine, { ward, counter, camera, ...(hubKey ? { hubKey } : {}) });
  if (pin !== undefined) await new PinFile(machine.at(DESK_DATA)).set(pin);
  if (ownHubKey !== undefined) {
    const { publicKey } = deviceKey(machine.at(DESK_DATA));
    addDevice(machine.at(DEVICES_FILE), ward, { device: deviceOf(publicKey), counter: counter.name, publicKey });
  }
  await allowCamera(machine, cameraHere(machine));
}

function readPin(file: string): string {
  const pin = readGiven("counter.pinFile", file).toString("utf8").split(/\r?\n/)[0] ?? "";
  if (isGoodPin(pin)) return pin;
  throw new AppError("config.invalid", `counter.pinFile: ${file} holds no good PIN`, {
    remedy: "Six characters at least, not all the same and not in a row",
  });
}

function readHubKey(file: string): string {
  const text = readGiven("counter.hubKeyFile", file).toString("utf8").trim();
  const key = publicKeySchema.safeParse(text);
  if (key.success) return key.data;
  throw new AppError("config.invalid", `counter.hubKeyFile: ${file} holds no public key`, {
    remedy: "Copy hub.pub from the hub's data folder",
  });
}

function nextSteps({ role, counter, hub }: Answers, enrolled: boolean): string[] {
  return [
    ...(role !== "counter" && hub?.broker.kind === "here" && hub.broker.counters.length > 0
      ? [`${bothLanguages(words.carryCertificates)}: ${AUTHORITY}/{ca.crt,desk-*.crt,desk-*.key}`]
      : []),
    ...(role !== "hub" && !enrolled ? [`${bothLanguages(words.enrol)}: ${ENROL}`] : []),
    ...(role === "counter" && counter?.hubKeyFile !== undefined
      ? [`${bothLanguages(words.carryDevice)}: ${DESK_DATA}/device.pub.json`]
      : []),
    ...(role !== "hub" && counter?.pinFile === undefined
      ? [`${bothLanguages(words.setPin)}: hailong calibrate set-pin ${EDGE_FILE}`]
      : []),
    ...(role === "hub" ? [] : [bothLanguages(words.calibrate)]),
    `${bothLanguages(words.doctor)}: hailong doctor -c ${DOCTOR_FILES[role]}`,
  ];
}

const DOCTOR_FILES = { counter: EDGE_FILE, hub: HUB_FILE, both: `${EDGE_FILE} ${HUB_FILE}` } as const;

/** The target brings what waits for the desk along. */
const ENROL = `systemctl stop hailong-desk; runuser -u hailong -- hailong enrol -c ${EDGE_FILE} && systemctl restart hailong.target`;
