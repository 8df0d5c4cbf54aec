import { roundTime } from "#contract/event.js";
import type { HubHealth, Summary } from "#contract/http.js";
import { hubOpenApi } from "#contract/openapi.js";
import { hubSubscriptions, wardPolicyTopic } from "#contract/topics.js";
import { createMetrics } from "#hub/api/metrics.js";
import { readHealth } from "#hub/api/read-health.js";
import { readSummary } from "#hub/api/read-summary.js";
import { startApi } from "#hub/api/server.js";
import { openDataFolder } from "#hub/data-folder.js";
import { DeskStatuses } from "#hub/enrolment/desk-statuses.js";
import { readDevicesFile } from "#hub/enrolment/devices-file.js";
import { watchFiles } from "#hub/enrolment/watch-files.js";
import { WatchedFile } from "#hub/enrolment/watched-file.js";
import type { HubConfig } from "#hub/hub-config.js";
import { Ingest } from "#hub/ingest/ingest.js";
import { sendReceipt } from "#hub/ingest/receipts.js";
import { Rejections } from "#hub/ingest/rejections.js";
import { MappingLearner, withLearned } from "#hub/policy/mapping-learner.js";
import { readPolicyPatch, WardPolicy } from "#hub/policy/ward-policy.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { loadOrCreateToken } from "#platform/bearer-token.js";
import type { Clock } from "#platform/clock.js";
import { Lifetime } from "#platform/lifetime.js";
import type { Logger } from "#platform/logger.js";
import { MqttLink, type MqttMessage } from "#platform/mqtt-link.js";
import { deviceOf } from "#platform/signing.js";
import { runUntilAbort } from "#platform/tasks.js";
import { version } from "#platform/version.js";

type Runtime = { readonly log: Logger; readonly clock: Clock; readonly signal: AbortSignal };

/** The one file that names every part of the hub. Ends when the signal aborts: what was received is stored and receipted. */
export async function runHub(config: HubConfig, { log, clock, signal }: Runtime): Promise<void> {
  await using life = new Lifetime(log); // closes newest first
  const { ward } = config;
  const folder = life.own(openDataFolder(config.data));
  const store = life.own(openSqliteStore(folder.storeFile));
  // Callbacks run on later turns of the event loop, when every part below stands.
  const publish: MqttLink["publish"] = (topic, payload, options) => link.publish(topic, payload, options);
  const devices = new WatchedFile({
    file: config.devicesFile,
    read: (file) => readDevicesFile(file, ward),
    onChange: (enrolled) => {
      statuses.review(enrolled);
      ingest.enrolled();
    },
    event: "devices",
    log,
  });
  const desks = () => devices.value;
  const statuses = new DeskStatuses();
  const rejections = new Rejections(clock, log);
  const policy = await WardPolicy.open({ ward, store, key: folder.key, publish, log });
  const policyFile = config.policyFile
    ? new WatchedFile({ file: config.policyFile, read: readPolicyPatch, event: "policy_file", log })
    : undefined;
  const learner = new MappingLearner({ store, policy: () => policy.applied, log });
  const metrics = createMetrics({
    rejected: () => rejections.counts,
    waiting: () => ingest.waiting,
    connected: () => link.connected,
    storeFull: () => ingest.storeFull,
    desks: () => deskCounts(),
  });
  const deskCounts = () => ({
    enrolled: desks().size,
    online: statuses.online(desks()),
    uncertified: statuses.uncertified(desks()),
  });
  const ingest = await Ingest.start({
    ward,
    batch: config.batch,
    store,
    desks,
    rejections,
    sendReceipt: (news) => void sendReceipt(news, { ward, key: folder.key, publish, log }),
    receivedAt: () => roundTime(clock.now(), policy.applied.grainMinutes),
    onBatch: metrics.onBatch,
    clock,
    log,
  });
  const receive = (message: MqttMessage): void => {
    if (message.topic === wardPolicyTopic(ward)) policy.heard(message.payload);
    else if (!message.topic.endsWith("/status")) ingest.receive(message);
    else if (!statuses.receive(message, desks()) && message.payload.length > 0) rejections.add("bad_status");
  };
  const link = life.own(
    new MqttLink(config.mqtt, {
      clientId: `hailong-hub-${deviceOf(folder.key.publicKey)}`,
      subscriptions: hubSubscriptions(ward),
      onMessage: receive,
      onConnect: () => {
        ingest.announce();
        void policy.publish();
      },
      onDisconnect: () => statuses.forget(),
      log,
    }),
  );
  const summary = (): Promise<Summary> =>
    readSummary({ ward, policy: policy.applied, store, gaps: ingest.gaps(), rejected: rejections.counts });
  const health = (): HubHealth =>
    readHealth({
      connected: link.connected,
      storeFull: ingest.storeFull,
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
    policyFile?.check();
    await policy.set(withLearned(policyFile?.value ?? {}, learner.keys));
  };
  log.info({ event: "hub.ready", ward, api: api.url, desks: desks().size });
  await runUntilAbort(signal, [(s) => ingest.run(s), (s) => watchFiles(checkFiles, s), (s) => learner.run(s)]);
}
