import type { EventData } from "#contract/event.js";
import type { Finding } from "#desk/drift/drift-file.js";
import type { EyeState } from "#desk/eye/eye-link.js";
import type { Clock } from "#platform/clock.js";

export type Alarm = EventData["health"]["alarms"][number];

const STEP_MS = 60_000;
const STEP_SHOWN_MS = 15 * 60_000;

/** Notices a wall clock that steps against the monotonic one. The alarm stands for a quarter of an hour. */
export class ClockWatch {
  readonly #clock: Clock;
  #offset: number;
  #steppedAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#offset = clock.now() - clock.monotonic();
  }

  /** Call it every second or so: slow correction of the clock is not a step. */
  get stepped(): boolean {
    const offset = this.#clock.now() - this.#clock.monotonic();
    if (Math.abs(offset - this.#offset) > STEP_MS) this.#steppedAt = this.#clock.monotonic();
    this.#offset = offset;
    return this.#clock.monotonic() - this.#steppedAt < STEP_SHOWN_MS;
  }
}

type AlarmFacts = {
  readonly eye: EyeState;
  readonly ledgerFull: boolean;
  readonly clockStepped: boolean;
  readonly policyRefused: boolean;
  readonly ledgerCrowded: boolean;
  readonly eventsMissing: boolean;
  /** What the hub says when it no longer believes this desk's key. */
  readonly standing: "revoked" | "key_retired" | undefined;
  /** What of the camera is no longer as it was certified. */
  readonly drift: readonly Finding[];
};

export function alarmsOf(facts: AlarmFacts): Alarm[] {
  const { camera, ready } = facts.eye;
  const alarms: Alarm[] = [];
  if (!ready) alarms.push("eye_down");
  if (camera === "stalled" || camera === "frozen" || camera === "unreachable") alarms.push(`camera_${camera}`);
  for (const finding of facts.drift) alarms.push(`camera_${finding}`);
  if (facts.ledgerFull) alarms.push("ledger_full");
  if (facts.clockStepped) alarms.push("clock_stepped");
  if (facts.policyRefused) alarms.push("policy_refused");
  if (facts.ledgerCrowded) alarms.push("ledger_crowded");
  if (facts.eventsMissing) alarms.push("events_missing");
  if (facts.standing) alarms.push(facts.standing);
  return alarms;
}
