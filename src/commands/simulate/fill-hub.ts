import { existsSync, writeFileSync } from "node:fs";
import { readHubConfig } from "#commands/hub-config-file.js";
import { EXIT, signalOfProcess } from "#commands/runtime.js";
import { fillOffice } from "#commands/simulate/fill-office.js";
import { entriesOf, fillStore, madeUpDesks, type Year } from "#commands/simulate/fill-store.js";
import { toldYear } from "#commands/simulate/told-year.js";
import { DEFAULT_POLICY, mergePolicy } from "#contract/policy.js";
import { openDataFolder, releaseMarkFileIn } from "#hub/data-folder.js";
import { type EnrolledDesks, readDevicesFile, simulatedUntil } from "#hub/enrolment/devices-file.js";
import { addDevice, revokeDevice } from "#hub/enrolment/edit-devices.js";
import { FleetBook } from "#hub/fleet/fleet-book.js";
import type { HubConfig } from "#hub/hub-config.js";
import { openOffice } from "#hub/office/office-db.js";
import { readPolicyPatch } from "#hub/policy/ward-policy.js";
import { CellRelease } from "#hub/release/cell-release.js";
import { openReleaseMark } from "#hub/release/release-mark.js";
import type { EventStore } from "#hub/store/event-store.js";
import { openStore } from "#hub/store/open-store.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import { createLogger } from "#platform/logger.js";
import { addDays, momentOf } from "#simulation/year/calendar.js";
import { simulationWords as words } from "#words/simulation-words.js";
import { bothLanguages } from "#words/words.js";

export type IntoOptions = {
  readonly days: number;
  readonly until?: string;
  readonly seed: number;
  readonly perDay: number;
  readonly release?: true;
};

/** Fills the store of a hub that is stopped. Its desks are entered in the devices file as made up, before anything of theirs. */
export async function fillHub(configFile: string, options: IntoOptions): Promise<number> {
  const { hub } = readHubConfig(configFile);
  using folder = openDataFolder(hub.data, hub.keyFile);
  const log = createLogger("simulate", "warn");
  await using store = await openStore(hub.store, {
    ...{ file: folder.storeFile, ward: hub.ward, log },
    shared: hub.workers !== undefined,
  });
  const year = yearOf(options, await lastDayOf(hub, store));
  const desks = madeUpDesks(hub.ward);
  // Keys of those of a filling before ended with it: each counter has one machine.
  for (const { device, simulated, revoked } of readDevicesFile(hub.devicesFile, hub.ward).values())
    if (simulated !== undefined && !revoked) revokeDevice(hub.devicesFile, hub.ward, device);
  for (const entry of entriesOf(desks, year.until)) addDevice(hub.devicesFile, hub.ward, entry);
  const signal = signalOfProcess();
  const db = openOffice(hub.data);
  const clock = nextMorning(year.until);
  const fleet = new FleetBook(db, clock, log);
  const filled = await fillStore(year, {
    ...{ desks, store, signal },
    onStored: (events) => fleet.add(events),
    onReports: (reports) => fleet.addReports(reports),
    onMonth: (month) => process.stderr.write(`${month}\n`),
  });
  fleet.save();
  fillOffice(db, year, filled);
  const told = toldYear({ file: configFile, year, filled, db, enrolled: new Set(desks.map(({ counter }) => counter)) });
  db.close();
  if (options.release && !signal.aborted) {
    const applied = hub.policyFile ? mergePolicy(DEFAULT_POLICY, readPolicyPatch(hub.policyFile)) : DEFAULT_POLICY;
    const policy = () => applied;
    const mark = openReleaseMark(releaseMarkFileIn(hub.data));
    await new CellRelease({ store, mark, when: hub.release.when, policy, clock, log }).review();
  }
  if (signal.aborted) console.error(bothLanguages(words.stoppedEarly));
  else console.log(told);
  return signal.aborted ? EXIT.fault : EXIT.ok;
}

/** → the last day that this hub was filled with before. Real events are never mixed with made-up ones. */
async function lastDayOf({ devicesFile, ward }: HubConfig, store: EventStore): Promise<string | undefined> {
  if (!existsSync(devicesFile)) writeFileSync(devicesFile, "[]\n");
  const desks = readDevicesFile(devicesFile, ward);
  const real = (await store.heads()).find(({ device }) => !isMadeUp(desks, device));
  if (real) {
    throw new AppError(
      "config.invalid",
      `--into: this hub holds events of ${real.device}, which is no made-up counter`,
      {
        remedy: "Name the configuration of a hub with a data folder, a store and a devices file of its own",
      },
    );
  }
  return simulatedUntil(desks);
}

/** When what was over by then may be released. */
const nextMorning = (until: string): Clock => ({
  now: () => momentOf(addDays(until, 1), 8),
  monotonic: () => performance.now(),
});

const isMadeUp = (desks: EnrolledDesks, device: string): boolean => desks.get(device)?.simulated !== undefined;

function yearOf({ days, until, seed, perDay }: IntoOptions, last: string | undefined): Year {
  const end = until ?? addDays(new Date().toISOString().slice(0, 10), -1);
  if (last === undefined) return { days, until: end, seed, perDay };
  const missing = Math.round((Date.parse(end) - Date.parse(last)) / 86_400_000);
  if (missing > 0) return { days: Math.min(days, missing), until: end, seed, perDay };
  throw new AppError("config.invalid", `--into: this hub is filled up to ${last} already`, {
    remedy: "Name a later --until, or a hub with a data folder and a devices file of its own",
  });
}
