import type { z } from "zod";
import { type EventData, roundTime } from "#contract/event.js";
import type { Slowed } from "#contract/eye-rate.js";
import type { deskHealthSchema } from "#contract/http.js";
import type { Finding } from "#desk/drift/drift-file.js";
import type { EyeLink, EyeState } from "#desk/eye/eye-link.js";
import { type Alarm, alarmsOf, ClockWatch } from "#desk/health/alarms.js";
import type { NewEvent } from "#desk/ledger/chain.js";
import type { Follows } from "#desk/ledger/epochs.js";
import type { Ledger } from "#desk/ledger/ledger.js";
import type { Clock } from "#platform/clock.js";
import { isErrorCode } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

export type HealthParts = {
  readonly ledger: Ledger;
  readonly eye: Pick<EyeLink, "state">;
  readonly clock: Clock;
  readonly log: Logger;
  readonly grainMinutes: () => number;
  readonly hubConnected: () => boolean;
  readonly policyRefused: () => boolean;
  readonly ledgerCrowded: () => boolean;
  readonly eventsMissing: () => boolean;
  readonly standing: () => "revoked" | "key_retired" | undefined;
  readonly drift: () => readonly Finding[];
};
export type DeskHealth = z.infer<typeof deskHealthSchema>;

const EVERY_MS = 15 * 60_000;
/** An alarm that comes and goes within this is not news, and news come no more often than this. */
const SETTLED_MS = 5_000;
const APART_MS = 60_000;

/** How the counter's machine is: locally at any time, to the hub every 15 minutes and when an alarm changes. */
export class HealthDesk {
  readonly #parts: HealthParts;
  readonly #startedAt: number;
  readonly #clockWatch: ClockWatch;
  #alarms: readonly string[] = [];
  #alarmsSince: number;
  #published = "";
  #publishedAt: number;

  constructor(parts: HealthParts) {
    this.#parts = parts;
    this.#startedAt = parts.clock.monotonic();
    this.#alarmsSince = this.#startedAt;
    this.#publishedAt = this.#startedAt;
    this.#clockWatch = new ClockWatch(parts.clock);
  }

  now(): DeskHealth {
    const { camera, ready, stats } = this.#parts.eye.state;
    const { seq, receipted } = this.#parts.ledger.outbox();
    const frameToReadingMs = { p50: stats?.latencyP50Ms ?? null, p95: stats?.latencyP95Ms ?? null };
    return {
      status: this.#alarms.length === 0 ? "ok" : "degraded",
      alarms: [...this.#alarms],
      camera,
      eye: ready ? "ready" : "down",
      hub: this.#parts.hubConnected() ? "connected" : "offline",
      backlog: seq - receipted,
      frameToReadingMs,
      ...slowedOf(stats),
    };
  }

  tick(): void {
    const { clock, log, ledger } = this.#parts;
    if (ledger.full) ledger.probe();
    const at = clock.monotonic();
    const alarms = this.#standing();
    if (alarms.join() !== this.#alarms.join()) {
      log.warn({ event: "alarms.changed", alarms });
      this.#alarms = alarms;
      this.#alarmsSince = at;
    }
    const news = alarms.join() !== this.#published && at - this.#alarmsSince >= SETTLED_MS;
    const apart = at - this.#publishedAt;
    if (apart >= EVERY_MS || (news && apart >= APART_MS)) this.#publish(at);
  }

  /** The event as of now. `follows`: when it opens a new chain. */
  readonly event = (follows?: Follows): NewEvent => {
    const { clock, ledger, eye, grainMinutes } = this.#parts;
    const { camera, stats } = eye.state;
    const { seq, receipted } = ledger.outbox();
    const data: EventData["health"] = {
      alarms: this.#standing(),
      camera,
      sourceFps: round(stats?.sourceFps ?? 0),
      framesDropped: stats?.framesDropped ?? 0,
      reconnects: stats?.reconnects ?? 0,
      latencyP95Ms: round(stats?.latencyP95Ms ?? 0),
      backlog: seq - receipted,
      uptimeSeconds: Math.round((clock.monotonic() - this.#startedAt) / 1_000),
      ...slowedOf(stats),
      ...follows,
    };
    return { kind: "health", time: roundTime(clock.now(), grainMinutes()), data };
  };

  #standing(): Alarm[] {
    const { eye, ledger, policyRefused, ledgerCrowded, eventsMissing, standing, drift } = this.#parts;
    return alarmsOf({
      eye: eye.state,
      ledgerFull: ledger.full,
      clockStepped: this.#clockWatch.stepped,
      policyRefused: policyRefused(),
      ledgerCrowded: ledgerCrowded(),
      eventsMissing: eventsMissing(),
      standing: standing(),
      drift: drift(),
    });
  }

  #publish(at: number): void {
    this.#publishedAt = at;
    this.#published = this.#alarms.join();
    try {
      this.#parts.ledger.commit({ events: [this.event()] });
    } catch (error) {
      if (!isErrorCode(error, "ledger.full")) throw error;
    }
  }
}

const slowedOf = (stats: EyeState["stats"]): { slowed?: Slowed } => (stats?.slowed ? { slowed: stats.slowed } : {});
const round = (value: number): number => Math.round(value * 10) / 10;
