import { deskOpenApi } from "#contract/openapi.js";
import { DEFAULT_POLICY, type Policy, policySchema } from "#contract/policy.js";
import type { Place } from "#contract/topics.js";
import { type CommandParts, takeCommand, takeInputRating } from "#desk/api/mqtt-commands.js";
import { startApi } from "#desk/api/server.js";
import { CertificateDesk } from "#desk/certificates/certificate-desk.js";
import { CertificateShelf } from "#desk/certificates/certificate-shelf.js";
import { openDataFolder } from "#desk/data-folder.js";
import { Doorbell } from "#desk/delivery/doorbell.js";
import { HubLink } from "#desk/delivery/hub-link.js";
import { OutboxDrain } from "#desk/delivery/outbox-drain.js";
import { PolicyInbox } from "#desk/delivery/policy-inbox.js";
import type { DeskConfig } from "#desk/desk-config.js";
import { DriftDesk } from "#desk/drift/drift-desk.js";
import { HubKeyInbox } from "#desk/enrolment/hub-key-inbox.js";
import { HubPin } from "#desk/enrolment/hub-pin.js";
import { StandingInbox } from "#desk/enrolment/standing-inbox.js";
import { superviseEye } from "#desk/eye/eye-child.js";
import { EyeLink } from "#desk/eye/eye-link.js";
import { HealthDesk } from "#desk/health/health-desk.js";
import { FeedbackLinks } from "#desk/kiosk/feedback-links.js";
import { KioskDesk, type KioskParts } from "#desk/kiosk/kiosk-desk.js";
import { loadKioskPage } from "#desk/kiosk/kiosk-page.js";
import type { KioskRouteParts } from "#desk/kiosk/kiosk-routes.js";
import { Housekeeping } from "#desk/ledger/housekeeping.js";
import { Ledger } from "#desk/ledger/ledger.js";
import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";
import { followPresence } from "#desk/transactions/presence-mode.js";
import { RatingDesk } from "#desk/transactions/rating-desk.js";
import { TransactionDesk } from "#desk/transactions/transaction-desk.js";
import { ZoneWatch } from "#desk/transactions/zone-watch.js";
import type { CameraControl, CameraFinder } from "#desk/wizard/camera-control.js";
import { PinFile } from "#desk/wizard/pin-file.js";
import { WizardDesk } from "#desk/wizard/wizard-desk.js";
import { startWizardServer } from "#desk/wizard/wizard-server.js";
import { loadOrCreateToken } from "#platform/bearer-token.js";
import type { Clock } from "#platform/clock.js";
import { readConfig } from "#platform/config-file.js";
import { AppError } from "#platform/errors.js";
import { Lifetime } from "#platform/lifetime.js";
import type { Logger } from "#platform/logger.js";
import { NO_MANAGER, type ServiceManager } from "#platform/service-manager.js";
import { pause, runUntilAbort, untilAborted } from "#platform/tasks.js";
import { listenOnSocket } from "#platform/unix-socket.js";
import { version } from "#platform/version.js";

type Runtime = {
  readonly log: Logger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly manager?: ServiceManager;
};

const TICK_MS = 500;
const SETTLE_MS = 5_000;

/** What the desk cannot do itself, for it knows no decoder: needed where technicians calibrate on the page. */
type CameraParts = { readonly camera: CameraControl; readonly finder: CameraFinder };

