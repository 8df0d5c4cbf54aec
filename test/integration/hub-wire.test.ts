import { expect, it } from "vitest";
import { checkBusLines } from "../support/chain-checker.js";
import { Child, eventually } from "../support/child.js";
import { HubSession, WireClient } from "../support/hub-session.js";
import { startMosquitto } from "../support/mosquitto.js";
import { SigningClient, sample } from "../support/signing-client.js";
import { temporaryFolder } from "../support/temporary-folder.js";

it("what mosquitto_sub shows of two desks and their hub is verified from those bytes alone", async () => {
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto(folder);
  await using sub = new Child("mosquitto_sub", [
    ...["-V", "5", "-h", "127.0.0.1", "-p", `${broker.port}`, "-q", "1"],
    ...["-t", "hailong/v1/#", "-F", "%t\\t%C\\t%p"],
  ]);
  const desks = [new SigningClient(), new SigningClient({ byte: 8, counter: "quay-02", epoch: "00000000000000b2" })];
  await using hub = await HubSession.create(folder, { url: broker.url });
  await hub.enrol(...desks);
  await hub.setPolicy({ grainMinutes: 10 });
  // Late enough that the listener hears the retained policy or sees it published.
  await hub.start({ policyFile: folder.file("policy.yaml") });
  await using wire = await WireClient.connect(broker.url);
  for (let n = 1; n <= 20; n++)
    for (const desk of desks) {
      await wire.send(desk.next("score", sample.score(n)), desk.next("rating", sample.rating(n)));
      await wire.send(desk.next("abstention", sample.abstention(n)), desk.next("health", sample.health()));
    }
  const lastOf = (desk: SigningClient) => desk.sent.at(-1) ?? expect.fail("nothing was sent");
  for (const desk of desks) await wire.receipted(lastOf(desk));
  const lines = await eventually(() => {
    const seen = sub.stdout.trimEnd().split("\n");
    const done = desks.every((desk) => seen.some((l) => l.includes("/receipt\t") && l.includes(lastOf(desk).hash)));
    return done && seen;
  });
  const report = checkBusLines(lines, {
    deskKeys: Object.fromEntries(desks.map((desk) => [desk.device, desk.key.publicKey])),
    hubKey: hub.publicKey,
  });
  expect(report.faults).toEqual([]);
  expect(report.events).toBe(160);
  expect(report.receipts).toBeGreaterThan(1);
  expect(lines.filter((line) => line.startsWith("hailong/v1/phuong-mau/policy\t"))).toHaveLength(1);
});

it("takes a thousand events of a burst in order, in batches", async () => {
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto(folder);
  const desk = new SigningClient();
  await using hub = await HubSession.create(folder, { url: broker.url });
  await hub.enrol(desk);
  await hub.start();
  await using wire = await WireClient.connect(broker.url);
  const events = Array.from({ length: 1_000 }, (_, n) => desk.next("score", sample.score(n + 1)));
  const began = performance.now();
  await wire.send(...events);
  const [last] = events.slice(-1);
  if (!last) throw new Error("an event");
  await wire.receipted(last);
  const perSecond = Math.round(1_000 / ((performance.now() - began) / 1_000));
  console.log(`hub ingest over a real broker: ${perSecond} events/s`);
  expect((await hub.summary()).scores).toBe(1_000);
  const commits = await hub.metric("hailong_hub_batch_events_count");
  expect(commits).toBeLessThan(500);
  expect(wire.receipts.length).toBeLessThanOrEqual(commits + 1);
});
