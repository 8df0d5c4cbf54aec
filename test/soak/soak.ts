import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pause } from "#platform/tasks.js";
import { readHub } from "../chaos/books.js";
import { checkBooks, type Verdict } from "../chaos/checker.js";
import { Excuses } from "../chaos/excuses.js";
import { OneStop } from "../chaos/one-stop.js";
import { Chance } from "../chaos/random.js";
import { eventually } from "../support/child.js";
import { type HouseFigures, SoakHouse } from "./soak-house.js";
import { type Weather, WeatherMaker } from "./weather.js";

export type Sample = HouseFigures & {
  readonly seconds: number;
  readonly night: boolean;
  readonly ledgerBytes: number;
  readonly healthMs: number | null;
  readonly camera: string;
  readonly backlog: number | null;
  readonly frameToReadingMs: { readonly p50: number | null; readonly p95: number | null };
};
export type Answered = { readonly seconds: number; readonly ms: number };
export type SoakRun = {
  readonly samples: readonly Sample[];
  /** Every close. */
  readonly closes: readonly Answered[];
  readonly weather: Weather;
  readonly visits: number;
  readonly taps: number;
  readonly verdict: Verdict;
  /** Programs that ended though nobody asked. */
  readonly endedByItself: readonly string[];
  readonly backlog: number;
};
export type SoakOptions = {
  readonly hours: number;
  readonly seed: number;
  readonly say: (line: string) => void;
  /** One JSON line for each sample, as it is taken. */
  readonly samplesFile?: string | undefined;
  readonly signal: AbortSignal;
};

const EVERY_MS = 10_000;
const QUICK_VISITS = 6;
const REST_MS = 1_500;
const SETTLE_MS = 90_000;

/** Real programs under load and weather for hours; what they were answered is compared with the hub's file at the end. */
export async function soak(options: SoakOptions): Promise<SoakRun> {
  const folder = mkdtempSync(join(tmpdir(), "hl-soak-"));
  await using house = await SoakHouse.start(folder);
  const run = await new Soak(house, options).run();
  await house[Symbol.asyncDispose]();
  if (run.endedByItself.length === 0 && run.verdict.lost.length === 0) rmSync(folder, { recursive: true, force: true });
  else options.say(`kept ${folder}`);
  return run;
}

class Soak {
  readonly #house: SoakHouse;
  readonly #options: SoakOptions;
  readonly #began = performance.now();
  readonly #samples: Sample[] = [];
  readonly #closes: Answered[] = [];
  readonly #weather: WeatherMaker;
  readonly #client: OneStop;
  readonly #chance: Chance;

  constructor(house: SoakHouse, options: SoakOptions) {
    this.#house = house;
    this.#options = options;
    this.#weather = new WeatherMaker(house, new Chance(options.seed, 0));
    this.#chance = new Chance(options.seed, 1);
    this.#client = new OneStop(house.deskUrl, house.file("edge/api.token"), {
      scoredMs: () => this.#chance.between(5_000, 14_000),
      heard: (path, ms) => {
        if (path.endsWith("/close")) this.#closes.push({ seconds: this.#seconds, ms });
      },
    });
  }

  get #seconds(): number {
    return (performance.now() - this.#began) / 1_000;
  }

  async run(): Promise<SoakRun> {
    const { hours, signal } = this.#options;
    const over = AbortSignal.any([signal, timeout(hours * 3_600_000)]);
    const sampling = this.#sample(over);
    const weather = this.#weather.run(over);
    await this.#serve(over);
    await Promise.all([sampling, weather]);
    return await this.#conclude();
  }

  async #serve(over: AbortSignal): Promise<void> {
    for (let cycle = 1; !over.aborted; cycle += 1) {
      if (this.#weather.isNight) {
        await pause(REST_MS, over);
        continue;
      }
      await this.#client.visit(cycle, this.#chance);
      for (let quick = 0; quick < QUICK_VISITS && !over.aborted; quick += 1) {
        await this.#client.quickVisit(cycle);
        await pause(REST_MS / QUICK_VISITS, over);
      }
    }
  }

  async #sample(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      const { healthMs, health } = await this.#health();
      const sample: Sample = {
        seconds: Math.round(this.#seconds),
        night: this.#weather.isNight,
        ...this.#house.figures(),
        ledgerBytes: this.#house.ledgerBytes,
        healthMs,
        camera: health?.camera ?? "unknown",
        backlog: health?.backlog ?? null,
        frameToReadingMs: health?.frameToReadingMs ?? { p50: null, p95: null },
      };
      this.#samples.push(sample);
      if (this.#options.samplesFile) appendFileSync(this.#options.samplesFile, `${JSON.stringify(sample)}\n`);
      if (this.#samples.length % 30 === 1) this.#options.say(lineOf(sample, this.#closes.length));
      await pause(EVERY_MS, over);
    }
  }

  async #health(): Promise<{ healthMs: number | null; health: DeskHealth | undefined }> {
    const began = performance.now();
    try {
      const reply = await fetch(`${this.#house.deskUrl}/v1/health`, { signal: AbortSignal.timeout(5_000) });
      return { health: (await reply.json()) as DeskHealth, healthMs: performance.now() - began };
    } catch {
      return { health: undefined, healthMs: null };
    }
  }

  async #conclude(): Promise<SoakRun> {
    const { desk, hub, programs } = this.#house;
    await this.#client.between(() => this.#client.settle());
    await pause(REST_MS);
    const backlog = await eventually(async () => ((await this.#health()).health?.backlog === 0 ? 1 : undefined), {
      timeoutMs: SETTLE_MS,
      what: "the outbox is empty",
    }).then(
      () => 0,
      () => this.#samples.at(-1)?.backlog ?? -1,
    );
    await desk.stop();
    await hub.stop();
    const { visits, taps } = this.#client;
    return {
      samples: this.#samples,
      closes: this.#closes,
      weather: { cuts: this.#weather.cuts, outages: this.#weather.outages, nights: this.#weather.nights },
      visits: visits.length,
      taps: taps.length,
      verdict: checkBooks(readHub(this.#house.file("hub/hub.db")), [this.#client], new Excuses()),
      endedByItself: programs.flatMap((program) => program.endedByItself),
      backlog,
    };
  }
}

type DeskHealth = Pick<Sample, "camera" | "frameToReadingMs"> & { readonly backlog: number };

function timeout(ms: number): AbortSignal {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), ms).unref();
  return stop.signal;
}

function lineOf({ seconds, feed, eye, desk, hub, ledgerBytes, camera, backlog }: Sample, closes: number): string {
  const of = (name: string, figures: { megabytes: number; descriptors: number } | undefined): string =>
    figures ? `${name} ${figures.megabytes.toFixed(0)} MB/${figures.descriptors} fds` : `${name} –`;
  return (
    `${(seconds / 60).toFixed(0)} min: ${of("feed", feed)}, ${of("eye", eye)}, ${of("desk", desk)}, ${of("hub", hub)}, ` +
    `ledger ${(ledgerBytes / 1e6).toFixed(1)} MB, ${closes} closes, camera ${camera}, backlog ${backlog}`
  );
}
