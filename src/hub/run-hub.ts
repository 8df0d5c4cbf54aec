import { randomBytes } from "node:crypto";
import { roundTime } from "#contract/event.js";
import type { HubHealth, Summary } from "#contract/http.js";
import { hubOpenApi } from "#contract/openapi.js";
import { hubSubscriptions, wardPolicyTopic } from "#contract/topics.js";
import { createMetrics } from "#hub/api/metrics.js";
import { readHealth } from "#hub/api/read-health.js";
import { readReleased } from "#hub/api/read-released.js";
import { readSummary } from "#hub/api/read-summary.js";
import { startApi } from "#hub/api/server.js";
import { CityPolicy } from "#hub/city/city-policy.js";
import { WardAggregate } from "#hub/city/ward-aggregate.js";
import { openDataFolder } from "#hub/data-folder.js";
import { DeskStatuses } from "#hub/enrolment/desk-statuses.js";
import { readDevicesFile } from "#hub/enrolment/devices-file.js";
import { announceHubKey } from "#hub/enrolment/hub-handovers.js";
import { KeyRing } from "#hub/enrolment/key-ring.js";
import { Standings } from "#hub/enrolment/standings.js";
import { watchFiles } from "#hub/enrolment/watch-files.js";
import { WatchedFile } from "#hub/enrolment/watched-file.js";
import type { HubConfig } from "#hub/hub-config.js";
import { Ingest } from "#hub/ingest/ingest.js";
import { sendReceipt } from "#hub/ingest/receipts.js";
import { Rejections } from "#hub/ingest/rejections.js";
import { WardLeader } from "#hub/policy/ward-leader.js";
import { readPolicyPatch, WardPolicy } from "#hub/policy/ward-policy.js";
import type { EventStore } from "#hub/store/event-store.js";
import { openStore } from "#hub/store/open-store.js";
import { isStoreFault } from "#hub/store/store-fault.js";
import { loadOrCreateToken } from "#platform/bearer-token.js";
import type { Clock } from "#platform/clock.js";
import { Lifetime } from "#platform/lifetime.js";
import type { Logger } from "#platform/logger.js";
import { MqttLink, type MqttMessage } from "#platform/mqtt-link.js";
import { NO_MANAGER, type ServiceManager } from "#platform/service-manager.js";
import { deviceOf } from "#platform/signing.js";
import { runUntilAbort } from "#platform/tasks.js";
import { version } from "#platform/version.js";

type Runtime = {
  readonly log: Logger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly manager?: ServiceManager;
};

