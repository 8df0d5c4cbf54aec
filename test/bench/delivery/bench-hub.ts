import { roundTime } from "#contract/event.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { hubSubscriptions } from "#contract/topics.js";
import { openDataFolder } from "#hub/data-folder.js";
import { readDevicesFile } from "#hub/enrolment/devices-file.js";
import { KeyRing } from "#hub/enrolment/key-ring.js";
import { WatchedFile } from "#hub/enrolment/watched-file.js";
import { Ingest } from "#hub/ingest/ingest.js";
import { sendReceipt } from "#hub/ingest/receipts.js";
import { Rejections } from "#hub/ingest/rejections.js";
import { openStore } from "#hub/store/open-store.js";
import { systemClock as clock } from "#platform/clock.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { MqttLink, mqttSchema } from "#platform/mqtt-link.js";
import { pause } from "#platform/tasks.js";
import type { BenchHubPlan } from "./bench-hub-plan.js";
import { noStore } from "./no-store.js";

/** The hub's ingest and nothing else, as a process of its own: what differs between two of them is the store. */
const plan: BenchHubPlan = JSON.parse(process.argv[2] ?? "");
const { ward, mqttUrl, devicesFile, shared } = plan;
const log = createLogger("bench-hub", "silent");
const stop = new AbortController();
process.on("SIGTERM", () => stop.abort());
let atStart: NodeJS.CpuUsage | undefined;
{
  await using life = new Lifetime(log);
  const folder = life.own(openDataFolder(plan.data));
  const file = folder.storeFile;
  const store = life.own(
    plan.store.kind === "none" ? noStore() : await openStore(plan.store, { file, ward, shared, log }),
  );
  const publish: MqttLink["publish"] = (...message) => link.publish(...message);
  const devices = new WatchedFile({
    ...{ file: devicesFile, event: "devices", log },
    read: (file) => readDevicesFile(file, ward),
    onChange: () => ingest.enrolled(),
  });
  const ingest = new Ingest({
    ...{ ward, store, clock, log },
    graceMs: shared ? 500 : 0,
    // Without pauses: asked to wait, desks measure the pauses and not the store.
    batch: { maxEvents: 500, maxMs: 20, catchUpShare: 1 },
    desks: () => devices.value,
    keys: new KeyRing(),
    onDistrust: () => {},
    rejections: new Rejections(clock, log),
    sendReceipt: (news) => void sendReceipt(news, { ward, key: folder.key, publish, log }),
    receivedAt: () => roundTime(clock.now(), DEFAULT_POLICY.grainMinutes),
    onBatch: () => {},
  });
  const link = life.own(
    new MqttLink(mqttSchema.parse({ url: mqttUrl }), {
      clientId: `bench-hub-${process.pid}`,
      subscriptions: hubSubscriptions(ward, shared ? { group: "bench" } : {}),
      onMessage: (message) => ingest.receive(message),
      onConnect: () => {
        atStart ??= process.cpuUsage();
        console.log("connected");
      },
      log,
    }),
  );
  const watching = (async () => {
    for (; !stop.signal.aborted; await pause(200, stop.signal)) devices.check();
  })();
  await ingest.run(stop.signal);
  await watching;
}
const { user, system } = process.cpuUsage(atStart);
console.log(JSON.stringify({ cpuMs: (user + system) / 1_000 }));
