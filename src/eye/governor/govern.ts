import type { Slowed } from "#contract/eye-rate.js";
import type { GovernedReader } from "#eye/governor/governed-reader.js";
import type { Governor } from "#eye/governor/governor.js";
import type { MachineStrain } from "#eye/governor/machine-strain.js";
import type { Source } from "#eye/source/live-source.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";

const PERIOD_MS = 2_000;

type Governing = {
  readonly governor: Governor;
  readonly reader: GovernedReader;
  readonly source: Pick<Source, "counters" | "limitRate">;
  readonly strain: MachineStrain;
  /** While a technician measures, the camera's own rate counts. */
  readonly measuring: () => boolean;
  readonly clock: Clock;
  readonly log: Logger;
};

/** Lets the governor decide every two seconds, and does what it says. */
export async function govern(parts: Governing, signal: AbortSignal): Promise<void> {
  const { governor, reader, source, strain, measuring, clock, log } = parts;
  let [at, dropped] = [clock.monotonic(), source.counters.dropped];
  let told: Slowed | undefined;
  for (;;) {
    await pause(PERIOD_MS, signal);
    if (signal.aborted) return;
    const before = { at, dropped };
    [at, dropped] = [clock.monotonic(), source.counters.dropped];
    const [work, machine] = [reader.takeWork(), strain.take()];
    if (measuring()) {
      source.limitRate(undefined);
      continue;
    }
    governor.decide({ ms: at - before.at, dropped: dropped - before.dropped, ...work, ...machine });
    const { slowed } = governor;
    source.limitRate(slowed && governor.fps);
    if (slowed?.fps !== told?.fps) log[slowed ? "warn" : "info"]({ event: "eye.rate", fps: governor.fps, ...slowed });
    told = slowed;
  }
}
