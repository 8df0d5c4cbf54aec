import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "#platform/free-port.js";
import { pause } from "#platform/tasks.js";
import { backUp, type HubBook, type LedgerBook, readHub, readLedger, restore } from "./books.js";
import type { Copies } from "./copies.js";
import type { Excuses } from "./excuses.js";
import { OneStop } from "./one-stop.js";
import type { Program } from "./program.js";
import type { Chance } from "./random.js";
import type { Site } from "./site.js";

/** What faults that move files need beyond the site. */
export type Archive = {
  readonly ledgers: Copies;
  readonly hubs: Copies;
  readonly excuses: Excuses;
  /** Whoever asks a desk, the second ones' too. */
  readonly clients: OneStop[];
  /** Who noticed that two desks had one identity → how often. */
  readonly noticed: Map<string, number>;
  /** What must be true once all is calm again; → what is wrong. */
  readonly afterwards: (() => string | undefined)[];
};
type Parts = { readonly site: Site; readonly chance: Chance; readonly archive: Archive };

const NOTICED_MS = 30_000;
const DRAINED_MS = 6_000;

/** The desk's disk died; an older copy of the ledger takes its place. */
export async function ledgerRestored({ site, chance, archive }: Parts): Promise<string> {
  const work = async (): Promise<string> => {
    if (chance.chance(0.5)) await site.desk.kill();
    else await site.desk.stop();
    const [file, before] = [archive.ledgers.pick(chance), readLedger(site.ledgerFile)];
    const [copy, hub] = [readLedger(file), readHub(site.hubFile)];
    archive.excuses.ledgerRestored(before, copy, hub);
    site.moved = true;
    restore(file, site.ledgerFile);
    archive.afterwards.push(expectNewEpoch(site, copy, hub));
    site.desk.start();
    return `${before.events.length - copy.events.length} events older`;
  };
  const withFiles = (): Promise<string> => site.disks.edge(() => site.disks.hub(() => site.desk.alone(work)));
  return site.client.between(withFiles);
}

/** A hub that knows more of an epoch than the copy does must bring about a new one, whose first event names it. */
function expectNewEpoch(site: Site, copy: LedgerBook, hub: HubBook): () => string | undefined {
  const present = copy.epochs.at(-1)?.epoch;
  const known = new Set(copy.events.map(({ hash }) => hash));
  const beyond = hub.events.filter(({ epoch, hash }) => epoch === present && !known.has(hash)).map(({ hash }) => hash);
  return () => {
    const now = readHub(site.hubFile);
    // The hub may have been restored since, and then knows as little.
    if (!now.events.some(({ hash }) => beyond.includes(hash))) return undefined;
    const named = now.events.some(({ seq, body }) => seq === 1 && JSON.parse(body).data.previousEpoch === present);
    return named ? undefined : `a ledger older than the hub's rows of ${present} began no new epoch`;
  };
}

/** The hub's disk died; an older copy of its store takes its place. */
export async function hubRestored({ site, chance, archive }: Parts): Promise<string> {
  const work = async (): Promise<string> => {
    await site.hub.kill();
    const [file, before] = [archive.hubs.pick(chance), readHub(site.hubFile)];
    const copy = readHub(file);
    archive.excuses.hubRestored(before, copy, readLedger(site.ledgerFile));
    site.moved = true;
    restore(file, site.hubFile);
    site.hub.start();
    return `${before.events.length - copy.events.length} events older`;
  };
  return site.disks.edge(() => site.disks.hub(() => site.hub.alone(work)));
}

/** Somebody copied the counter's data folder to a second machine, and both run. */
export async function twoDesks({ site, chance, archive }: Parts): Promise<string> {
  const number = archive.clients.length;
  const folder = site.file(`second-${number}`);
  mkdirSync(folder, { mode: 0o700 });
  site.moved = true;
  await site.client.between(async () => {
    await site.client.settle();
    await site.disks.edge(async () => {
      await backUp(site.ledgerFile, join(folder, "ledger.db"));
      for (const name of ["device.key", "api.token"]) copyFileSync(site.file(`edge/${name}`), join(folder, name));
    });
  });
  archive.excuses.copied(readLedger(join(folder, "ledger.db")));
  const port = await freePort();
  const place = { data: folder, socket: site.file(`second-${number}.sock`), port, brokerPort: site.ports.broker };
  const config = site.write(`second-${number}.yaml`, site.edgeConfig(place));
  const client = new OneStop(`http://127.0.0.1:${port}`, join(folder, "api.token"));
  archive.clients.push(client);
  await using second = site.anotherDesk(`second-${number}`, config);
  const before = signs(site);
  second.start();
  for (let visit = 0; visit < 2; visit += 1) await client.quickVisit(0);
  await site.client.quickVisit(0);
  const who = await whoNoticed(site, { second, before });
  for (const one of who) archive.noticed.set(one, (archive.noticed.get(one) ?? 0) + 1);
  if (!who.some((one) => one !== "broker"))
    archive.afterwards.push(() => "two desks with one identity, and neither desk nor hub noticed");
  await drained(join(folder, "ledger.db"));
  if (chance.chance(0.5)) await second.kill();
  else await second.stop();
  await site.disks.hub(async () =>
    archive.excuses.secondDeskEnded(readLedger(join(folder, "ledger.db")), readHub(site.hubFile)),
  );
  return `noticed by ${who.join(", ") || "nobody"}`;
}

/** The desks began a new epoch, the hub saw two events of one name, the broker two connections of one. */
type Signs = { readonly desk: number; readonly hub: number; readonly broker: number };
const signs = (site: Site): Signs => ({
  desk: site.desk.logged("ledger.restored"),
  hub: site.hub.log.split('"reason":"forked"').length,
  broker: site.broker.log.split("already connected, closing old connection").length,
});

async function whoNoticed(site: Site, { second, before }: { second: Program; before: Signs }): Promise<string[]> {
  const deadline = performance.now() + NOTICED_MS;
  for (;;) {
    const now = signs(site);
    const who = [
      ...(now.desk > before.desk ? ["first desk"] : []),
      ...(second.logged("ledger.restored") > 0 ? ["second desk"] : []),
      ...(now.hub > before.hub ? ["hub"] : []),
      ...(now.broker > before.broker ? ["broker"] : []),
    ];
    if (who.some((one) => one.endsWith("desk")) || performance.now() > deadline) return who;
    await pause(100);
  }
}

async function drained(ledger: string): Promise<void> {
  const deadline = performance.now() + DRAINED_MS;
  while (performance.now() < deadline) {
    if (readLedger(ledger).epochs.every(({ waiting }) => waiting === 0)) return;
    await pause(100);
  }
}
