import { existsSync, readFileSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { canonicalJson } from "#contract/canonical-json.js";
import type { EnrolRequest } from "#contract/enrolment.js";
import { enrolAnswerTopic, enrolRequests } from "#contract/topics.js";
import { HubPin, savePin } from "#desk/enrolment/hub-pin.js";
import { type EnrolmentOutcome, requestEnrolment } from "#desk/enrolment/request-enrolment.js";
import { readDevicesFile } from "#hub/enrolment/devices-file.js";
import { addDevice } from "#hub/enrolment/edit-devices.js";
import { EnrolmentSession } from "#hub/enrolment/enrolment-session.js";
import { systemClock } from "#platform/clock.js";
import { MqttLink, mqttSchema } from "#platform/mqtt-link.js";
import { hmacHex, loadOrCreateKey } from "#platform/signing.js";
import { eventually } from "../support/child.js";
import { HubSession, WARD } from "../support/hub-session.js";
import { memoryLog } from "../support/memory-log.js";
import { startMosquitto } from "../support/mosquitto.js";
import { PLACE, RunningDesk } from "../support/running-desk.js";
import { SecureBroker } from "../support/secure-broker.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const owned: AsyncDisposable[] = [];
const own = <T extends AsyncDisposable>(thing: T): T => {
  owned.push(thing);
  return thing;
};
afterEach(async () => {
  for (const thing of owned.splice(0).reverse()) await thing[Symbol.asyncDispose]();
});
const { log } = memoryLog();

type Asking = {
  readonly code: Promise<string>;
  readonly outcome: Promise<EnrolmentOutcome>;
  readonly stop: () => void;
};

/** `hailong enrol`, without its screen. */
function ask(login: object, key: string, { minutes = 10, place = PLACE } = {}): Asking {
  const stop = new AbortController();
  owned.push({ [Symbol.asyncDispose]: async () => stop.abort() });
  let outcome: Promise<EnrolmentOutcome> = Promise.resolve({ outcome: "stopped" });
  const code = new Promise<string>((show) => {
    const mqtt = mqttSchema.parse(login);
    outcome = requestEnrolment({ place, key: loadOrCreateKey(key), mqtt, show, log, signal: stop.signal, minutes });
  });
  return { code, outcome, stop: () => stop.abort() };
}

/** `hailong hub enrol`, without its screen. */
function sit(login: object, folder: TemporaryFolder): EnrolmentSession {
  const devices = folder.file("devices.yaml");
  return own(
    new EnrolmentSession({
      ward: WARD,
      hubKey: loadOrCreateKey(folder.file("hub/hub.key")).publicKey,
      mqtt: mqttSchema.parse(login),
      desks: () => readDevicesFile(devices, WARD),
      beside: false,
      enrol: (applicant) => addDevice(devices, WARD, applicant),
      onAsked: () => {},
      clock: systemClock,
      log,
    }),
  );
}
const heard = (session: EnrolmentSession, desks = 1): Promise<true> =>
  eventually(() => session.waiting.length === desks && (true as const), { what: "the request" });

it("by a code that is shown here and typed there each pins the other's key, over the broker's own certificates", async () => {
  const broker = own(await SecureBroker.start([PLACE.counter]));
  const [deskLogin, hubLogin] = [`desk-${PLACE.counter}`, "hub"].map((name) => ({
    url: broker.url,
    ...broker.identity(name),
  }));
  const folder = own(await temporaryFolder());
  const hub = own(await HubSession.create(folder, { url: broker.url, ...hubLogin }));
  await hub.start();
  await expect(RunningDesk.start({ folder: folder.path, broker: broker.url })).rejects.toThrow(/hailong enrol/);
  const asking = ask(deskLogin ?? {}, folder.file("data/device.key"));
  const session = sit(hubLogin ?? {}, folder);
  await heard(session);
  expect(await session.type(await asking.code)).toMatchObject({ outcome: "approved", applicant: PLACE });
  expect(await asking.outcome).toEqual({ outcome: "approved", hubKey: hub.publicKey });
  savePin(folder.file("data/hub.pin.json"), { publicKey: hub.publicKey, number: 0, configured: null });
  const desk = own(await RunningDesk.start({ folder: folder.path, broker: broker.url, mqtt: { ...deskLogin } }));
  await desk.close((await desk.open({}, false)).id);
  await eventually(async () => (await desk.call("GET", "/v1/health")).body.backlog === 0, { what: "the receipt" });
  expect(broker.log).not.toContain(await asking.code);
});

it("nobody who was not told the code can be taken for the hub, or learns the code on the way", async () => {
  const folder = own(await temporaryFolder());
  const broker = own(await startMosquitto(folder));
  const hub = own(await HubSession.create(folder, { url: broker.url }));
  await hub.start();
  const evil = loadOrCreateKey(folder.file("evil.key"));
  const seen: string[] = [];
  // On this broker without a list of who may say what, anyone may speak for anyone.
  const link = own(
    new MqttLink(mqttSchema.parse({ url: broker.url }), {
      clientId: "evil",
      subscriptions: [enrolRequests(WARD), enrolAnswerTopic(PLACE)],
      onMessage: ({ payload }) => void seen.push(payload.toString()),
      log,
    }),
  );
  await eventually(() => link.connected);
  const asking = ask({ url: broker.url }, folder.file("device.key"));
  const { data }: EnrolRequest = JSON.parse(await eventually(() => seen[0], { what: "the request" }));
  const code = await asking.code;
  expect(seen.join("")).not.toContain(code);
  const answer = (change: object) => ({
    ...{ specversion: "1.0", id: "x", source: `/hailong/v1/${WARD}`, datacontenttype: "application/json" },
    type: "vn.hailong.enrol-answer.v1",
    data: { outcome: "approved", device: data.device, request: data.request, hubKey: evil.publicKey, ...change },
  });
  // Its own guess of a code, the desk's own proof sent back, nothing that belongs to this request.
  const proofs = [hmacHex("0000-0000-0000-0000", "x"), data.proof];
  for (const proof of proofs) await link.publish(enrolAnswerTopic(PLACE), canonicalJson(answer({ proof })));
  await link.publish(enrolAnswerTopic(PLACE), canonicalJson(answer({ proof: proofs[0], request: "A".repeat(22) })));
  await link.publish(enrolAnswerTopic(PLACE), "{");
  const session = sit({ url: broker.url }, folder);
  await heard(session);
  await session.type(code);
  expect(await asking.outcome).toEqual({ outcome: "approved", hubKey: hub.publicKey });
  // The hub's answer, heard on the way, is of no use for the next code.
  const approved = seen.find((text) => text.includes(hub.publicKey)) ?? "";
  const again = ask({ url: broker.url }, folder.file("device.key"), { minutes: 0.03 });
  await again.code;
  await link.publish(enrolAnswerTopic(PLACE), approved);
  expect(await again.outcome).toEqual({ outcome: "expired" });
});

it("tells the desk why it was refused: wrong codes, a counter that is taken, one key asking twice", async () => {
  const folder = own(await temporaryFolder());
  const broker = own(await startMosquitto(folder));
  const login = { url: broker.url };
  const hub = own(await HubSession.create(folder, login));
  await hub.start();
  const session = sit(login, folder);
  const first = ask(login, folder.file("one.key"));
  await heard(session);
  for (let i = 0; i < 5; i += 1) await session.type("0000-0000-0000-0000");
  expect(await first.outcome).toEqual({ outcome: "refused", reason: "too_many_attempts" });
  const second = ask(login, folder.file("one.key"));
  await heard(session);
  await session.type(await second.code);
  expect((await second.outcome).outcome).toBe("approved");
  expect(await session.type(await second.code)).toEqual({ outcome: "used" });
  const rival = ask(login, folder.file("two.key"));
  await heard(session);
  await session.type(await rival.code);
  expect(await rival.outcome).toEqual({ outcome: "refused", reason: "counter_taken" });
  const place = { ...PLACE, counter: "quay-3" };
  const twins = [ask(login, folder.file("three.key"), { place }), ask(login, folder.file("three.key"), { place })];
  for (const twin of twins) expect(await twin.outcome).toEqual({ outcome: "refused", reason: "two_desks" });
  expect(readDevicesFile(folder.file("devices.yaml"), WARD).size).toBe(1);
});

it("a pin is kept; another hub.publicKey in edge.yaml is somebody's decision, and wins", async () => {
  const folder = own(await temporaryFolder());
  const file = folder.file("hub.pin.json");
  const keys = ["a", "b", "c"].map((name) => loadOrCreateKey(folder.file(`${name}.key`)).publicKey);
  const [a = "", b = "", c = ""] = keys;
  expect(() => HubPin.open(file, undefined)).toThrow(/hailong enrol/);
  expect(existsSync(file)).toBe(false);
  HubPin.open(file, a).follow(b, 1);
  expect([HubPin.open(file, a).publicKey, HubPin.open(file, undefined).publicKey]).toEqual([b, b]);
  expect([HubPin.open(file, c).publicKey, HubPin.open(file, c).number]).toEqual([c, 0]);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ publicKey: b, number: 1, configured: a });
});
