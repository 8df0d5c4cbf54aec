import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { fillOffice } from "#commands/simulate/fill-office.js";
import { entriesOf, fillStore, madeUpDesks } from "#commands/simulate/fill-store.js";
import { openDataFolder } from "#hub/data-folder.js";
import { FleetBook } from "#hub/fleet/fleet-book.js";
import { hubSections } from "#hub/hub-config.js";
import { openOffice } from "#hub/office/office-db.js";
import { People } from "#hub/people/people.js";
import { runHub } from "#hub/run-hub.js";
import { openStore } from "#hub/store/open-store.js";
import { systemClock } from "#platform/clock.js";
import { freePort } from "#platform/free-port.js";
import { eventually } from "./child.js";
import { WARD } from "./hub-session.js";
import { memoryLog } from "./memory-log.js";
import type { TemporaryFolder } from "./temporary-folder.js";

export const PASSWORD = "mot hai ba bon nam";
/** A Saturday morning in Vietnam: October is the last full month. */
const TODAY = Date.parse("2026-11-28T03:00:00Z");
const UNTIL = "2026-11-27";

type Filling = { readonly days: number; readonly perDay: number };

/** A real hub that a made-up year was put into, at a day of its own; without a broker, for nobody speaks. */
export class YearHub implements AsyncDisposable {
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  readonly url: string;

  /** Without a filling: a hub that has received nothing, and knows no counter. */
  static async open(folder: TemporaryFolder, filling?: Filling): Promise<YearHub> {
    const { log } = memoryLog();
    const start = systemClock.now();
    const clock = { ...systemClock, now: () => TODAY + systemClock.now() - start };
    const port = await freePort();
    const config = z.strictObject(hubSections).parse({
      ward: WARD,
      data: folder.file("hub"),
      mqtt: { url: "mqtt://127.0.0.1:1" },
      devicesFile: folder.file("devices.yaml"),
      api: { port },
    });
    const desks = madeUpDesks(WARD);
    await writeFile(folder.file("devices.yaml"), JSON.stringify(filling ? entriesOf(desks, UNTIL) : []));
    // As a hub makes them, and then left to it.
    {
      using data = openDataFolder(config.data, undefined);
      await using store = await openStore(config.store, { file: data.storeFile, ward: WARD, shared: false, log });
      const office = openOffice(config.data);
      if (filling) {
        const fleet = new FleetBook(office, clock, log);
        const year = { ...filling, until: UNTIL, seed: 1 };
        const { signal } = new AbortController();
        const filled = await fillStore(year, {
          ...{ desks, store, signal },
          onMonth: () => {},
          onStored: (events) => fleet.add(events),
          onReports: (reports) => fleet.addReports(reports),
        });
        fleet.save();
        fillOffice(office, year, filled);
      }
      const people = new People(office);
      for (const [name, role] of [
        ["lanh-dao", "viewer"],
        ["van-phong", "operator"],
        ["quan-tri", "admin"],
      ] as const)
        await people.add({ name, role, password: PASSWORD });
      office.close();
    }
    const hub = new YearHub(`http://127.0.0.1:${port}`, (signal) => runHub(config, { log, clock, signal }));
    await eventually(() => hub.answers(), { what: "a hub that answers", timeoutMs: 60_000 });
    return hub;
  }

  private constructor(url: string, run: (signal: AbortSignal) => Promise<void>) {
    this.url = url;
    this.#running = run(this.#stop.signal);
    this.#running.catch(() => {});
  }

  async answers(): Promise<boolean> {
    return (await fetch(`${this.url}/v1/health`).catch(() => undefined))?.ok === true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running.catch(() => {});
  }
}
