import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { cityHubSections } from "#hub/city/city-hub-config.js";
import { openCityStore } from "#hub/city/city-store.js";
import { openOffice } from "#hub/office/office-db.js";
import { People } from "#hub/people/people.js";
import type { Cell } from "#hub/report/cell.js";
import { runCity } from "#hub/run-city.js";
import { systemClock } from "#platform/clock.js";
import { freePort } from "#platform/free-port.js";
import { eventually } from "./child.js";
import { memoryLog } from "./memory-log.js";
import { testKey } from "./signing-client.js";
import type { TemporaryFolder } from "./temporary-folder.js";
import { PASSWORD } from "./year-hub.js";

/** A Saturday morning in Vietnam: October is the last full month. */
const TODAY = Date.parse("2026-11-28T03:00:00Z");

export type ListedWard = { readonly ward: string; readonly name?: { readonly vi: string; readonly en: string } };
/** `time`: when its hub signed them. */
type Heard = { readonly ward: string; readonly time: string; readonly cells: readonly Cell[] };

/** A real city hub that has heard its wards, at a day of its own; without a broker, for nobody speaks now. */
export class RunningCity implements AsyncDisposable {
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  readonly url: string;

  static async open(folder: TemporaryFolder, listed: readonly ListedWard[], heard: readonly Heard[] = []) {
    const port = await freePort();
    const config = z.strictObject(cityHubSections).parse({
      ...{ city: "thanh-pho-mau", data: folder.path, wardsFile: folder.file("wards.yaml") },
      ...{ office: { name: { vi: "Thành phố Mẫu", en: "Model City" } }, api: { port } },
      mqtt: { url: "mqtt://127.0.0.1:1" },
    });
    await writeFile(
      config.wardsFile,
      JSON.stringify(listed.map((one, i) => ({ ...one, publicKey: testKey(i + 1).publicKey }))),
    );
    const store = openCityStore(folder.file("city.db"));
    for (const { ward, time, cells } of heard)
      for (const month of new Set(cells.map((cell) => cell.month))) {
        const own = cells.filter((cell) => cell.month === month);
        // As a message has them: rows that may be written to.
        store.take(
          { ward, month, part: 0, cells: own.map((cell) => ({ ...cell, pairs: cell.pairs.map((row) => [...row]) })) },
          time,
        );
      }
    store[Symbol.dispose]();
    const office = openOffice(folder.path);
    await new People(office).add({ name: "lanh-dao", role: "viewer", password: PASSWORD });
    office.close();
    const start = systemClock.now();
    const clock = { ...systemClock, now: () => TODAY + systemClock.now() - start };
    const city = new RunningCity(`http://127.0.0.1:${port}`, (signal) =>
      runCity(config, { log: memoryLog().log, clock, signal }),
    );
    const answers = async () => (await fetch(`${city.url}/v1/health`).catch(() => undefined))?.ok === true;
    await eventually(answers, { what: "a city that answers", timeoutMs: 60_000 });
    return city;
  }

  private constructor(url: string, run: (signal: AbortSignal) => Promise<void>) {
    this.url = url;
    this.#running = run(this.#stop.signal);
    this.#running.catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running.catch(() => {});
  }
}
