import type { EventData } from "#contract/event.js";
import { RATINGS } from "#contract/rating-scale.js";
import type { Band } from "#hub/report/cell.js";
import { countCell } from "#hub/report/lattice/count-cell.js";
import type { Cut } from "#hub/report/lattice/cut-cells.js";
import type { Unit } from "#hub/report/lattice/unit.js";
import { ALL_MONTHS } from "#hub/store/cells/cell-store.js";
import type { EventStore } from "#hub/store/event-store.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { openSqliteReadOnly, type Sqlite } from "#platform/sqlite.js";
import { releaseCells } from "../release.js";
import { type SignedEvent, SigningClient, sample } from "../signing-client.js";
import { append, storedRow } from "../stored-rows.js";
import type { Figure } from "./attack.js";
import { type Served, WEEKS } from "./small-ward.js";

type How = {
  readonly k: number;
  /** In place of the rule by which units become cells. */
  readonly cut?: (units: readonly Unit[], k: number) => readonly Cut[];
};
type CellRow = { readonly id: number; readonly pairs: string; readonly waits: number };

const DAY_MS = 86_400_000;
/** A Monday; the month holds the four weeks and the day before them. */
const FIRST_DAY = Date.parse("2026-03-02T00:00:00Z");
const HOURS: Readonly<Record<Band, number>> = { early: 1, morning: 3, afternoon: 6, late: 9 };
const timeAt = (days: number, hour: number): string =>
  new Date(FIRST_DAY + days * DAY_MS + hour * 3_600_000).toISOString().replace(".000", "");

/**
 * What a hub publishes of the same ward: its events in a real database, made into cells by the hub's own release, week after
 * week. Who is in a cell is what the database says; that each cell says what its own members answered is checked.
 */
export async function publishStored(file: string, ward: readonly Served[], { k, cut }: How): Promise<Figure[]> {
  const opened = openSqliteStore(file);
  const store: EventStore = cut
    ? { ...opened, makeCells: (what) => opened.makeCells({ ...what, cut: (units) => cut(units, what.k) }) }
    : opened;
  const db = openSqliteReadOnly(file);
  const desk = new SigningClient();
  /** By the event's place in the database, from 1. */
  const owners: number[] = [-1];
  const known = new Set(ward.map(({ unit }) => unit.outcome));
  const figures: Figure[] = [];
  let before: readonly CellRow[] = [];
  try {
    for (let now = 0; now < WEEKS + 4; now += 1) {
      const come = ward.flatMap((served, i) =>
        served.arrived === now ? eventsOf(served, desk, known).map((event) => ({ i, event })) : [],
      );
      owners.push(...come.map(({ i }) => i));
      const receivedAt = timeAt(7 * now + 5, 9);
      await append(
        store,
        come.map(({ event }) => storedRow(event, receivedAt)),
      );
      // Two days after the week, when it is over for the hub; the month is over with the fifth.
      await releaseCells(store, { k, when: "week", now: timeAt(7 * now + 9, 3) });
      const cells = db.prepare<[], CellRow>("SELECT id, pairs, inside IS NOT NULL AS waits FROM cells").all();
      figures.push(...newFigures({ db, cells, before, owners }));
      before = cells;
    }
    await expectTold(store, ward, figures);
  } finally {
    db.close();
    await opened[Symbol.asyncDispose]();
  }
  return figures;
}

function eventsOf({ unit, week }: Served, desk: SigningClient, known: ReadonlySet<number | null>): SignedEvent[] {
  const { outcome, tap, field, procedure, band, score, reason, rating } = unit;
  const day = (outcome ?? tap ?? 0) % 5;
  const at = timeAt(7 * week + day, HOURS[band ?? "morning"]);
  const n = Math.floor((outcome ?? tap ?? 0) / 2);
  const among = { field: field ?? "", procedure: procedure ?? "" };
  const events: SignedEvent[] = [];
  if (score !== null) events.push(desk.next("score", { ...sample.score(n, score), ...among, closed: at }));
  else if (reason !== null) events.push(desk.next("abstention", { ...sample.abstention(n), ...among, closed: at }));
  if (tap === null || rating === null) return events;
  const tapped: EventData["rating"] = {
    ...sample.rating(known.has(2 * n) ? n : undefined),
    ...among,
    rating,
    rated: at,
  };
  return [...events, desk.next("rating", tapped)];
}

type Look = {
  readonly db: Sqlite;
  readonly cells: readonly CellRow[];
  readonly before: readonly CellRow[];
  readonly owners: readonly number[];
};

/** Of the cells that came since; a cell of pairs shows those of the cells that wait no longer. */
function newFigures({ db, cells, before, owners }: Look): Figure[] {
  const membersOf = (ids: readonly number[]): number[] => {
    const held = db
      .prepare<[{ ids: string }], number>(
        `SELECT event FROM outcomes WHERE cell IN (SELECT value FROM json_each(@ids))
         UNION SELECT event FROM ratings WHERE cell IN (SELECT value FROM json_each(@ids))`,
      )
      .pluck()
      .all({ ids: JSON.stringify(ids) });
    return [...new Set(held.map((event) => owners[event] ?? -1))];
  };
  const isOfPairs = ({ pairs }: CellRow): boolean => /[1-9]/.test(pairs);
  const since = cells.filter(({ id }) => before.every((one) => one.id !== id));
  const waited = [...before.filter(({ waits }) => waits), ...since.filter((cell) => !isOfPairs(cell))];
  const shown = waited.filter(({ id }) => cells.some((cell) => cell.id === id && !cell.waits)).map(({ id }) => id);
  return since.map((cell) =>
    isOfPairs(cell)
      ? { members: membersOf(shown), pairs: true }
      : { members: membersOf([cell.id]), taps: true, scores: true },
  );
}

/** A cell that says more or less than its members would be another figure than the one that is attacked. */
async function expectTold(store: EventStore, ward: readonly Served[], figures: readonly Figure[]): Promise<void> {
  const cells = await store.cells(ALL_MONTHS);
  for (const [i, { members, pairs }] of figures.entries()) {
    const cell = cells[i];
    const { counts, inside } = countCell(members.map((one) => ward[one]?.unit as Unit));
    const said = pairs
      ? cell?.pairs
      : [cell?.scoreTotal, cell?.scoreSquares, ...RATINGS.map((one) => cell?.ratings[one])];
    const meant = pairs
      ? inside.both
      : [counts.scoreTotal, counts.scoreSquares, ...RATINGS.map((one) => counts.ratings[one])];
    if (JSON.stringify(said) !== JSON.stringify(meant))
      throw new Error(`cell ${cell?.id} says ${JSON.stringify(said)}, its members ${JSON.stringify(meant)}`);
  }
}