/** The one file that names every part of the hub. Ends when the signal aborts: what was received is stored and receipted. */
export async function runHub(config: HubConfig, { log, clock, signal, manager = NO_MANAGER }: Runtime): Promise<void> {
  await using life = new Lifetime(log); // closes newest first
  const { ward } = config;
  const folder = life.own(openDataFolder(config.data, config.keyFile));
  const shared = config.workers !== undefined;
  const store = life.own(await openStore(config.store, { file: folder.storeFile, ward, shared, log }));
  // Callbacks run on later turns of the event loop, when every part below stands.
  const publish: MqttLink["publish"] = (topic, payload, options) => link.publish(topic, payload, options);
  const devices = new WatchedFile({
    file: config.devicesFile,
    read: (file) => readDevicesFile(file, ward),
    onChange: (enrolled) => {
      statuses.review(enrolled);
      standings.announce(enrolled);
      ingest.enrolled();
    },
    event: "devices",
    log,
  });
  const desks = () => devices.value;
  const statuses = new DeskStatuses((device) => void ingest.announce(device));
  const rejections = new Rejections(clock, log);
  const keys = new KeyRing();
  const learnKeys = async (): Promise<void> => keys.learn(await store.rekeyings(), desks());
  await learnKeys();
  const standings = new Standings({ ward, key: folder.key, keys, publish, clock, log });
  const policy = await WardPolicy.open({ ward, store, key: folder.key, publish, log });
  const policyFile = config.policyFile
    ? new WatchedFile({ file: config.policyFile, read: readPolicyPatch, event: "policy_file", log })
    : undefined;
  const { city } = config;
  const cityPolicy = city ? new CityPolicy({ city, file: folder.cityPolicyFile, log }) : undefined;
  const aggregate = new WardAggregate({
    ward,
    key: folder.key,
    k: () => policy.applied.k,
    released: () => readReleased(store, policy.applied),
    madeAt: () => roundTime(clock.now(), policy.applied.grainMinutes),
    publish,
    log,
  });
  const cityPatch = () => cityPolicy?.patch ?? {};
  const { contentMonths } = config.retention;
  const leader = new WardLeader({ store, policy, policyFile, cityPatch, aggregate, contentMonths, clock, log });
  const metrics = createMetrics({
    rejected: () => rejections.counts,
    waiting: () => ingest.waiting,
    connected: () => link.connected,
    storeFault: () => storeFault(),
    desks: () => deskCounts(),
  });
  const deskCounts = () => {
    const revoked = [...desks().values()].filter((desk) => desk.revoked).length;
    const uncertified = statuses.uncertified(desks());
    return { enrolled: desks().size - revoked, online: statuses.online(desks()), revoked, uncertified };
  };
  const storeFault = () => ingest.fault ?? (store.reachable() ? undefined : "unavailable");
  const ingest = new Ingest({
    ward,
    batch: config.batch,
    store,
    graceMs: config.workers?.graceMs ?? 0,
    desks,
    keys,
    rejections,
    onDistrust: (desk, why) => standings.tell(desk, why),
    sendReceipt: (news) => void sendReceipt(news, { ward, key: folder.key, publish, log }),
    receivedAt: () => roundTime(clock.now(), policy.applied.grainMinutes),
    onBatch: metrics.onBatch,
    clock,
    log,
  });
  const receive = (message: MqttMessage): void => {
    if (message.topic === wardPolicyTopic(ward)) policy.heard(message.payload);
    else if (city && message.topic === wardPolicyTopic(city.name)) cityPolicy?.heard(message.payload);
    else if (!message.topic.endsWith("/status")) ingest.receive(message);
    else if (!statuses.receive(message, desks()) && message.payload.length > 0) rejections.add("bad_status");
  };
  const link = life.own(
    new MqttLink(config.mqtt, {
      // Workers share the key, and a broker knows each client by another name.
      clientId: `hailong-hub-${deviceOf(folder.key.publicKey)}${config.workers ? `-${randomBytes(4).toString("hex")}` : ""}`,
      subscriptions: hubSubscriptions(ward, {
        ...(city ? { city: city.name } : {}),
        ...(config.workers ? { group: config.workers.group } : {}),
      }),
      onMessage: receive,
      onConnect: () => {
        void announceHubKey({ ward, handovers: folder.handovers, publish, log });
        void ingest.announce();
        standings.announce(desks());
        leader.sayAgain();
      },
      onDisconnect: () => statuses.forget(),
      log,
    }),
  );
  const summary = (): Promise<Summary> =>
    readSummary({ ward, policy: policy.applied, store, rejected: rejections.counts });
  const health = (): HubHealth =>
    readHealth({
      connected: link.connected,
      storeFault: storeFault(),
      devicesFileBroken: devices.broken,
      policyFileBroken: policyFile?.broken ?? false,
      desks: deskCounts(),
      waiting: ingest.waiting,
    });
  const token = loadOrCreateToken(config.api.tokenFile ?? folder.tokenFile);
  const api = life.own(
    await startApi(config.api, {
      summary,
      health,
      metrics: metrics.registry,
      token,
      document: hubOpenApi(version()),
      log,
    }),
  );
  const checkFiles = async (): Promise<void> => {
    devices.check();
    if (!leader.leads) await followPolicy(policy);
    if (keys.missed) await learnKeys();
  };
  log.info({ event: "hub.ready", ward, api: api.url, desks: desks().size });
  manager.ready();
  await runUntilAbort(signal, [
    (s) => ingest.run(s),
    (s) => watchFiles(checkFiles, s),
    (s) => leader.run(s),
    (s) => manager.watch(() => storeAnswers(store), s),
  ]);
}

/** A store that is known to be away says so at once: starting the hub anew would not bring it back. */
async function storeAnswers(store: EventStore): Promise<boolean> {
  try {
    await store.gaps();
  } catch (error) {
    if (!isStoreFault(error)) throw error;
  }
  return true;
}

/** While the store cannot be asked, what was published last is in use. */
async function followPolicy(policy: WardPolicy): Promise<void> {
  try {
    await policy.refresh();
  } catch (error) {
    if (!isStoreFault(error)) throw error;
  }
}
