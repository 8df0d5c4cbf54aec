import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDataFolder } from "#desk/data-folder.js";
import { rotateDeviceKey } from "#desk/enrolment/device-key.js";
import { Ledger } from "#desk/ledger/ledger.js";
import { ledgerSchema } from "#desk/ledger/ledger-config.js";
import { rotateHubKey } from "#hub/data-folder.js";
import { revokeDevice } from "#hub/enrolment/edit-devices.js";
import { eventually } from "../support/child.js";
import { HubSession, WARD, WireClient } from "../support/hub-session.js";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.js";
import { PLACE, RunningDesk } from "../support/running-desk.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const owned: AsyncDisposable[] = [];
const own = <T extends AsyncDisposable>(thing: T): T => {
  owned.push(thing);
  return thing;
};
let folder: TemporaryFolder;
let broker: Mosquitto;
let hub: HubSession;
let pinned: string;

beforeEach(async () => {
  folder = own(await temporaryFolder());
  broker = own(await startMosquitto(folder));
  hub = own(await HubSession.create(folder, { url: broker.url }));
  await hub.setPolicy({ k: 12 });
  await hub.start({ policyFile: folder.file("policy.yaml") });
  pinned = hub.publicKey;
});
afterEach(async () => {
  for (const thing of owned.splice(0).reverse()) await thing[Symbol.asyncDispose]();
});

const startDesk = async (): Promise<RunningDesk> =>
  own(await RunningDesk.start({ folder: folder.path, broker: broker.url, hubKey: pinned }));
const health = async (desk: RunningDesk) => (await desk.call("GET", "/v1/health")).body;
const serve = async (desk: RunningDesk): Promise<unknown> => desk.close((await desk.open({}, false)).id);
const emptied = (desk: RunningDesk): Promise<boolean> =>
  eventually(async () => (await health(desk)).backlog === 0, { what: "an empty outbox", timeoutMs: 40_000 });
const alarmed = (desk: RunningDesk, alarm: string): Promise<boolean> =>
  eventually(async () => ((await health(desk)).alarms as string[]).includes(alarm), { what: alarm, timeoutMs: 40_000 });
const enrol = (desk: RunningDesk): void =>
  writeFileSync(folder.file("devices.yaml"), `[${readFileSync(`${desk.data}/device.pub.json`, "utf8")}]`);
const deviceOfDesk = (): string => JSON.parse(readFileSync(folder.file("data/device.pub.json"), "utf8")).device;
const rejected = async (reason: string): Promise<number> => (await hub.summary()).rejected[reason] ?? 0;

/** `hailong edge rotate-key` */
function rotateDesk(): void {
  using data = openDataFolder(folder.file("data"), PLACE);
  const { signer, ledgerFile: file } = data;
  using ledger = new Ledger({ file, signer, limits: ledgerSchema.parse({}), now: Date.now, onAppend: () => {} });
  rotateDeviceKey(folder.file("data"), { signer, ledger, time: "2026-03-02T08:00:00Z" });
}

it("a desk's key is handed on in its own chain; the hub follows, over restarts; the old key signs nothing new", async () => {
  const desk = await startDesk();
  enrol(desk);
  await serve(desk);
  await emptied(desk);
  await desk.stop();
  cpSync(folder.file("data"), folder.file("backup"), { recursive: true });
  rotateDesk();
  const renewed = await startDesk();
  await serve(renewed);
  await emptied(renewed);
  await hub.stop();
  await hub.start({ policyFile: folder.file("policy.yaml") });
  await serve(renewed);
  await emptied(renewed);
  expect(await hub.summary()).toMatchObject({ transactions: 3, gaps: [], rejected: {} });
  await renewed.stop();
  // The folder as it was before, with the key that it had then.
  rmSync(folder.file("data"), { recursive: true });
  cpSync(folder.file("backup"), folder.file("data"), { recursive: true });
  const restored = await startDesk();
  await serve(restored);
  await alarmed(restored, "key_retired");
  expect(await restored.logged("desk.key_retired")).toContain("handed on");
  expect((await health(restored)).backlog).toBeGreaterThan(0);
  expect(await rejected("key_retired")).toBeGreaterThan(0);
  expect(await hub.summary()).toMatchObject({ transactions: 3 });
});

