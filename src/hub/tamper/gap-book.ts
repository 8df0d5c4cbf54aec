import { roundTime } from "#contract/event.js";
import type { GapNote } from "#contract/ward-views.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { localDay } from "#hub/fleet/fleet-book.js";
import type { Span } from "#hub/report/period.js";
import type { EventStore } from "#hub/store/event-store.js";
import type { Clock } from "#platform/clock.js";
import type { Sqlite } from "#platform/sqlite.js";

type Parts = {
  readonly db: Sqlite;
  readonly store: Pick<EventStore, "gaps" | "heads">;
  readonly desks: () => EnrolledDesks;
  readonly grainMinutes: () => number;
  readonly clock: Clock;
};
type Note = {
  readonly id: number;
  readonly device: string;
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly seen: string;
  readonly healed: string | null;
};

/** A desk's key that makes up epochs fills no disk: of all, the newest are kept. */
const MOST_NOTES = 2_000;
const SHOWN_NOTES = 100;
const NOTE = `SELECT id, device, epoch, "from", "to", seen, healed FROM gap_notes`;

/** What was missing of chains, from when until when. One that heals between two looks is the line's doing, and not noted. */
export class GapBook {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async look(): Promise<void> {
    const { db, store, grainMinutes, clock } = this.#parts;
    const gaps = await store.gaps();
    const known = db.prepare<[], Note>(`${NOTE} WHERE healed IS NULL`).all();
    const open = new Set(gaps.map(keyOf));
    const gone = known.filter((note) => !open.has(keyOf(note)));
    // A gap that the store no longer remembers is not therefore healed.
    const heads = gone.length === 0 ? [] : await store.heads();
    const reached = new Map(heads.map((head) => [keyOf(head), head.seq]));
    const [day, now] = [localDay(clock.now()), roundTime(clock.now(), grainMinutes())];
    db.transaction(() => {
      for (const note of gone)
        if ((reached.get(keyOf(note)) ?? 0) >= note.to)
          db.prepare("UPDATE gap_notes SET healed = ? WHERE id = ?").run(now, note.id);
      const grow = db.prepare(
        `INSERT INTO gap_notes (day, device, epoch, "from", "to", seen) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (device, epoch) WHERE healed IS NULL DO UPDATE SET "to" = excluded."to" WHERE excluded."to" > "to"`,
      );
      for (const { device, epoch, from, to } of gaps) grow.run(day, device, epoch, from, to, now);
      db.prepare("DELETE FROM gap_notes WHERE id <= (SELECT max(id) FROM gap_notes) - ?").run(MOST_NOTES);
    })();
  }

  /** First noticed in these months, the newest first. */
  read({ from, to }: Span): GapNote[] {
    const desks = this.#parts.desks();
    return this.#parts.db
      .prepare<string[], Note>(`${NOTE} WHERE day BETWEEN ? AND ? ORDER BY id DESC LIMIT ${SHOWN_NOTES}`)
      .all(`${from}-01`, `${to}-31`)
      .map(({ id: _, epoch: __, ...note }) => ({ counter: desks.get(note.device)?.counter ?? null, ...note }));
  }
}

const keyOf = ({ device, epoch }: { device: string; epoch: string }): string => `${device} ${epoch}`;
