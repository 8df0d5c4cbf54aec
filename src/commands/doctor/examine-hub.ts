import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Examinations } from "#commands/doctor/examine.js";
import { brokerOf, tlsOf } from "#commands/doctor/examine-broker.js";
import {
  clockAt,
  clockSynchronised,
  diskOf,
  type Found,
  nodeVersion,
  servicesOf,
  writableBeside,
} from "#commands/doctor/examine-system.js";
import { hubFile } from "#commands/hub-store.js";
import type { Runtime } from "#commands/runtime.js";
import { AUTHORITY, HUB_BACKUPS, HUB_DATA } from "#commands/setup/layout.js";
import { readDevicesFile } from "#hub/enrolment/devices-file.js";
import type { HubConfig } from "#hub/hub-config.js";
import { issuedCertificates } from "#hub/issued-certificates.js";
import { giveToService, officeFile } from "#hub/office/office-db.js";
import { reportFolderIn } from "#hub/paper/open-paper.js";
import { People } from "#hub/people/people.js";
import { lookAtStore, type StoreLook } from "#hub/store/look-at-store.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";

const DAY_MS = 86_400_000;
/** A weekend with the machines switched off is not yet a fault. */
const MOST_DAYS = 3;

/** What a hub's machine is examined for, in this order. It reads expressions nowhere: there are no models to look at. */
export function hubExaminations(hub: HubConfig, runtime: Runtime): Examinations {
  const now = runtime.clock.now();
  let looked: Promise<StoreLook> | undefined;
  const look = (): Promise<StoreLook> => (looked ??= lookBeside(hub));
  const { tls, pages = hub.workers === undefined } = hub.api;
  return {
    node: async () => nodeVersion(process.versions.node),
    disk: async () => diskOf(hub.data),
    clock: async () => clockAt(now),
    sync: clockSynchronised,
    services: () => servicesOf(hub.data),
    broker: () => brokerOf(hub.mqtt, runtime),
    tls: () => tlsOf(hub.mqtt, [...(tls ? [tls.certFile] : []), ...givenIn(hub)], now),
    devices: async () => devicesOf(hub),
    store: async () => storeOf(await look()),
    ...(pages
      ? { people: async () => peopleOf(hub), reports: async () => writableBeside(hub.data, reportFolderIn(hub.data)) }
      : {}),
    backup: async () => backupOf(hub.data, now),
    events: async () => eventsOf((await look()).received, enrolledIn(hub), now),
  };
}

async function lookBeside(hub: HubConfig): Promise<StoreLook> {
  try {
    return await lookAtStore(hub.store, hubFile(hub));
  } finally {
    // Whoever looks first leaves files beside it, and the hub must be able to use them.
    if (existsSync(hubFile(hub))) giveToService(hub.data, hubFile(hub));
  }
}

/** To counters and their one-stop software; what `hailong setup` has given lies where root may read it. */
function givenIn({ data, issuedCertificates: folder }: HubConfig): string[] {
  const setUp = data === HUB_DATA && process.getuid?.() === 0 && existsSync(AUTHORITY) ? AUTHORITY : undefined;
  const place = setUp ?? folder;
  return place === undefined ? [] : issuedCertificates(place).map(({ file }) => file);
}

function storeOf({ where, version, known }: StoreLook): Found {
  return { ok: version === known, detail: `${where}, schema ${version}/${known}` };
}

function devicesOf(hub: HubConfig): Found {
  const desks = [...readDevicesFile(hub.devicesFile, hub.ward).values()];
  const revoked = desks.filter((desk) => desk.revoked).length;
  return { ok: true, detail: `${desks.length - revoked} enrolled, ${revoked} revoked` };
}

const enrolledIn = (hub: HubConfig): number =>
  [...readDevicesFile(hub.devicesFile, hub.ward).values()].filter((desk) => !desk.revoked && !desk.simulated).length;

function peopleOf({ data }: HubConfig): Found {
  const file = officeFile(data);
  if (!existsSync(file)) return { ok: false, detail: "none" };
  const db = openSqliteReadOnly(file);
  try {
    const admins = new People(db).list().filter(({ role, disabled }) => role === "admin" && !disabled).length;
    return { ok: admins > 0, detail: String(admins) };
  } finally {
    db.close();
    giveToService(data, file);
  }
}

/** The package's nightly copies; whoever runs a hub by hand copies it as he likes. */
function backupOf(data: string, now: number): Found {
  if (data !== HUB_DATA) return { ok: true, detail: "not of the package" };
  const names = existsSync(HUB_BACKUPS) ? readdirSync(HUB_BACKUPS).filter((name) => /^hub-.*\.db/.test(name)) : [];
  return ageOf(
    Math.max(...names.map((name) => statSync(join(HUB_BACKUPS, name)).mtimeMs)),
    statSync(data).birthtimeMs,
    now,
  );
}

/** `-Infinity`: there is none yet, which is no fault while the hub itself is young. */
function ageOf(newest: number, begun: number, now: number): Found {
  if (!Number.isFinite(newest)) return { ok: now - begun < MOST_DAYS * DAY_MS, detail: "none" };
  return { ok: now - newest < MOST_DAYS * DAY_MS, detail: new Date(newest).toISOString() };
}

function eventsOf(received: string | undefined, desks: number, now: number): Found {
  if (received === undefined) return { ok: true, detail: "none yet" };
  return { ok: desks === 0 || now - Date.parse(received) < MOST_DAYS * DAY_MS, detail: received };
}