it("desks follow the hub's key from the one that they pinned, while connected, and after having been away", async () => {
  const desk = await startDesk();
  enrol(desk);
  await serve(desk);
  await emptied(desk);
  for (let i = 0; i < 2; i += 1) {
    await hub.stop();
    rotateHubKey(folder.file("hub"), WARD);
    await hub.start({ policyFile: folder.file("policy.yaml") });
    if (i === 0) await desk.logged("hub_key.followed", 40_000);
    if (i === 0) await desk.stop();
  }
  expect(hub.publicKey).not.toBe(pinned);
  const later = await startDesk();
  await serve(later);
  await emptied(later);
  expect((await health(later)).alarms).not.toContain("policy_refused");
  expect(JSON.parse(readFileSync(folder.file("data/hub.pin.json"), "utf8"))).toEqual({
    ...{ publicKey: hub.publicKey, number: 2, configured: pinned },
  });
});

it("a revoked desk is refused from then on, receipted no more, and says so; so does the hub", async () => {
  const desk = await startDesk();
  enrol(desk);
  await serve(desk);
  await emptied(desk);
  await eventually(async () => (await hub.health()).desks.online === 1);
  revokeDevice(folder.file("devices.yaml"), WARD, deviceOfDesk());
  await alarmed(desk, "revoked");
  expect(await desk.logged("desk.revoked")).toMatch(/thu hồi.*revoked/);
  await eventually(async () => (await hub.health()).desks.online === 0);
  expect((await hub.health()).desks).toEqual({ enrolled: 0, online: 0, revoked: 1, uncertified: [] });
  await serve(desk);
  await eventually(async () => (await rejected("revoked_device")) > 0, { what: "the refusal" });
  expect(await hub.summary()).toMatchObject({ transactions: 1 });
  expect((await health(desk)).backlog).toBeGreaterThan(0);
  expect(hub.log.lines.filter((line) => line.includes('"reason":"revoked_device"'))).toHaveLength(1);
  // It comes back, and hears at once what the broker kept for it.
  await desk.stop();
  await alarmed(await startDesk(), "revoked");
});

it("what was true once, played again, changes nothing: receipts, policies, events, handovers", async () => {
  await using spy = await WireClient.connect(broker.url);
  const heard = new Map<string, Buffer[]>();
  const note = (topic: string, payload: Buffer) => void heard.set(topic, [...(heard.get(topic) ?? []), payload]);
  await spy.overhear(`hailong/v1/${WARD}/#`, note);
  const desk = await startDesk();
  enrol(desk);
  for (let i = 0; i < 3; i += 1) await serve(desk);
  await emptied(desk);
  await hub.setPolicy({ k: 15 });
  await eventually(() => desk.lines.some((line) => /policy\.applied.*"number":2/.test(line)), { what: "policy 2" });
  await desk.stop();
  rotateDesk();
  const renewed = await startDesk();
  await serve(renewed);
  await emptied(renewed);
  const before = await hub.summary();
  const everything = [...heard].flatMap(([topic, payloads]) => payloads.map((payload) => ({ topic, payload })));
  for (const { topic, payload } of everything) if (!topic.endsWith("/status")) await spy.raw(topic, payload);
  await renewed.logged("policy.ignored");
  await serve(renewed);
  await emptied(renewed);
  const after = await hub.summary();
  // Before it was enrolled.
  expect(after).toMatchObject({ transactions: before.transactions + 1, gaps: [] });
  expect(Object.keys(after.rejected).sort()).toEqual(["unknown_device"]);
  expect(renewed.lines.filter((line) => line.includes("policy.ignored"))).toHaveLength(1);
  expect((await health(renewed)).alarms).not.toContain("revoked");
});
