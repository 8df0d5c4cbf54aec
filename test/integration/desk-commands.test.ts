import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandReplySchema } from "#contract/desk-message.js";
import { commandTopic, inputRatingTopic, replyTopicPrefix } from "#contract/topics.js";
import { Child, eventually } from "../support/child.js";
import { FakeHub } from "../support/fake-hub.js";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.js";
import { PLACE, RunningDesk } from "../support/running-desk.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
let broker: Mosquitto;
let hub: FakeHub;
let desk: RunningDesk;
const DOSSIER = "H29.21-260302-0007";

beforeAll(async () => {
  folder = await temporaryFolder();
  broker = await startMosquitto(folder);
  hub = await new FakeHub(broker.url, PLACE, folder.file("hub.key")).connected();
  desk = await RunningDesk.start({ folder: folder.path, broker: broker.url, hubKey: hub.key.publicKey });
  await eventually(async () => (await desk.call("GET", "/v1/health")).body.hub === "connected");
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await hub[Symbol.asyncDispose]();
  await broker[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

function command(data: Record<string, unknown>, time = new Date().toISOString()): Record<string, unknown> {
  const envelope = { specversion: "1.0", id: "c1", source: "/one-stop", datacontenttype: "application/json" };
  return { ...envelope, type: "vn.hailong.command.v1", time, data };
}

const tapOf = (data: Record<string, unknown>, time?: string): Record<string, unknown> => ({
  ...command(data, time),
  type: "vn.hailong.input-rating.v1",
});

/** As a vendor would: Debian's own request-response client. Resolves to the answer, or undefined when none comes. */
async function ask(message: unknown, topic = commandTopic(PLACE), reply = `${replyTopicPrefix(PLACE)}vendor`) {
  const text = typeof message === "string" ? message : JSON.stringify(message);
  const args = ["-h", "127.0.0.1", "-p", String(broker.port), "-V", "5", "-q", "1"];
  const client = new Child("/usr/bin/mosquitto_rr", [...args, "-t", topic, "-e", reply, "-m", text, "-W", "2"]);
  await client.ended;
  const { data } = client.stdout ? commandReplySchema.parse(JSON.parse(client.stdout)) : { data: undefined };
  return data;
}

describe("a command over MQTT", () => {
  it("opens and closes, once per request id", async () => {
    const request = command({ action: "open", requestId: "open-0001", procedure: "chung-thuc" });
    const opened = await ask(request);
    expect(opened).toMatchObject({ ok: true, requestId: "open-0001", token: expect.any(String) });
    expect(await ask(request)).toEqual(opened);
    const { id } = opened as { id: string };
    expect((await desk.call("GET", "/v1/transactions/current")).body.transaction).toEqual({
      id,
      procedure: "chung-thuc",
    });
    const closed = await ask(command({ action: "close", requestId: "close-001", id }));
    expect(closed).toEqual({ ok: true, requestId: "close-001", id, outcome: "abstained" });
    expect(await ask(command({ action: "cancel", requestId: "open-0001", id }))).toMatchObject({
      ok: false,
      code: "request.conflict",
    });
  });

  it("is refused when stale, ahead, or for a transaction that is not", async () => {
    const open = (requestId: string, ms: number) =>
      command({ action: "open", requestId }, new Date(Date.now() + ms).toISOString());
    expect(await ask(open("stale-001", -11_000))).toMatchObject({ ok: false, code: "command.stale" });
    expect(await ask(open("ahead-001", 70_000))).toMatchObject({ ok: false, code: "command.stale" });
    expect(await ask(command({ action: "close", requestId: "close-404", id: "none" }))).toMatchObject({
      ok: false,
      code: "transaction.unknown",
    });
    expect((await desk.call("GET", "/v1/transactions/current")).body.transaction).toBeNull();
  });

  it("never repeats a dossier code, and answers only under the counter's reply topic", async () => {
    const refused = await ask(command({ action: "open", requestId: "dossier-1", procedure: DOSSIER }));
    expect(refused).toMatchObject({
      ok: false,
      code: "request.invalid",
      message: expect.stringContaining("procedure"),
    });
    const elsewhere = command({ action: "close", requestId: "elsewhere", id: "none" });
    // Each waits for an answer that must not come: on a topic of its own, so that they may wait together.
    const unanswered = await Promise.all([
      ask(elsewhere, commandTopic(PLACE), `hailong/v1/${PLACE.ward}/quay-9/reply/x`),
      ask("{not json", commandTopic(PLACE), `${replyTopicPrefix(PLACE)}not-json`),
      ask(`"${"x".repeat(40_000)}"`, commandTopic(PLACE), `${replyTopicPrefix(PLACE)}too-large`),
    ]);
    expect(unanswered).toEqual([undefined, undefined, undefined]);
    expect(JSON.stringify(refused) + desk.lines.join("")).not.toContain(DOSSIER);
    expect((await desk.call("GET", "/v1/health")).status).toBe(200);
  });
});

it("does not obey a command or a tap that the broker kept and repeats at a connection", async () => {
  const open = command({ action: "open", requestId: "kept-0001" });
  const kept = tapOf({ requestId: "kept-0002", rating: "satisfied" });
  // As somebody else's client would leave them behind, before the desk comes.
  await desk.stop();
  await hub.link.publish(commandTopic(PLACE), JSON.stringify(open), { retain: true });
  await hub.link.publish(inputRatingTopic(PLACE), JSON.stringify(kept), { retain: true });
  const before = hub.events.length;
  desk = await RunningDesk.start({ folder: folder.path, broker: broker.url, hubKey: hub.key.publicKey });
  await desk.logged("command.refused");
  expect((await desk.call("GET", "/v1/transactions/current")).body.transaction).toBeNull();
  expect((await desk.call("GET", "/v1/health")).body.backlog).toBe(0);
  expect(hub.events).toHaveLength(before);
  for (const topic of [commandTopic(PLACE), inputRatingTopic(PLACE)])
    await hub.link.publish(topic, "", { retain: true });
});

it("obeys a command that wants no answer", async () => {
  await hub.link.publish(commandTopic(PLACE), JSON.stringify(command({ action: "open", requestId: "silent-01" })));
  const id = await eventually(
    async () => ((await desk.call("GET", "/v1/transactions/current")).body.transaction as { id: string } | null)?.id,
  );
  await desk.call("POST", `/v1/transactions/${id}/cancel`);
});

it("turns a button box's tap into one signed rating, however often the broker repeats it", async () => {
  const { time: _, ...tap } = tapOf({ requestId: "tap-00000001", rating: "dissatisfied" });
  for (let i = 0; i < 3; i += 1) await hub.link.publish(inputRatingTopic(PLACE), JSON.stringify(tap));
  await hub.link.publish(
    inputRatingTopic(PLACE),
    JSON.stringify(tapOf({ requestId: "tap-00000002", rating: DOSSIER })),
  );
  await eventually(() => hub.of("rating").length > 0);
  await desk.logged("input_rating.refused");
  expect(hub.of("rating").map(({ data }) => [data.rating, data.source])).toEqual([["dissatisfied", "button"]]);
});

it("takes no tap from the future, and gives one that comes late to the counter only", async () => {
  const { id } = await desk.open({}, false);
  const before = hub.of("rating").length;
  const at = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
  for (const [requestId, rating, seconds] of [
    ["tap-00000011", "dissatisfied", 3_600],
    ["tap-00000012", "satisfied", -60],
    ["tap-00000013", "very_satisfied", -1],
  ] as const)
    await hub.link.publish(inputRatingTopic(PLACE), JSON.stringify(tapOf({ requestId, rating }, at(seconds))));
  await eventually(() => desk.lines.some((line) => line.includes("got the future")), { what: "the refusal" });
  await desk.call("POST", `/v1/transactions/${id}/close`);
  // The next citizen ends the undo time.
  await desk.open({}, false);
  await eventually(() => hub.of("rating").length >= before + 2);
  const taken = hub.of("rating").slice(before);
  expect(taken.map(({ data }) => [data.rating, typeof data.token])).toEqual([
    ["satisfied", "undefined"],
    ["very_satisfied", "string"],
  ]);
});
