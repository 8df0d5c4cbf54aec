import { roundTime } from "#contract/event.js";
import type { HubHealth, Summary } from "#contract/http.js";
import { hubOpenApi } from "#contract/openapi.js";
import { wardPolicyTopic } from "#contract/topics.js";
import { addOfficeRoutes } from "#hub/add-office-routes.js";
import { addCertificateMetrics } from "#hub/api/certificate-metrics.js";
import { addChainMetrics } from "#hub/api/chain-metrics.js";
import { addFleetMetrics } from "#hub/api/fleet-metrics.js";
import { createMetrics } from "#hub/api/metrics.js";
import { warnOfPlainSignIn } from "#hub/api/plain-sign-in.js";
import { readHealth } from "#hub/api/read-health.js";
import { readReleased } from "#hub/api/read-released.js";
import { readSummary } from "#hub/api/read-summary.js";
import { startApi } from "#hub/api/server.js";
import { readTls } from "#hub/api/tls-files.js";
import { brokerPlaceOf } from "#hub/broker-place.js";
import { readCatalogue } from "#hub/catalogue/read-catalogue.js";
import { openCityNews } from "#hub/city/city-news.js";
import { CityPolicy } from "#hub/city/city-policy.js";
import { openDataFolder } from "#hub/data-folder.js";
import { DeskStatuses } from "#hub/enrolment/desk-statuses.js";
import { enrolledCounters, readDevicesFile, simulatedUntil } from "#hub/enrolment/devices-file.js";
import { announceHubKey } from "#hub/enrolment/hub-handovers.js";
import { KeyRing } from "#hub/enrolment/key-ring.js";
import { Standings } from "#hub/enrolment/standings.js";
import { watchFiles } from "#hub/enrolment/watch-files.js";
import { WatchedFile } from "#hub/enrolment/watched-file.js";
import { openFeedback } from "#hub/feedback/open-feedback.js";
import { FleetBook } from "#hub/fleet/fleet-book.js";
import { readFleet } from "#hub/fleet/read-fleet.js";
import type { HubConfig } from "#hub/hub-config.js";
import { Ingest } from "#hub/ingest/ingest.js";
import { sendReceipt } from "#hub/ingest/receipts.js";
import { Rejections } from "#hub/ingest/rejections.js";
import { openOfficeOf } from "#hub/office/office.js";
import { letterheadOf } from "#hub/paper/letterhead.js";
import { openPaper } from "#hub/paper/open-paper.js";
import { notePolicies } from "#hub/policy/note-policies.js";
import { OwnPatch } from "#hub/policy/own-patch.js";
import { WardLeader } from "#hub/policy/ward-leader.js";
import { WardPolicy } from "#hub/policy/ward-policy.js";
import { CellRelease } from "#hub/release/cell-release.js";
import { openReleaseMark } from "#hub/release/release-mark.js";
import { keepOfficeRetention } from "#hub/retention/office-retention.js";
import { proveErasure } from "#hub/retention/prove-erasure.js";
import { openStore } from "#hub/store/open-store.js";
import { despiteStoreFault } from "#hub/store/store-fault.js";
import { TamperNotes } from "#hub/tamper/tamper-notes.js";
import { loadOrCreateToken } from "#platform/bearer-token.js";
import type { Clock } from "#platform/clock.js";
import { Lifetime } from "#platform/lifetime.js";
import type { Logger } from "#platform/logger.js";
import { MqttLink, type MqttMessage } from "#platform/mqtt-link.js";
import { NO_MANAGER, type ServiceManager } from "#platform/service-manager.js";
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
  // Each worker has an office.db of its own: the office is where the pages are.
  const pages = config.api.pages ?? !shared;
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
  const rejections = new Rejections(clock, log, (refused) => tamper.refused(refused));
  const keys = new KeyRing();
  const learnKeys = async (): Promise<void> => keys.learn(await store.rekeyings(), desks());
  await learnKeys();
  const standings = new Standings({ ward, key: folder.key, keys, publish, clock, log });
  const tls = readTls(config.api.tls);
  const office = life.own(
    openOfficeOf(config.data, { secure: tls !== undefined, plain: config.api.plainSignIn }, clock),
  );
  const onNumbered = notePolicies(office, log);
  const policy = await WardPolicy.open({ ward, store, key: folder.key, publish, onNumbered, log });
  const ownPatch = new OwnPatch({ file: config.policyFile, shared, page: office.pagePolicy, log });
  const { city } = config;
  const cityPolicy = city ? new CityPolicy({ city, file: folder.cityPolicyFile, log }) : undefined;
  const mark = openReleaseMark(folder.releaseMarkFile);
  const release = new CellRelease({ store, mark, when: config.release.when, policy: () => policy.applied, clock, log });
  const readReleasedNow = async () => {
    await release.beforeLook();
    return readReleased(store, policy.applied);
  };
  const cityNews = openCityNews({
    ...{ ward, key: folder.key, store, publish, clock, log },
    policy: () => policy.applied,
    released: readReleasedNow,
  });
  const cityPatch = () => cityPolicy?.patch ?? {};
  const { contentMonths, ...officeMonths } = config.retention;
  const onErased = (erased: { before: string; events: number }) => proveErasure({ store, audit: office.audit }, erased);
  const tamper = life.own(
    new TamperNotes({ db: office.db, store, desks, grainMinutes: () => policy.applied.grainMinutes, clock, log }),
  );
  const fleetBook = new FleetBook(office.db, clock, log);
  const catalogue = readCatalogue(config.catalogueFile);
  const feedback = openFeedback({ db: office.db, store, clock, log });
  const paper = openPaper({
    ...{ ward, folder: config.data, store, clock, letterhead: letterheadOf(config) },
    ...{ db: office.db, audit: office.audit, catalogue, policy: () => policy },
    simulatedUntil: () => simulatedUntil(desks()),
    ...{ enrolled: () => enrolledCounters(desks()), shared },
  });
  const keepReports = async (s: AbortSignal): Promise<void> => {
    if (pages) await paper.keepReports(log)(s);
  };
  const wardPatch = () => ownPatch.read();
  const leader = new WardLeader({
    store,
    policy,
    wardPatch,
    cityPatch,
    ...cityNews,
    release,
    keepReports: shared ? undefined : keepReports,
    contentMonths,
    onErased,
    clock,
    log,
  });
  const metrics = createMetrics({
    rejected: () => rejections.counts,
    waiting: () => ingest.waiting,
    connected: () => link.connected,
    storeFault: () => storeFault(),
    desks: () => statuses.count(desks()),
  });
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
    onStored: (events) => fleetBook.add(events),
    clock,
    log,
  });
  const receive = (message: MqttMessage): void => {
    if (message.topic === wardPolicyTopic(ward)) policy.heard(message.payload);
    else if (city && message.topic === wardPolicyTopic(city.name)) cityPolicy?.heard(message.payload);
    else if (!message.topic.endsWith("/status")) ingest.receive(message);
    else if (!statuses.receive(message, desks()) && message.payload.length > 0)
      rejections.add("bad_status", undefined, message.topic);
  };
  const link = life.own(
    new MqttLink(config.mqtt, {
      ...brokerPlaceOf({ ward, city: city?.name, group: config.workers?.group, publicKey: folder.key.publicKey }),
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
  const summary = async (): Promise<Summary> => {
    await release.beforeLook();
    return readSummary({ ward, policy: policy.applied, store, rejected: rejections.counts });
  };
  const health = (): HubHealth =>
    readHealth({
      connected: link.connected,
      storeFault: storeFault(),
      devicesFileBroken: devices.broken,
      policyFileBroken: ownPatch.fileBroken,
      desks: statuses.count(desks()),
      waiting: ingest.waiting,
    });
  const fleet = () =>
    readFleet({
      connected: link.connected,
      desks: desks(),
      statusOf: (device) => statuses.of(device),
      book: fleetBook,
    });
  addFleetMetrics({ registry: metrics.registry, fleet, now: clock.now });
  addChainMetrics(metrics.registry, store);
  const { certFile, caFile } = config.mqtt;
  const own = { broker_login: certFile, authority: caFile, pages: config.api.tls?.certFile };
  addCertificateMetrics(metrics.registry, { own, issued: config.issuedCertificates }, clock.now);
  const token = loadOrCreateToken(config.api.tokenFile ?? folder.tokenFile);
  const api = life.own(
    await startApi(config.api, {
      summary,
      health,
      metrics: metrics.registry,
      token,
      tls,
      addRoutes: (app) => {
        if (!pages) return;
        addOfficeRoutes(app, {
          ...{ ward, store, office, paper, feedback, catalogue, release, desks, fleet, tamper, clock },
          officeConfig: config.office,
          months: { ...officeMonths, contentMonths: contentMonths ?? null },
          policy: () => policy.applied,
          policyPage: {
            ...{ authority: ownPatch.authority, ward: wardPatch, city: cityPatch },
            inForce: () => policy,
            apply: () => leader.applyPolicy(),
          },
        });
      },
      document: hubOpenApi(version()),
      log,
    }),
  );
  const checkFiles = async (): Promise<void> => {
    devices.check();
    // While the store cannot be asked, what was published last is in use.
    if (!leader.leads) await despiteStoreFault(policy.refresh());
    if (keys.missed) await learnKeys();
  };
  const storeAnswers = async (): Promise<boolean> => {
    // One that is known to be away says so at once: starting the hub anew would not bring it back.
    await despiteStoreFault(store.gaps());
    return true;
  };
  warnOfPlainSignIn(config.api, log);
  log.info({ event: "hub.ready", ward, pages, api: api.url, desks: desks().size });
  manager.ready();
  await runUntilAbort(signal, [
    (s) => ingest.run(s),
    (s) => watchFiles(checkFiles, s),
    (s) => leader.run(s),
    ...(shared ? [keepReports, (s: AbortSignal) => release.follow(s)] : []),
    (s) => feedback.run(s),
    (s) => keepOfficeRetention({ ...office, months: officeMonths, clock, log }, s),
    (s) => fleetBook.run(s),
    (s) => tamper.run(s),
    (s) => manager.watch(storeAnswers, s),
  ]);
}
