import { pause } from "#platform/tasks.js";
import type { Chance } from "../chaos/random.js";
import type { SoakHouse } from "./soak-house.js";

/** What befalls a counter in a year, in a few hours: the day is twenty minutes long, and its night four. */
export type Weather = { readonly cuts: number; readonly outages: number; readonly nights: number };
const DAY_MS = 16 * 60_000;
const NIGHT_MS = 4 * 60_000;
const CALM_MS = { low: 100_000, high: 220_000 };

/** Runs until the signal; counts are kept up to date in `weather`. */
export class WeatherMaker implements Weather {
  readonly #house: SoakHouse;
  readonly #chance: Chance;
  cuts = 0;
  outages = 0;
  nights = 0;

  constructor(house: SoakHouse, chance: Chance) {
    this.#house = house;
    this.#chance = chance;
  }

  get isNight(): boolean {
    return this.#house.night;
  }

  async run(signal: AbortSignal): Promise<void> {
    let dusk = performance.now() + DAY_MS;
    while (!signal.aborted) {
      const calm = this.#chance.between(CALM_MS.low, CALM_MS.high);
      await pause(Math.min(calm, Math.max(0, dusk - performance.now())), signal);
      if (signal.aborted) return;
      if (performance.now() >= dusk) {
        await this.#sleep(signal);
        dusk = performance.now() + DAY_MS;
      } else if (this.#chance.chance(0.5)) await this.#cut(signal);
      else await this.#outage(signal);
    }
  }

  async #cut(signal: AbortSignal): Promise<void> {
    this.cuts += 1;
    await this.#house.camera.kill();
    await pause(this.#chance.between(8_000, 45_000), signal);
    this.#house.camera.start();
  }

  async #outage(signal: AbortSignal): Promise<void> {
    this.outages += 1;
    if (this.#chance.chance(0.5)) await this.#house.broker.kill();
    else await this.#house.broker.stop();
    await pause(this.#chance.between(15_000, 60_000), signal);
    this.#house.broker.start();
  }

  /** The counter is closed; the camera looks into the dark. */
  async #sleep(signal: AbortSignal): Promise<void> {
    this.nights += 1;
    await this.#turn(true);
    await pause(NIGHT_MS, signal);
    await this.#turn(false);
  }

  async #turn(night: boolean): Promise<void> {
    this.#house.night = night;
    await this.#house.camera.kill();
    this.#house.camera.start();
  }
}
