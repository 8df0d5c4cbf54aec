import type { AbstentionReason, EventData, HailongEvent } from "#contract/event.js";
import { counterOf } from "#contract/topics.js";
import { judgeClock } from "#hub/fleet/clock-wrong.js";
import type { Clock } from "#platform/clock.js";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import type { Sqlite } from "#platform/sqlite.js";
import { pause } from "#platform/tasks.js";

export type Health = {
  readonly at: string;
  readonly data: EventData["health"];
  /** By the time of its arrival; not known of one that came before this hub started. */
  readonly clockWrong?: boolean;
  /** When the first of the reports arrived that came late without a break; an outage's arrive at once, a wrong clock's go on. */
  readonly lateSince?: number;
};
export type CounterDay = {
  readonly day: string;
  readonly counter: string;
  readonly wanted: number;
  readonly scores: number;
  readonly reports: number;
};

const DAY_MS = 24 * 3_600_000;
/** Vietnam has one time zone, without summer time. */
const LOCAL_MS = 7 * 3_600_000;
/** What came later than that is not counted; of older days only the reports stay, of which reports of the ward are made. */
const KEPT_DAYS = 400;
const SAVE_MS = 60_000;
/** Not the camera's doing: nobody wanted a score, or there was no time for one. */
const UNWANTED: readonly AbstentionReason[] = [
  "opted_out",
  "no_consent",
  "excluded_procedure",
  "too_short",
  "calibrating",
];

export const localDay = (ms: number): string => new Date(ms + LOCAL_MS).toISOString().slice(0, 10);

/** How each counter's camera fares, day by day, and what each desk said last of its health. Counts in memory, saved in turn. */
export class FleetBook {
  readonly #db: Sqlite;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #health = new Map<string, Health>();
  readonly #days = new Map<string, CounterDay>();
  #unsaved = { devices: new Set<string>(), days: new Set<string>() };

  constructor(db: Sqlite, clock: Clock, log: Logger) {
    this.#db = db;
    this.#clock = clock;
    this.#log = log;
    for (const { device, at, data } of db
      .prepare<[], { device: string; at: string; data: string }>("SELECT device, at, data FROM fleet_health")
      .iterate())
      this.#health.set(device, { at, data: JSON.parse(data) });
    for (const day of db
      .prepare<[string], CounterDay>("SELECT * FROM fleet_days WHERE day >= ?")
      .iterate(this.#first()))
      this.#days.set(keyOf(day), day);
  }

  /** Events that were stored just now, each once. */
  add(events: readonly HailongEvent[]): void {
    for (const event of events) this.#addOne(event);
  }

  /** Reports that came on a local day and are not there one by one. */
  addReports({ day, counter, reports }: Pick<CounterDay, "day" | "counter" | "reports">): void {
    this.#countOn(day, counter, { reports });
  }

  healthOf(device: string): Health | undefined {
    return this.#health.get(device);
  }

  /** Of the last `days` days, today's included, the oldest first. */
  daysOf(counter: string, days: number): CounterDay[] {
    const now = this.#clock.now();
    const names = Array.from({ length: days }, (_, i) => localDay(now - (days - 1 - i) * DAY_MS));
    return names.flatMap((day) => this.#days.get(keyOf({ day, counter })) ?? []);
  }

  /** What cannot be saved now is tried again. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(SAVE_MS, signal);
      try {
        this.save();
      } catch (error) {
        this.#log.warn({ event: "fleet.not_saved", error: messageOf(error) });
      }
    }
  }

  save(): void {
    const { devices, days } = this.#unsaved;
    if (devices.size + days.size === 0) return;
    this.#db.transaction(() => {
      const health = this.#db.prepare("INSERT OR REPLACE INTO fleet_health (device, at, data) VALUES (?, ?, ?)");
      for (const device of devices) {
        const kept = this.#health.get(device);
        if (kept) health.run(device, kept.at, JSON.stringify(kept.data));
      }
      const day = this.#db.prepare(
        "INSERT OR REPLACE INTO fleet_days VALUES (@day, @counter, @wanted, @scores, @reports)",
      );
      for (const key of days) {
        const kept = this.#days.get(key);
        if (kept) day.run(kept);
      }
      this.#db
        .prepare("UPDATE fleet_days SET wanted = 0, scores = 0 WHERE day < ? AND wanted + scores > 0")
        .run(this.#first());
    })();
    this.#unsaved = { devices: new Set(), days: new Set() };
    for (const [key, { day }] of this.#days) if (day < this.#first()) this.#days.delete(key);
  }

  #addOne(event: HailongEvent): void {
    const counter = counterOf(event.source);
    const { type, data } = event;
    if (type === "vn.hailong.health.v1") {
      const { lateSince } = this.#health.get(event.device) ?? {};
      const clock = judgeClock({
        ...{ made: Date.parse(event.time), arrived: this.#clock.now() },
        ...{ backlog: data.backlog, lateSince },
      });
      this.#health.set(event.device, { at: event.time, data, ...clock });
      this.#unsaved.devices.add(event.device);
      this.#count(event.time, counter, { reports: 1 });
    }
    if (type === "vn.hailong.score.v1") this.#count(data.closed, counter, { wanted: 1, scores: 1 });
    if (type === "vn.hailong.abstention.v1" && !UNWANTED.includes(data.reason))
      this.#count(data.closed, counter, { wanted: 1 });
  }

  #count(time: string, counter: string, more: More): void {
    this.#countOn(localDay(Date.parse(time)), counter, more);
  }

  /** A desk whose clock is wrong does not fill the book with days that are none. */
  #countOn(day: string, counter: string, more: More): void {
    if (day < this.#first() || day > localDay(this.#clock.now() + DAY_MS)) return;
    const key = keyOf({ day, counter });
    const { wanted, scores, reports } = this.#days.get(key) ?? { wanted: 0, scores: 0, reports: 0 };
    this.#days.set(key, {
      day,
      counter,
      wanted: wanted + (more.wanted ?? 0),
      scores: scores + (more.scores ?? 0),
      reports: reports + (more.reports ?? 0),
    });
    this.#unsaved.days.add(key);
  }

  #first(): string {
    return localDay(this.#clock.now() - KEPT_DAYS * DAY_MS);
  }
}

type More = Partial<Pick<CounterDay, "wanted" | "scores" | "reports">>;

const keyOf = ({ day, counter }: Pick<CounterDay, "day" | "counter">): string => `${day} ${counter}`;
