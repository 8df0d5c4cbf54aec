import { readdirSync, readFileSync } from "node:fs";

export type Strain = { readonly pressure: number | undefined; readonly throttled: boolean };

/** Where Linux tells both; a sealed program may not see them, then its own lateness has to do. */
const PRESSURE = "/proc/pressure/cpu";
const PROCESSORS = "/sys/devices/system/cpu";

/** What the kernel says of the processors, since it was last asked. */
export class MachineStrain {
  readonly #pressure: string;
  readonly #counters: readonly string[];
  #throttled: number;

  constructor({ pressure = PRESSURE, processors = PROCESSORS } = {}) {
    this.#pressure = pressure;
    const names = tried(() => readdirSync(processors).filter((name) => /^cpu\d+$/.test(name))) ?? [];
    this.#counters = names.map((name) => `${processors}/${name}/thermal_throttle/core_throttle_count`);
    this.#throttled = this.#count();
  }

  take(): Strain {
    const before = this.#throttled;
    this.#throttled = this.#count();
    return { pressure: this.#share(), throttled: this.#throttled > before };
  }

  #share(): number | undefined {
    const found = /^some avg10=([\d.]+)/.exec(tried(() => readFileSync(this.#pressure, "utf8")) ?? "");
    return found ? Number(found[1]) / 100 : undefined;
  }

  #count(): number {
    return this.#counters.reduce((sum, file) => sum + Number(tried(() => readFileSync(file, "utf8")) ?? 0), 0);
  }
}

function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
