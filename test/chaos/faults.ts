import { rmSync, writeFileSync } from "node:fs";
import { pause } from "#platform/tasks.js";
import type { Program } from "./program.js";
import type { Chance } from "./random.js";
import type { FaultKind } from "./schedule.js";
import { fakeTimeLibrary, isRoot, type Site } from "./site.js";

/** Does its harm, holds it, ends it; → what exactly it was. */
export type Fault = (site: Site, chance: Chance) => Promise<string>;

const side = (chance: Chance): "desk" | "hub" => (chance.chance(0.5) ? "desk" : "hub");

const killed =
  (of: (site: Site) => Program): Fault =>
  async (site, chance) => {
    const downMs = chance.between(0, 1_500);
    site.persistent = chance.chance(0.5);
    await of(site).alone(async () => {
      await of(site).kill();
      await pause(downMs);
      of(site).start();
    });
    return `down for ${downMs} ms`;
  };

const hung =
  (of: (site: Site) => Program): Fault =>
  async (site, chance) => {
    const ms = chance.between(500, 2_500);
    await of(site).alone(async () => {
      of(site).signal("SIGSTOP");
      await pause(ms);
      of(site).signal("SIGCONT");
    });
    return `for ${ms} ms`;
  };

/** A disk without a free byte: what the write-ahead log already holds may still take a few commits. */
const full =
  (folder: "edge" | "hub"): Fault =>
  async (site, chance) => {
    const ms = chance.between(1_200, 2_500);
    await site.disks[folder](async () => {
      const filler = site.file(`${folder}/filler`);
      fill(filler);
      await pause(ms);
      rmSync(filler);
    });
    return `for ${ms} ms`;
  };

function fill(file: string): void {
  for (let size = 1 << 20; size >= 512; size /= 2) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: "a" });
    } catch {
      // No room for so much at once: less.
    }
  }
}

const wiped: Fault = async (site, chance) => {
  const downMs = chance.between(0, 1_000);
  site.persistent = chance.chance(0.5);
  await site.broker.alone(async () => {
    await site.broker.kill();
    await pause(downMs);
    site.wipeBroker();
    site.broker.start();
  });
  return `down for ${downMs} ms, ${site.persistent ? "persistent" : "in memory"} afterwards`;
};

const cut: Fault = async (site, chance) => {
  const [at, ms] = [side(chance), chance.between(200, 2_500)];
  site.roads[at].down();
  await pause(ms);
  site.roads[at].up();
  return `between ${at} and broker for ${ms} ms`;
};

const delayed: Fault = async (site, chance) => {
  const [at, ms] = [side(chance), chance.between(1_000, 2_500)];
  const delay = chance.between(50, 500);
  site.roads[at].delay(delay);
  await pause(ms);
  site.roads[at].delay(0);
  return `between ${at} and broker, ${delay} ms each way, for ${ms} ms`;
};

const throttled: Fault = async (site, chance) => {
  const [at, ms] = [side(chance), chance.between(1_000, 2_500)];
  const rate = chance.between(1_000, 20_000);
  site.roads[at].throttle(rate);
  await pause(ms);
  site.roads[at].throttle();
  return `between ${at} and broker to ${rate} bytes a second, for ${ms} ms`;
};

/** Nothing passes and nobody is told. What was swallowed is gone, so the connection ends with it, as TCP's would. */
const silent: Fault = async (site, chance) => {
  const [at, ms] = [side(chance), chance.between(800, 2_500)];
  site.roads[at].hang();
  await pause(ms);
  site.roads[at].reset();
  site.roads[at].hang(false);
  return `between ${at} and broker for ${ms} ms`;
};

/** Old events and old receipts once more, in any order: as a broker, a bridge or an attacker might. */
const duplicated: Fault = async (site, chance) => {
  const again = Array.from({ length: Math.min(60, site.passed.length * 2) }, () => chance.pick(site.passed));
  for (const message of again) {
    site.sayAgain(message);
    await pause(chance.between(0, 40));
  }
  return `${again.length} messages said again`;
};

const stepped: Fault = async (site, chance) => {
  const which = side(chance);
  const days = chance.pick([-1, 0, 1].filter((day) => day !== site.clockDays[which]));
  const before = site.clockDays[which];
  site.setClock(which, days);
  return `of the ${which}, from ${before} to ${days} days`;
};

export const SIMPLE_FAULTS: Readonly<Partial<Record<FaultKind, Fault>>> = {
  "kill desk": killed((site) => site.desk),
  "kill hub": killed((site) => site.hub),
  "kill broker": killed((site) => site.broker),
  "hang desk": hung((site) => site.desk),
  "hang hub": hung((site) => site.hub),
  "hang broker": hung((site) => site.broker),
  "broker wiped": wiped,
  cut,
  delayed,
  throttled,
  silent,
  duplicated,
  "ledger full": full("edge"),
  "store full": full("hub"),
  "clock stepped": stepped,
};

/** Why a kind cannot be had here; undefined when it can. */
export function notHere(kind: FaultKind): string | undefined {
  if ((kind === "ledger full" || kind === "store full") && !isRoot) return "only root can mount a small disk";
  if (kind === "clock stepped" && !fakeTimeLibrary()) return "libfaketime is not installed";
  return undefined;
}
