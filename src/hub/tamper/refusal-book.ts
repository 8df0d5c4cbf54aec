import type { RejectionReason } from "#contract/rejection.js";
import { parseTopic } from "#contract/topics.js";
import type { Refusal } from "#contract/ward-views.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { localDay } from "#hub/fleet/fleet-book.js";
import type { Refused } from "#hub/ingest/rejections.js";
import type { Span } from "#hub/report/period.js";
import type { Clock } from "#platform/clock.js";
import type { Sqlite } from "#platform/sqlite.js";

type Parts = { readonly db: Sqlite; readonly desks: () => EnrolledDesks; readonly clock: Clock };
type Row = {
  readonly day: string;
  readonly reason: RejectionReason;
  readonly counter: string;
  readonly device: string;
  readonly n: number;
};

/** Of one day. Who is refused may be anybody: what comes beyond is counted by its reason alone. */
const MOST_ROWS = 500;
const SHOWN_ROWS = 200;

/** Which messages were refused, by day: counted in memory, added to what is written in turn. */
export class RefusalBook {
  readonly #parts: Parts;
  #unsaved = new Map<string, Row>();
  #counters: { readonly of: EnrolledDesks; readonly names: ReadonlySet<string> } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The counter by the list where the device is known; else by the topic, which is the broker's word, if there is such a counter. */
  add({ reason, device = "", topic = "" }: Refused): void {
    const desks = this.#parts.desks();
    const said = parseTopic(topic)?.counter ?? "";
    const counter = desks.get(device)?.counter ?? (this.#countersOf(desks).has(said) ? said : "");
    this.#count({ day: localDay(this.#parts.clock.now()), reason, counter, device, n: 1 });
  }

  save(): void {
    if (this.#unsaved.size === 0) return;
    const { db } = this.#parts;
    db.transaction(() => {
      const known = db.prepare<[string, string, string, string], 1>(
        "SELECT 1 FROM refusals WHERE day = ? AND reason = ? AND counter = ? AND device = ?",
      );
      const rows = db.prepare<[string], number>("SELECT count(*) FROM refusals WHERE day = ?").pluck();
      const add = db.prepare<[Row]>(
        `INSERT INTO refusals VALUES (@day, @reason, @counter, @device, @n)
         ON CONFLICT (day, reason, counter, device) DO UPDATE SET n = n + excluded.n`,
      );
      for (const row of this.#unsaved.values()) {
        const { day, reason, counter, device } = row;
        const fits = known.get(day, reason, counter, device) || (rows.get(day) ?? 0) < MOST_ROWS;
        add.run(fits ? row : { ...row, counter: "", device: "" });
      }
    })();
    this.#unsaved = new Map();
  }

  /** Of months, the newest day first; the totals are of all, also where there are more rows than are told one by one. */
  read({ from, to }: Span): {
    readonly rejected: Partial<Record<RejectionReason, number>>;
    readonly refusals: Refusal[];
  } {
    const { db } = this.#parts;
    const days = [`${from}-01`, `${to}-31`];
    const totals = db
      .prepare<string[], { reason: RejectionReason; n: number }>(
        "SELECT reason, sum(n) AS n FROM refusals WHERE day BETWEEN ? AND ? GROUP BY reason ORDER BY n DESC, reason",
      )
      .all(...days);
    const rows = db
      .prepare<string[], Row>(
        `SELECT day, reason, counter, device, n FROM refusals WHERE day BETWEEN ? AND ?
         ORDER BY day DESC, n DESC, reason, counter, device LIMIT ${SHOWN_ROWS}`,
      )
      .all(...days);
    return {
      rejected: Object.fromEntries(totals.map(({ reason, n }) => [reason, n])),
      refusals: rows.map(({ counter, device, ...row }) => ({
        ...row,
        counter: counter === "" ? null : counter,
        device: device === "" ? null : device,
      })),
    };
  }

  /** Reckoned once for a list: a flood of refusals is cheap. */
  #countersOf(desks: EnrolledDesks): ReadonlySet<string> {
    if (this.#counters?.of !== desks)
      this.#counters = { of: desks, names: new Set([...desks.values()].map(({ counter }) => counter)) };
    return this.#counters.names;
  }

  #count(row: Row): void {
    const { day, reason, counter, device } = row;
    const key = `${day} ${reason} ${counter} ${device}`;
    const before = this.#unsaved.get(key);
    // Where it cannot be saved, memory is bounded too.
    if (before === undefined && this.#unsaved.size >= MOST_ROWS && counter + device !== "") {
      this.#count({ ...row, counter: "", device: "" });
    } else {
      this.#unsaved.set(key, { ...row, n: (before?.n ?? 0) + 1 });
    }
  }
}
