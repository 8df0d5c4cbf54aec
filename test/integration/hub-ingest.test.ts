import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { canonicalJson } from "#contract/canonical-json.js";
import { isErrorCode } from "#platform/errors.js";
import { createVerifier } from "#platform/signing.js";
import { eventually } from "../support/child.js";
import { HubSession, WARD, WireClient } from "../support/hub-session.js";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.js";
import { SigningClient, sample } from "../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

describe("the hub on a real broker", () => {
  let folder: TemporaryFolder;
  let own: TemporaryFolder;
  let broker: Mosquitto;
  let hub: HubSession;
  let wire: WireClient;
  let desk: SigningClient;

  beforeAll(async () => {
    folder = await temporaryFolder();
    broker = await startMosquitto(folder);
  });
  afterAll(async () => {
    await broker[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    desk = new SigningClient();
    own = await temporaryFolder();
    hub = await HubSession.create(own, { url: broker.url });
    await hub.enrol(desk);
    await hub.start();
    wire = await WireClient.connect(broker.url);
  });
  afterEach(async () => {
    await wire[Symbol.asyncDispose]();
    await hub[Symbol.asyncDispose]();
    await own[Symbol.asyncDispose]();
  });

  const rejected = (reason: string): Promise<number> =>
    eventually(async () => (await hub.summary()).rejected[reason], { what: `rejection ${reason}` });
  const stored = async (): Promise<number> => {
    const { transactions, cancelled } = await hub.summary();
    return transactions + cancelled;
  };

  it("stores events in order, then says so with its signature", async () => {
    await wire.send(desk.next("score", sample.score(1)), desk.next("rating", sample.rating(1)));
    const last = desk.next("abstention", sample.abstention(2));
    await wire.send(last);
    const receipt = await wire.receipted(last);
    const { signature, ...unsigned } = receipt;
    expect(createVerifier(hub.publicKey)(canonicalJson(unsigned), signature)).toBe(true);
    expect(receipt.data).toMatchObject({ device: desk.device, epoch: desk.epoch, upTo: 3, hash: last.hash });
    expect(await hub.summary()).toMatchObject({
      transactions: 2,
      scores: 1,
      abstentions: 1,
      ratings: 1,
      ratedTransactions: 1,
      coverage: { camera: 0.5, rating: 0.5 },
      abstentionReasons: { dark: 1 },
      gaps: [],
      rejected: {},
    });
  });

  it("acknowledges a replayed event again and stores it once", async () => {
    const first = desk.next("score", sample.score(1));
    await wire.send(first);
    await wire.receipted(first);
    const second = desk.next("score", sample.score(2));
    await wire.send(second);
    await wire.receipted(second);
    const after = wire.receipts.length;
    await wire.send(first, first, second);
    await wire.receipted(second, { after });
    await eventually(async () => (await hub.metric('hailong_hub_events_total{outcome="duplicate"}')) === 3);
    expect(await stored()).toBe(2);
  });

  it.each([
    ["not_json", () => ({ body: '{"seq": 1' })],
    ["not_json", () => ({ body: randomBytes(64) })],
    ["not_json", () => ({ body: "" })],
    ["oversized", () => ({ body: JSON.stringify({ x: "x".repeat(20_000) }) })],
    ["not_contract", () => ({ body: "null" })],
    ["not_contract", () => ({ body: `${"[".repeat(8_000)}${"]".repeat(8_000)}` })],
    ["not_contract", (d: SigningClient) => ({ body: d.next("score", { ...sample.score(1), token: "H29-0042" }).body })],
    [
      "not_contract",
      (d: SigningClient) => ({ body: d.next("score", sample.score(1)).body.replace("{", '{"__proto__":1,') }),
    ],
    [
      "bad_signature",
      (d: SigningClient) => ({ body: d.next("score", sample.score(1)).body.replace('"score":61.5', '"score":91.5') }),
    ],
    ["unknown_device", () => ({ body: new SigningClient({ byte: 8 }).next("score", sample.score(1)).body })],
    ["wrong_topic", (d: SigningClient) => ({ body: d.next("score", sample.score(1)).body, counter: "quay-02" })],
    ["wrong_topic", (d: SigningClient) => ({ body: d.next("cancelled", sample.cancelled(1)).body })],
    [
      "wrong_topic",
      () => ({ ...new SigningClient({ counter: "quay-02" }).next("score", sample.score(1)), counter: "quay-02" }),
    ],
  ] as [string, (d: SigningClient) => { body: string | Buffer; counter?: string }][])(
    "rejects and counts: %s (%#), and goes on",
    async (reason, make) => {
      const { body, counter = desk.place.counter } = make(new SigningClient());
      await wire.raw(`hailong/v1/${WARD}/${counter}/score`, body);
      expect(await rejected(reason)).toBe(1);
      const good = desk.next("score", sample.score(7));
      await wire.send(good);
      await wire.receipted(good);
      expect(await stored()).toBe(1);
      const lines = hub.log.lines.filter((line) => line.includes("event.rejected"));
      expect(lines).toHaveLength(1);
      for (const secret of [sample.token(1), "H29-0042"]) expect(hub.log.lines.join("\n")).not.toContain(secret);
    },
  );

  it("rejects a fork and tells the desk what is stored", async () => {
    const first = desk.next("score", sample.score(1));
    const second = desk.next("score", sample.score(2));
    await wire.send(first, second);
    await wire.receipted(second);
    const twin = desk.link("score", sample.score(99), { seq: 2, prev: first.hash });
    const after = wire.receipts.length;
    await wire.send(twin);
    expect(await rejected("forked")).toBe(1);
    await wire.receipted(second, { after });
    const stranger = desk.link("score", sample.score(99), { seq: 3, prev: twin.hash });
    await wire.send(stranger);
    await eventually(async () => (await hub.summary()).rejected.forked === 2);
    expect(await stored()).toBe(2);
  });

  it("does not store beyond a gap, reports it, asks again, and goes on once it is closed", async () => {
    const events = [1, 2, 3, 4, 5].map((n) => desk.next("score", sample.score(n)));
    const [first, , , , last] = events;
    if (!first || !last) throw new Error("five events");
    await wire.send(first);
    await wire.receipted(first);
    await wire.send(...events.slice(2));
    const gap = { device: desk.device, epoch: desk.epoch, from: 2, to: 5 };
    await eventually(async () => JSON.stringify((await hub.summary()).gaps) === JSON.stringify([gap]));
    expect(await stored()).toBe(1);
    expect(wire.receipts.at(-1)?.data).toMatchObject({ upTo: 1, rewindTo: 1 });
    await wire.send(...events.slice(1));
    await wire.receipted(last);
    expect(await hub.summary()).toMatchObject({ scores: 5, gaps: [], rejected: {} });
  });

  it("takes a new epoch only from its beginning", async () => {
    const before = desk.next("score", sample.score(1));
    await wire.send(before);
    await wire.receipted(before);
    const next = new SigningClient({ epoch: "00000000000000b2" });
    const events = [1, 2].map((n) => next.next("score", sample.score(n + 10)));
    await wire.send(...events.slice(1));
    await eventually(() =>
      wire.receipts.some(({ data }) => data.epoch === next.epoch && data.upTo === 0 && data.rewindTo === 0),
    );
    await wire.send(...events);
    await eventually(() => wire.receipts.some(({ data }) => data.epoch === next.epoch && data.upTo === 2));
    expect(await stored()).toBe(3);
  });

  it("restarts in mid-stream: says where it stands, loses nothing, doubles nothing", async () => {
    const events = Array.from({ length: 200 }, (_, n) => desk.next("score", sample.score(n + 1)));
    await wire.send(...events.slice(0, 120));
    await hub.stop();
    const standing = wire.receipts.at(-1)?.data.upTo ?? 0;
    const after = wire.receipts.length;
    // Nobody is there to take these.
    await wire.send(...events.slice(standing, 160));
    await hub.start();
    await eventually(() => wire.receipts.length > after);
    expect(wire.receipts.at(-1)?.data).toMatchObject({ upTo: standing, rewindTo: standing });
    await wire.send(...events.slice(standing));
    const [last] = events.slice(-1);
    if (!last) throw new Error("an event");
    await wire.receipted(last);
    expect(await hub.summary()).toMatchObject({ scores: 200, gaps: [] });
  });

  it("enrols and drops a desk without a restart, and keeps the list when the file breaks", async () => {
    const other = new SigningClient({ byte: 8, counter: "quay-02" });
    const event = other.next("score", sample.score(1));
    await wire.send(event);
    await rejected("unknown_device");
    await hub.enrol(desk, other);
    process.kill(process.pid, "SIGHUP");
    await eventually(() => hub.log.lines.some((line) => line.includes("devices.changed")));
    await wire.send(event);
    await wire.receipted(event);
    await hub.enrol({ enrolment: { device: "hl-000000000000" } } as never);
    await eventually(async () => (await hub.health()).alarms.includes("devices_file_invalid"));
    const next = other.next("score", sample.score(2));
    await wire.send(next);
    await wire.receipted(next);
    await hub.enrol(desk);
    await eventually(async () => (await hub.health()).status === "ok");
    await wire.send(other.next("score", sample.score(3)));
    await eventually(async () => (await hub.summary()).rejected.unknown_device === 2);
  });

  it("a desk that was there before it was enrolled is heard as soon as it is, without a word more from it", async () => {
    const other = new SigningClient({ byte: 8, counter: "quay-02" });
    const events = [1, 2, 3].map((n) => other.next("score", sample.score(n + 50)));
    const status = JSON.stringify({
      specversion: "1.0",
      id: `${other.device}/status/AAAAAAAAAAAAAAAA`,
      source: `/hailong/v1/${WARD}/quay-02`,
      datacontenttype: "application/json",
      type: "vn.hailong.status.v1",
      data: { online: true, device: other.device, version: "0.1.0", model: "", certificate: null },
    });
    await wire.raw(`hailong/v1/${WARD}/quay-02/status`, status);
    await wire.send(...events);
    await eventually(async () => (await hub.summary()).rejected.unknown_device === 3);
    await hub.enrol(desk, other);
    await wire.receipted(events.at(-1) ?? expect.fail("three events"));
    expect((await hub.health()).desks).toMatchObject({ enrolled: 2, online: 1, revoked: 0 });
    expect((await hub.summary()).rejected).toEqual({ unknown_device: 3 });
  });

  it("knows who is there by their status", async () => {
    const certificate = { id: "0123456789abcdef", verdict: "pass" };
    const status = (online: boolean, device = desk.device, under: object | null = null): string =>
      JSON.stringify({
        specversion: "1.0",
        id: `${device}/status/AAAAAAAAAAAAAAAA`,
        source: `/hailong/v1/${WARD}/quay-01`,
        datacontenttype: "application/json",
        type: "vn.hailong.status.v1",
        data: { online, device, version: "0.1.0", model: "", certificate: under },
      });
    const topic = `hailong/v1/${WARD}/quay-01/status`;
    const event = desk.next("score", sample.score(1));
    await wire.send(event);
    const receipt = await wire.receipted(event);
    await wire.raw(topic, status(true), true);
    // Who comes is told where its chain stands: the hub may have been restored while it was away.
    await eventually(() => wire.receipts.at(-1)?.data.rewindTo === receipt.data.upTo);
    await eventually(async () => (await hub.health()).desks.online === 1);
    expect((await hub.health()).desks.uncertified).toContain("quay-01");
    const ofLaterVersion = { ...certificate, more: "than this hub knows" };
    await wire.raw(topic, status(true, desk.device, ofLaterVersion), true);
    await eventually(async () => !(await hub.health()).desks.uncertified.includes("quay-01"));
    await wire.raw(topic, status(true, desk.device, { ...certificate, verdict: "fail" }), true);
    await eventually(async () => (await hub.health()).desks.uncertified.includes("quay-01"));
    await wire.raw(topic, status(true, "hl-000000000000"));
    await wire.raw(topic, "{}");
    expect(await eventually(async () => (await hub.summary()).rejected.bad_status === 1)).toBe(true);
    await wire.raw(topic, status(false), true);
    await eventually(async () => (await hub.health()).desks.online === 0);
    await wire.raw(topic, "", true);
  });

  it("a second hub on the same folder is refused, and so is a port in use", async () => {
    await expect(hub.run({ api: { port: 0 } })).rejects.toSatisfy((e) => isErrorCode(e, "ledger.in_use"));
    await using other = await temporaryFolder();
    const rival = await HubSession.create(other, { url: broker.url });
    const port = Number(new URL(hub.url).port);
    await expect(rival.run({ api: { port } })).rejects.toSatisfy((e) => isErrorCode(e, "http.port_in_use"));
    expect(() => readFileSync(other.file("hub/hub.pub"))).not.toThrow();
  });
});
