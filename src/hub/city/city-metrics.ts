import { Counter, Gauge, Registry } from "prom-client";
import { CELL_REFUSALS, type CityHealth } from "#contract/city.js";

type Sources = { readonly health: () => CityHealth; readonly now: () => number };

/** Whether wards are heard; nothing about satisfaction. */
export function createCityMetrics({ health, now }: Sources): Registry {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: "hailong_city_connected",
    help: "1 while connected to the broker",
    registers,
    collect() {
      this.set(Number(!health().alarms.includes("mqtt_offline")));
    },
  });
  new Gauge({
    name: "hailong_city_ward_silent_seconds",
    help: "Since a ward's hub signed the newest cells that were heard of it; absent before the first",
    labelNames: ["ward"],
    registers,
    collect() {
      this.reset();
      for (const { ward, newest } of health().wards)
        if (newest !== null) this.set({ ward }, Math.max(0, (now() - Date.parse(newest)) / 1_000));
    },
  });
  new Counter({
    name: "hailong_city_refused_total",
    help: "Messages that were no believed ward's cells, by reason",
    labelNames: ["reason"],
    registers,
    collect() {
      this.reset();
      const { refused } = health();
      // Said at zero too: Prometheus sees no increase in a series that begins at one.
      for (const reason of CELL_REFUSALS) this.inc({ reason }, refused[reason] ?? 0);
    },
  });
  return registry;
}