/** The one file that names every part of the desk. Ends when the signal aborts: the open window is closed and drained. */
export async function runDesk(
  config: DeskConfig,
  { log, clock, signal, manager = NO_MANAGER }: Runtime,
  cameras?: CameraParts,
): Promise<void> {
  await using life = new Lifetime(log); // closes newest first
  const place: Place = { ward: config.ward, counter: config.counter };
  const base = basePolicy(config);
  const bell = new Doorbell();
  const folder = life.own(openDataFolder(config.data, place));
  const { signer } = folder;
  const pin = HubPin.open(folder.pinFile, config.hub.publicKey);
  const { verify } = pin;
  const { now } = clock;
  const { ledger: limits } = config;
  const ledger = life.own(new Ledger({ file: folder.ledgerFile, signer, limits, now, onAppend: bell.ring }));
  const housekeeping = new Housekeeping({ ledger, clock, log });
  const hubKeys = new HubKeyInbox({ pin, ward: config.ward, log });
  const { device, key } = signer;
  const standings = new StandingInbox({ ward: config.ward, device, publicKey: key.publicKey, verify, log });
  const zone = new ZoneWatch();
  // Callbacks run on later turns of the event loop, when every part below stands.
  const policy = new PolicyInbox({ place, base, ledger, verify, log, onChange: () => eye.sendLimits() });
  const eye = life.own(
    new EyeLink({
      onReading: (window, reading) => counter.read(window, reading),
      onPresence: (faces) => zone.saw(faces, clock.monotonic()),
      onBackground: (background) => drift.take(background),
      onReady: () => hub.sayOnline(),
      onGone: () => zone.forget(),
      limits: () => policy.applied().policy.reading,
      clock,
      log,
    }),
  );
  const shelf = new CertificateShelf(config.data, ...folder.publicKeys);
  const certificates = new CertificateDesk({
    shelf,
    place,
    camera: () => cameras?.camera.fingerprint() ?? config.cameraFingerprint,
    model: () => eye.model(),
    drifted: () => drift.findings.length > 0,
    onChange: () => hub.sayOnline(),
    log,
  });
  const drift: DriftDesk = life.own(
    new DriftDesk({
      ...{ file: folder.driftFile, eye, zone, clock, log },
      certificate: () => certificates.calibrated,
      busy: () => counter.current !== undefined || counter.calibrating,
    }),
  );
  const applied = (): AppliedPolicy => certificates.apply(policy.applied());
  const shared = { ledger, clock, log, policy: applied };
  const noticeGiven = config.notice !== undefined;
  const counter = new TransactionDesk({
    ...shared,
    eye,
    zone,
    procedures: config.procedures,
    noticeGiven,
    observer: drift.book,
  });
  const ratings = new RatingDesk({ ...shared, counter, zone });
  const feedback = config.feedback && new FeedbackLinks(config.feedback.url, counter, clock);
  const kiosk = config.kiosk.enabled ? openKiosk(config, { ...shared, counter, ratings, feedback }) : undefined;
  const grainMinutes = (): number => policy.applied().policy.grainMinutes;
  const health = new HealthDesk({
    ...shared,
    eye,
    grainMinutes,
    hubConnected: () => hub.connected,
    policyRefused: policy.refused,
    ledgerCrowded: () => housekeeping.crowded,
    eventsMissing: (): boolean => drain.eventsMissing,
    standing: standings.standing,
    drift: () => drift.findings,
  });
  const commands: CommandParts = {
    ...shared,
    place,
    counter,
    ratings,
    publish: (topic, payload, options) => hub.publish(topic, payload, options),
  };
  const hub = life.own(
    new HubLink({
      mqtt: config.hub.mqtt,
      place,
      device: signer.device,
      version: version(),
      log,
      model: () => eye.model(),
      certificate: () => certificates.published,
      onConnect: () => drain.connected(),
      onHubKey: hubKeys.receive,
      onStanding: standings.receive,
      onReceipt: (payload) => {
        const { receipted } = ledger.outbox();
        drain.receive(payload);
        if (ledger.outbox().receipted > receipted) standings.believed();
      },
      onPolicy: policy.receive,
      onCommand: (message) => takeCommand(commands, message),
      onInputRating: (message) => takeInputRating(commands, message),
    }),
  );
  const firstOfEpoch = health.event;
  const drain = new OutboxDrain({ place, ledger, courier: hub, bell, verify, clock, log, firstOfEpoch });
  const stopDraining = new AbortController();
  const drained = drain.run(stopDraining.signal);
  life.defer(async () => {
    try {
      counter.closeAs("shutdown");
      ratings.settle();
      await settle(ledger, hub);
    } finally {
      stopDraining.abort();
      await drained;
    }
  });
  // An eye that is a unit of its own runs as another user, of the socket folder's group.
  const eyePlace = { path: config.eye.socket, key: "eye.socket", group: config.eye.start === undefined };
  life.own(await listenOnSocket(eyePlace, (socket) => eye.accept(socket)));
  const tokenFile = config.api.tokenFile ?? folder.tokenFile;
  const api = life.own(
    await startApi(
      { host: config.api.host, port: config.api.port },
      {
        ...{ counter, ratings, health, ledger, kiosk, feedback, log },
        token: loadOrCreateToken(tokenFile),
        document: deskOpenApi(version()),
      },
    ),
  );
  const { preview } = config.eye;
  const wizard =
    config.calibrate.enabled && cameras && preview
      ? new WizardDesk({
          ...{ place, signer, version: version(), shelf, certificates, eye, counter, clock, log },
          camera: cameras.camera,
          pin: new PinFile(config.data),
          preview: { ...preview, limits: () => policy.applied().policy.reading, clock, log },
          policy: policy.applied,
        })
      : undefined;
  const page =
    wizard && cameras
      ? life.own(await startWizardServer(config.calibrate, { desk: wizard, finder: cameras.finder, log }))
      : undefined;
  // Before its server is closed it tells the browsers.
  if (wizard) life.own(wizard);
  log.info({ event: "desk.ready", device: signer.device, api: api.url, calibrate: page?.url });
  manager.ready();
  const { start } = config.eye;
  await runUntilAbort(signal, [
    // At once, while the eye still stands: not after it has been ended.
    (s) => untilAborted(s).then(() => counter.closeAs("shutdown")),
    (s) => Promise.race([drained, untilAborted(s)]),
    (s) =>
      everyTick(s, () => {
        eye.tick();
        certificates.tick();
        drift.tick();
        counter.tick();
        ratings.tick();
        kiosk?.desk.tick();
        wizard?.tick();
        followPresence({ counter, zone, applied: policy.applied() }, clock.monotonic());
        health.tick();
      }),
    (s) => housekeeping.run(s),
    (s) => manager.watch(() => ledger.answers(), s),
    (s) => (start ? superviseEye(start, { clock, log, words: () => eye.words }, s) : untilAborted(s)),
  ]);
}

function openKiosk({ kiosk, notice }: DeskConfig, parts: Omit<KioskParts, "config" | "edition">): KioskRouteParts {
  const page = loadKioskPage(kiosk, notice?.text);
  return { page, desk: new KioskDesk({ ...parts, config: kiosk, edition: page.edition }) };
}

function basePolicy({ policyFile, notice }: DeskConfig): Policy {
  const policy = policyFile ? readConfig(policyFile, policySchema) : DEFAULT_POLICY;
  if (policy.consent === "notice" && !notice) {
    throw new AppError("config.invalid", "notice: expected the legal basis and the posted text, got nothing", {
      remedy: "The policy says `consent: notice`: add them, or use `consent: opt-in`",
    });
  }
  return policy;
}

async function everyTick(signal: AbortSignal, tick: () => void): Promise<void> {
  while (!signal.aborted) {
    tick();
    await pause(TICK_MS, signal);
  }
}

/** Gives the last events a moment to be receipted; what is not goes after the next start. */
async function settle(ledger: Ledger, hub: HubLink): Promise<void> {
  for (let waited = 0; waited < SETTLE_MS && hub.connected; waited += 20) {
    const { seq, receipted } = ledger.outbox();
    if (seq === receipted) return;
    await pause(20);
  }
}
