import { MadeUpDesk } from "#commands/simulate/made-up-desk.js";
import { type HailongEvent, roundTime } from "#contract/event.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { Entry } from "#hub/enrolment/edit-devices.js";
import type { EventStore, StoredEvent } from "#hub/store/event-store.js";
import { createRandom, type Random } from "#simulation/random.js";
import { addDays, bustleOf, daysUntil, lastFullMonth, momentOf } from "#simulation/year/calendar.js";
import { certificatesOn } from "#simulation/year/certificates.js";
import { counterHealth } from "#simulation/year/counter-health.js";
import { COUNTERS, counterName, happens, MISHAPS } from "#simulation/year/made-up-ward.js";
import { type MadeUp, playDay } from "#simulation/year/play-day.js";
import { type CountedReports, playHealth } from "#simulation/year/play-health.js";
import { playWindows } from "#simulation/year/windows.js";

export type Year = { readonly days: number; readonly until: string; readonly seed: number; readonly perDay: number };
type Filling = {
  readonly desks: readonly MadeUpDesk[];
  readonly store: Pick<EventStore, "commit" | "noteGap">;
  readonly signal: AbortSignal;
  readonly onMonth: (month: string) => void;
  /** Events that are stored now. */
  readonly onStored?: (events: readonly HailongEvent[]) => void;
  /** Reports of health that are not stored one by one. */
  readonly onReports?: (day: CountedReports) => void;
};
export type Filled = {
  transactions: number;
  ratings: number;
  events: number;
  /** Transactions by month and field. */
  readonly served: Map<string, Map<string, number>>;
};

const BATCH = 2_000;

export const madeUpDesks = (ward: string): MadeUpDesk[] =>
  COUNTERS.map((_, i) => new MadeUpDesk(ward, counterName(i + 1)));

/** As they stand in the devices file. */
export function entriesOf(desks: readonly MadeUpDesk[], until: string): Entry[] {
  const certificates = certificatesOn(until);
  return desks.map(({ device, counter, publicKey }, i) => ({
    ...{ device, counter, publicKey },
    simulated: until,
    certificate: certificates[i] ?? null,
  }));
}

/** Has the made-up counters sign a year, and stores it day by day as the hub would have. */
export async function fillStore(
  year: Year,
  { desks, store, signal, onStored, onReports, onMonth }: Filling,
): Promise<Filled> {
  const { days, until, seed, perDay } = year;
  const windows = playWindows(seed);
  const filled: Filled = { transactions: 0, ratings: 0, events: 0, served: new Map() };
  const held: { readonly made: MadeUp; readonly before: number }[] = [];
  let batch: StoredEvent[] = [];
  const append = async (): Promise<void> => {
    const appends = batch;
    batch = [];
    if (appends.length === 0) return;
    await store.commit(chainsOf(appends), () => ({ appends, park: [] }));
    filled.events += appends.length;
    onStored?.(appends.map(({ event }) => event));
  };
  const open = daysUntil(until, days).filter((day) => bustleOf(day) > 0);
  for (const [i, day] of open.entries()) {
    if (signal.aborted) break;
    if (day.slice(0, 7) !== open[i - 1]?.slice(0, 7)) onMonth(day.slice(0, 7));
    const before = open.length - 1 - i;
    const random = createRandom(seed, dayNumber(day));
    const lately = day.slice(0, 7) === lastFullMonth(until);
    const { kept, counted } = playHealth({ day, before, random });
    for (const reports of counted) onReports?.(reports);
    const made = [...playDay({ day, before, lately, perDay, windows, random }), ...kept];
    made.sort((a, b) => a.at - b.at);
    if (before === MISHAPS.lost.at) await loseEvents(made, { desks, store, append, random, before });
    for (const one of made) {
      if (happens("late", one.counter, before)) held.push({ made: one, before });
      else batch.push(signed(desks, one, one.at));
      count(filled, day.slice(0, 7), one);
    }
    if (before <= MISHAPS.late.arrives) {
      for (const { made: one } of held.splice(0)) batch.push(signed(desks, one, momentOf(day, 7)));
    }
    if (batch.length >= BATCH) await append();
  }
  for (const { made: one } of held) batch.push(signed(desks, one, momentOf(addDays(until, 1), 7)));
  await append();
  return filled;
}

function count(filled: Filled, month: string, { event }: MadeUp): void {
  if (event.kind === "rating") filled.ratings += 1;
  if (event.kind !== "score" && event.kind !== "abstention" && event.kind !== "cancelled") return;
  filled.transactions += 1;
  const fields = filled.served.get(month) ?? new Map<string, number>();
  filled.served.set(month, fields.set(event.data.field ?? "", (fields.get(event.data.field ?? "") ?? 0) + 1));
}

const dayNumber = (day: string): number => Date.parse(day) / 86_400_000;

const signed = (desks: readonly MadeUpDesk[], { counter, event }: MadeUp, receivedAt: number): StoredEvent =>
  deskOf(desks, counter).sign(event, roundTime(receivedAt, DEFAULT_POLICY.grainMinutes));

function deskOf(desks: readonly MadeUpDesk[], counter: number): MadeUpDesk {
  const desk = desks[counter - 1];
  if (!desk) throw new Error(`no counter ${counter}`);
  return desk;
}

function chainsOf(events: readonly StoredEvent[]) {
  const chains = new Map(events.map(({ event: { device, epoch } }) => [`${device}/${epoch}`, { device, epoch }]));
  return [...chains.values()].map((chain) => ({ ...chain, seqs: [] }));
}

type Losing = Pick<Filling, "desks" | "store"> & {
  readonly append: () => Promise<void>;
  readonly random: Random;
  readonly before: number;
};

/** A disk was replaced: what the ledger had not sent is with nobody, and its new epoch says so. */
async function loseEvents(made: readonly MadeUp[], { desks, store, append, random, before }: Losing): Promise<void> {
  const { counter, events } = MISHAPS.lost;
  const at = made[0]?.at;
  if (at === undefined) return;
  await append();
  const desk = deskOf(desks, counter);
  const { epoch, seq } = desk.beginEpoch();
  const missing = { from: seq + 1, to: seq + events };
  const health = counterHealth({ counter, before, at, uptimeSeconds: 0 }, random, { previousEpoch: epoch, missing });
  const first = signed(desks, { counter, at, event: health }, at);
  await store.commit(chainsOf([first]), () => ({ appends: [first], park: [] }));
  await store.noteGap({ device: desk.device, epoch }, missing.to);
}
