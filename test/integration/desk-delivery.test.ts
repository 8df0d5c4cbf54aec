import { cpSync, rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { ledgerSchema } from "#desk/ledger/ledger-config.js";
import { systemClock } from "#platform/clock.js";
import { freePort } from "#platform/free-port.js";
import { loadOrCreateKey, sha256Hex } from "#platform/signing.js";
import { expectChain } from "../support/chain.js";
import { eventually } from "../support/child.js";
import { FakeEye } from "../support/fake-eye.js";
import { FakeHub } from "../support/fake-hub.js";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.js";
import { PLACE, RunningDesk } from "../support/running-desk.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const owned: AsyncDisposable[] = [];
const own = <T extends AsyncDisposable>(thing: T): T => {
  owned.push(thing);
  return thing;
};
afterEach(async () => {
  for (const thing of owned.splice(0).reverse()) await thing[Symbol.asyncDispose]();
});

// As in the broker configuration that we ship: small messages must not wait for each other.
const BROKER = ["allow_anonymous true", "set_tcp_nodelay true"];

type Site = { folder: TemporaryFolder; broker: Mosquitto; hub: FakeHub; desk: RunningDesk };

async function site(policy: Record<string, unknown> = {}): Promise<Site> {
  const folder = own(await temporaryFolder());
  const broker = own(await startMosquitto(folder, { lines: BROKER }));
  const hub = await own(new FakeHub(broker.url, PLACE, folder.file("hub.key"))).connected();
  const desk = own(await startDesk({ folder, broker, hub }, policy));
  return { folder, broker, hub, desk };
}

const startDesk = ({ folder, broker, hub }: Omit<Site, "desk">, policy: Record<string, unknown> = {}) =>
  RunningDesk.start({ folder: folder.path, broker: broker.url, hubKey: hub.key.publicKey, policy });

async function backlog(desk: RunningDesk): Promise<number> {
  return (await desk.call("GET", "/v1/health")).body.backlog as number;
}
const emptied = (desk: RunningDesk, timeoutMs = 20_000): Promise<true> =>
  eventually(async () => ((await backlog(desk)) === 0 ? (true as const) : undefined), {
    timeoutMs,
    what: "empty outbox",
  });

describe("the desk, with a real broker", () => {
  it("brings a transaction's score to the hub, chained and signed, and says only `recorded` at the counter", async () => {
    const { hub, desk } = await site();
    using eye = await FakeEye.ready(desk.socket);
    const { id, token } = await desk.open({ procedure: "chung-thuc" });
    await eye.readFor(1_400, { happiness: 0.8 });
    expect(await desk.close(id)).toEqual({ status: 200, body: { id, outcome: "recorded" } });
    await emptied(desk);
    const [score] = hub.of("score");
    expect(score?.data).toMatchObject({
      token,
      procedure: "chung-thuc",
      field: "tu-phap",
      closedBy: "close",
      level: null,
    });
    expect(score?.data.score).toBeGreaterThan(80);
    expect(score?.data.coverage).toBeGreaterThan(0.8);
    expectChain(
      [...hub.stored.values()].flat().map(({ body }) => body),
      desk.publicKey,
    );
    const status = JSON.parse(hub.statuses.at(-1) ?? "{}");
    expect(status.data).toMatchObject({ online: true, model: "ab".repeat(32) });
  });

  it("sends again what has no receipt, in order, and stops when it has one", async () => {
    const { hub, desk } = await site();
    hub.answering = false;
    for (let i = 0; i < 3; i += 1) await desk.close((await desk.open({}, false)).id);
    await eventually(() => hub.arrived.length >= 6, { what: "a second sending" });
    expect(hub.arrived.slice(0, 6).map(({ event }) => event.seq)).toEqual([1, 2, 3, 1, 2, 3]);
    expect(await backlog(desk)).toBe(3);
    hub.answering = true;
    await emptied(desk);
    expect(hub.events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it("begins a backlog with few events at a time, and ends it in order", async () => {
    const { hub, desk } = await site();
    hub.answering = false;
    for (let i = 0; i < 30; i += 1) await desk.close((await desk.open({}, false)).id);
    const [first] = await eventually(() => hub.arrived.length === 4 && hub.arrived, { what: "the first events" });
    const { device, epoch } = first?.event ?? { device: "", epoch: "" };
    const askAgain = (): Promise<void> => hub.sendReceipt({ ...hub.upTo(device, epoch), rewindTo: 0 });
    const askUntil = (done: () => boolean): Promise<boolean> => eventually(() => askAgain().then(done));
    await askUntil(() => hub.arrived.length >= 8);
    expect(hub.arrived.slice(0, 8).map(({ event }) => event.seq)).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
    hub.answering = true;
    await askUntil(() => hub.events.length > 0);
    await emptied(desk);
    expect(hub.events.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  });

  it("believes no receipt but the pinned hub's, for its own device, epoch and hash", async () => {
    const { hub, desk, folder } = await site();
    hub.answering = false;
    await desk.close((await desk.open({}, false)).id);
    const { event, body } = await eventually(() => hub.arrived[0]);
    const stranger = loadOrCreateKey(folder.file("stranger.key"));
    const good = { device: event.device, epoch: event.epoch, upTo: 1, hash: sha256Hex(body) };
    await hub.sendReceipt(good, stranger);
    await hub.sendReceipt({ ...good, device: "hl-000000000000" });
    await hub.sendReceipt({ ...good, epoch: "0".repeat(16) });
    await hub.link.publish(`hailong/v1/${PLACE.ward}/${PLACE.counter}/receipt`, "{}");
    await hub.link.publish(`hailong/v1/${PLACE.ward}/${PLACE.counter}/receipt`, "\u0000not json");
    await eventually(() =>
      ["bad_signature", "other_device", "other_epoch", "not_contract", "not_json"].every((why) =>
        desk.lines.some((line) => line.includes(`"why":"${why}"`)),
      ),
    );
    expect(await backlog(desk)).toBe(1);
    await hub.sendReceipt(good);
    await emptied(desk);
  });

  it("works while the broker is absent at start and comes back after an outage, losing and doubling nothing", async () => {
    const folder = own(await temporaryFolder());
    const port = await freePort();
    const key = loadOrCreateKey(folder.file("hub.key"));
    const desk = own(
      await RunningDesk.start({ folder: folder.path, broker: `mqtt://127.0.0.1:${port}`, hubKey: key.publicKey }),
    );
    for (let i = 0; i < 100; i += 1) await desk.close((await desk.open({}, false)).id);
    expect(await backlog(desk)).toBe(100);
    const first = await startMosquitto(folder, { port });
    const hub = await own(new FakeHub(first.url, PLACE, folder.file("hub.key"))).connected();
    await emptied(desk);
    await first[Symbol.asyncDispose]();
    await eventually(async () => (await desk.call("GET", "/v1/health")).body.hub === "offline");
    for (let i = 0; i < 5; i += 1) await desk.close((await desk.open({}, false)).id);
    own(await startMosquitto(folder, { port }));
    await emptied(desk, 30_000);
    const bodies = [...hub.stored.values()].flat().map(({ body }) => body);
    expect(bodies).toHaveLength(105);
    expect(hub.stored.size).toBe(1);
    expectChain(bodies, desk.publicKey);
  });

  it("goes on scoring while the broker refuses its login", async () => {
    const folder = own(await temporaryFolder());
    const broker = own(await startMosquitto(folder, { lines: ["allow_anonymous false"] }));
    const key = loadOrCreateKey(folder.file("hub.key"));
    const desk = own(await RunningDesk.start({ folder: folder.path, broker: broker.url, hubKey: key.publicKey }));
    await desk.logged("mqtt.error");
    expect((await desk.close((await desk.open({}, false)).id)).body.outcome).toBe("abstained");
    expect((await desk.call("GET", "/v1/health")).body).toMatchObject({ hub: "offline", backlog: 1 });
  });

  it("rewinds when the hub was restored, and goes slower when asked", async () => {
    const { hub, desk } = await site();
    for (let i = 0; i < 4; i += 1) await desk.close((await desk.open({}, false)).id);
    await emptied(desk);
    const [epoch, row] = [...hub.stored][0] ?? ["", []];
    row.splice(2);
    const { device } = row[0]?.event ?? { device: "" };
    await hub.sendReceipt({ ...hub.upTo(device, epoch), rewindTo: 2, slower: { milliseconds: 300 } });
    await eventually(() => row.length === 4, { what: "the rewound events" });
    await emptied(desk);
    expect(row.map(({ event }) => event.seq)).toEqual([1, 2, 3, 4]);
  });

  it("sends again at once what the hub says that it misses, before its own patience ends", async () => {
    const { hub, desk } = await site();
    hub.answering = false;
    await desk.close((await desk.open({}, false)).id);
    const [lost] = await eventually(() => hub.arrived.length > 0 && hub.arrived, {
      what: "the event that the hub lost",
    });
    hub.answering = true;
    const { device, epoch } = lost?.event ?? { device: "", epoch: "" };
    const held = hub.upTo(device, epoch);
    await eventually(async () => {
      await hub.sendReceipt({ ...held, rewindTo: held.upTo });
      return hub.stored.get(epoch)?.length === 1;
    });
    await emptied(desk);
    expect(desk.lines.filter((line) => line.includes("receipt.missing"))).toEqual([]);
  });

  it("starts a new chain, which names the old one, when its ledger was restored from a backup", async () => {
    const { hub, desk, folder, broker } = await site();
    const serve = async (one: RunningDesk): Promise<unknown> => one.close((await one.open({}, false)).id);
    await serve(desk);
    await emptied(desk);
    await desk.stop();
    cpSync(desk.data, folder.file("backup"), { recursive: true });
    const second = own(await startDesk({ folder, broker, hub }));
    await serve(second);
    await serve(second);
    await emptied(second);
    await second.stop();
    rmSync(desk.data, { recursive: true });
    cpSync(folder.file("backup"), desk.data, { recursive: true });
    const restored = own(await startDesk({ folder, broker, hub }));
    await serve(restored);
    await restored.logged("ledger.restored");
    await emptied(restored);
    const [old = [], fresh = []] = [...hub.stored.values()];
    expect([old.length, fresh.length]).toEqual([3, 2]);
    expect(fresh[0]?.event).toMatchObject({
      type: "vn.hailong.health.v1",
      data: { previousEpoch: old[0]?.event.epoch },
    });
    expectChain(
      fresh.map(({ body }) => body),
      restored.publicKey,
    );
    // And the hub was restored too, to before all that: what the desk still has of the former chain goes first.
    const { device, epoch } = old[0]?.event ?? { device: "", epoch: "" };
    old.splice(0);
    await hub.sendReceipt({ ...hub.upTo(device, epoch), rewindTo: 0 });
    await eventually(() => old.length === 1, { what: "the former epoch's event" });
    // A receipt of a hub that had gone further in it ends the matter too.
    await hub.sendReceipt({ device, epoch, upTo: 0, hash: "0".repeat(64), rewindTo: 0 });
    hub.answering = false;
    await hub.sendReceipt({ device, epoch, upTo: 3, hash: "ab".repeat(32) });
    await serve(restored);
    await eventually(() => hub.arrived.at(-1)?.event.seq === 3, { what: "the present epoch's next event" });
  });

  it("tells a hub that asks for what it keeps no more, once the hub has said so twice", async () => {
    const { folder, broker, hub, desk } = await site();
    for (let i = 0; i < 3; i += 1) await desk.close((await desk.open({}, false)).id);
    await emptied(desk);
    await desk.stop();
    const onDay = async (days: number): Promise<RunningDesk> => {
      const clock = { ...systemClock, now: () => Date.now() + days * 86_400_000 };
      const options = { folder: folder.path, broker: broker.url, hubKey: hub.key.publicKey, clock };
      return own(await RunningDesk.start({ ...options, extra: { ledger: ledgerSchema.parse({ keepDays: 1 }) } }));
    };
    await (await onDay(1)).stop();
    const later = await onDay(2);
    await later.logged("mqtt.connected");
    const [epoch = "", row = []] = [...hub.stored][0] ?? [];
    const { device = "" } = row[0]?.event ?? {};
    const whole = [...row];
    const askFor = async (have: number): Promise<void> => {
      row.splice(have);
      await hub.sendReceipt({ ...hub.upTo(device, epoch), rewindTo: have });
    };
    // An old word that comes again: the hub has everything, and says so when the newest event comes once more.
    const arrived = hub.arrived.length;
    await askFor(1);
    row.push(...whole.slice(1));
    await eventually(() => hub.arrived.length > arrived, { what: "the newest event once more" });
    expect(hub.arrived.slice(arrived).map(({ event }) => event.seq)).toEqual([3]);
    await later.close((await later.open({}, false)).id);
    await emptied(later);
    expect(hub.stored.size).toBe(1);
    // A hub that was restored says it again, whatever comes.
    await eventually(async () => {
      await askFor(1);
      return hub.stored.size === 2;
    });
    await emptied(later);
    const fresh = [...hub.stored.values()][1] ?? [];
    // The third event goes too, or does not yet: housekeeping may have come by since the fourth was receipted.
    const said = JSON.parse(await later.logged("events.pruned"));
    expect(said.missing).toEqual({ from: 2, to: expect.toBeOneOf([2, 3]) });
    expect(fresh[0]?.event.data).toMatchObject({ previousEpoch: epoch, missing: said.missing });
    expect(fresh).toHaveLength(1 + 4 - said.missing.to);
  });

  it("applies the hub's signed policies, the counter's over the ward's, and keeps them over a restart", async () => {
    const { hub, desk, folder, broker } = await site();
    using eye = await FakeEye.ready(desk.socket);
    const limits = () => eye.heard.filter((message) => message.type === "limits").at(-1)?.limits;
    const [ward, counter] = [`hailong/v1/${PLACE.ward}/policy`, `hailong/v1/${PLACE.ward}/${PLACE.counter}/policy`];
    await hub.link.publish(counter, hub.policy(3, { reading: { minimumFaceWidth: 99 } }), { retain: true });
    await hub.link.publish(ward, hub.policy(7, { reading: { minimumFaceWidth: 50, minimumInterEye: 33 } }), {
      retain: true,
    });
    await eventually(() => limits()?.minimumInterEye === 33);
    expect(limits()?.minimumFaceWidth).toBe(99);
    await hub.link.publish(ward, hub.policy(6, { reading: { minimumInterEye: 40 } }));
    await hub.link.publish(ward, hub.policy(8, { reading: { minimumInterEye: "much" } }));
    await hub.link.publish(ward, hub.policy(9, {}).replace('"number":9', '"number":10'));
    await eventually(() =>
      ["older_number", "invalid_content", "bad_signature"].every((why) =>
        desk.lines.some((line) => line.includes(`"why":"${why}"`)),
      ),
    );
    await desk.stop();
    const again = own(await startDesk({ folder, broker, hub }));
    using second = await FakeEye.ready(again.socket);
    const first = await eventually(() => second.heard.find((message) => message.type === "limits"));
    expect(first.limits).toMatchObject({ minimumFaceWidth: 99, minimumInterEye: 33 });
    await again.close((await again.open({}, false)).id);
    await emptied(again);
    expect(hub.of("abstention").at(-1)?.data.policy).toBe(7);
  });
});
